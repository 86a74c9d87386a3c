import { expect } from "chai";
import { SchemaError } from "../../src/errors.js";
import { parseManifest } from "../../src/manifest/parse-manifest.js";
import type { Manifest } from "../../src/manifest/schema.js";
import { exampleFile, exampleManifest } from "../support/example-manifest.js";

describe("parseManifest", () => {
  const issuesOf = (manifest: unknown): readonly string[] => {
    try {
      parseManifest(typeof manifest === "string" ? manifest : JSON.stringify(manifest), "example2020.json");
    } catch (error) {
      expect(error).to.be.instanceOf(SchemaError).and.include({ file: "example2020.json" });
      return (error as SchemaError).issues;
    }
    return [];
  };
  const withFiles = (...files: Parameters<typeof exampleFile>[0][]) =>
    exampleManifest({ files: files.map(exampleFile) });
  const fact = (fields: Partial<Manifest["expected"][number]>) =>
    exampleManifest({ expected: [{ table: "recordings", equals: 2, source: "test", ...fields }] });

  it("reads a valid manifest, with and without a byte order mark", () => {
    const manifest = exampleManifest({ files: [exampleFile({ path: "worms/one.h5" })] });
    expect(parseManifest(JSON.stringify(manifest), "example2020.json")).to.deep.equal(manifest);
    expect(parseManifest(`\uFEFF${JSON.stringify(manifest)}`, "example2020.json")).to.deep.equal(manifest);
  });

  it("says that a text is no JSON", () => {
    expect(issuesOf("{ not json")[0]).to.match(/^no valid JSON: /);
  });

  it("names the place of every problem and what was expected, in words", () => {
    const { title: _title, ...untitled } = withFiles({ path: "worms/one.h5" });
    const broken = { ...untitled, id: "Example 2020", tested: "yes", licences: [] };
    Object.assign(broken.files[0]!, { bytes: "12", sha256: ["ABC"], urls: ["ftp://x"] });
    expect(issuesOf(broken)).to.deep.equal([
      "id: expected a lower-case key",
      "title: expected string, received undefined",
      "files[0].urls[0]: expected an http or https address",
      "files[0].bytes: expected number, received string",
      "files[0].sha256[0]: expected 64 lower-case hexadecimal digits",
      'tested: expected one of "original"|"export"|"none"',
      'top level: unrecognized key: "licences"',
    ]);
  });

  it("words the choices of a union", () => {
    expect(issuesOf(fact({ equals: [] as never }))[0]).to.match(
      /^expected\[0\]\.equals: expected string.*, or expected number/,
    );
  });

  for (const path of ["/etc/passwd", "../up.h5", "a/../../b", "a\\b", "./a", "a/.."]) {
    it(`refuses the path ${path}`, () => {
      expect(issuesOf(withFiles({ path }))).to.deep.equal([
        "files[0].path: expected a relative path with / and without ..",
      ]);
    });
  }

  for (const [problem, manifest] of [
    ['files: path "worms/one.h5" stands twice', withFiles({ path: "worms/one.h5" }, { path: "worms/ONE.h5" })],
    [
      'files: path "worms/a/one.h5" stands twice',
      withFiles({ path: "worms/a/one.h5" }, { path: "worms/a", members: [{ path: "one.h5", bytes: 1, sha256: [] }] }),
    ],
    ['files: "worms/one.h5": bytes is not a size', withFiles({ path: "worms/one.h5", bytes: 1.5 })],
    ['files: folder "worms" has no members', withFiles({ path: "worms", members: [] })],
    [
      'files: none is of subset "sample"; the smallest useful choice of files has to be',
      withFiles({ path: "worms/one.h5", subset: "full" }),
    ],
    ['aliases: "example2020" stands twice or is the id', exampleManifest({ aliases: ["Example2020"] })],
    ['caveats: id "a" stands twice', exampleManifest({ caveats: ["x", "y"].map((text) => ({ id: "a", text })) })],
    ['expected[0].table: no table named "recording"; nearest: recordings', fact({ table: "recording" })],
    ['expected[0].table: "signals" is not in tables', fact({ table: "signals" })],
    ["expected[0].measure: mean needs a column", fact({ measure: "mean" })],
  ] as const) {
    it(`finds: ${problem}`, () => {
      expect(issuesOf(manifest)).to.deep.equal([problem]);
    });
  }

  it("finds columns that a table does not have, in column and where", () => {
    const issues = issuesOf(fact({ column: "n_sample", measure: "max", where: { worm: "1", dataset_id: "x" } }));
    expect(issues).to.have.length(2);
    expect(issues[0]).to.match(/^expected\[0\]\.column: no column of recordings named "n_sample"; nearest: n_samples/);
    expect(issues[1]).to.match(
      /^expected\[0\]\.where\.worm: no column of recordings named "worm"; (nearest|known are)/,
    );
  });

  it("finds unknown tables", () => {
    expect(issuesOf(exampleManifest({ tables: ["recordings", "neurones"] }))[0]).to.contain(
      'no table named "neurones"; nearest: neurons',
    );
  });
});
