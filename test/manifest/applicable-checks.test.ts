import { expect } from "chai";
import { applicableChecks, type WrittenExtent } from "../../src/manifest/applicable-checks.js";
import { exampleManifest } from "../support/example-manifest.js";

const fact = (title: string, where?: Record<string, string | string[]>) => ({
  title,
  table: "recordings",
  ...(where ? { where } : {}),
  equals: 1,
  source: "made up for tests",
});
const manifest = exampleManifest({
  quantities: ["ratio", "z_score"].map((name) => ({ name, unit: null, description: name })),
  expected: [
    fact("whole"),
    fact("a", { recording_id: "a" }),
    fact("a and b", { recording_id: ["a", "b"] }),
    fact("condition", { condition: "fed" }),
  ],
});

function titles(asked: WrittenExtent["asked"], recordings = ["a", "b"], hasFailures = false): unknown {
  return applicableChecks(manifest, { recordings, hasFailures, asked }).map(({ title }) => title);
}

describe("applicableChecks", () => {
  const all = ["whole", "a", "a and b", "condition"];

  for (const asked of [{}, { only: "*" }, { only: null, subset: "full", quantity: null }, { quantity: "ratio" }]) {
    it(`takes all facts of a whole dataset, asked with ${JSON.stringify(asked)}`, () => {
      expect(titles(asked)).to.deep.equal(all);
    });
  }

  for (const asked of [{ only: "[ab]" }, { subset: "sample" }, { quantity: "z_score" }]) {
    it(`leaves facts about the whole dataset out with ${JSON.stringify(asked)}`, () => {
      expect(titles(asked)).to.deep.equal(["a", "a and b"]);
    });
  }

  it("leaves them out where a recording failed, and facts about recordings that are not all there", () => {
    expect(titles({}, ["a"], true)).to.deep.equal(["a"]);
    expect(titles({}, ["b"], true)).to.deep.equal([]);
  });

  it("takes facts about wiring diagrams that are there, where it is known which are", () => {
    const wired = {
      ...manifest,
      expected: [fact("whole"), fact("c", { connectome_id: "c" }), fact("d", { connectome_id: "d" })],
    };
    const asked = { only: "c" };
    const of = (connectomes?: readonly string[]) => {
      const extent = { recordings: [], hasFailures: false, asked, ...(connectomes && { connectomes }) };
      return applicableChecks(wired, extent).map(({ title }) => title);
    };
    expect(of(["c"])).to.deep.equal(["c"]);
    expect(of([])).to.deep.equal([]);
    expect(of()).to.deep.equal([]);
  });

  it("takes facts about volumes and lists of samples that are there, whatever else is not", () => {
    const expected = [
      fact("whole"),
      fact("v", { volume_id: "v" }),
      fact("w", { volume_id: "w" }),
      fact("list", { benchmark: "b" }),
    ];
    const of = (volumes: readonly string[], benchmarks: readonly string[]) => {
      const extent = { recordings: [], volumes, benchmarks, hasFailures: true, asked: { subset: "sample" } };
      return applicableChecks({ ...manifest, expected }, extent).map(({ title }) => title);
    };
    expect(of(["v"], ["b"])).to.deep.equal(["v", "list"]);
    expect(of([], ["b"])).to.deep.equal(["list"]);
    expect(of(["v", "w"], [])).to.deep.equal(["v", "w"]);
  });
});
