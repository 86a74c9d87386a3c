import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { describeConnectomes } from "../../src/manifest/describe-connectomes.js";
import { loadManifests } from "../../src/node/manifests.js";
import { packageRoot } from "../../src/node/package-root.js";
import { caught } from "../support/caught.js";
import { exampleManifest } from "../support/example-manifest.js";

const page = join(packageRoot(), "docs", "connectomes.md");

const comparison = {
  value: { counts: "synapses", unit: "synapses", reads: "all cells", others_drop: "muscles" },
  source: "made up for tests",
};
const annotation = {
  ...{ id: "example2020_a", edition: "first", family: "example", sex: null, stage: "adult", region: null, unit: null },
  ...{ title: "A", method: "none", genotype: null, file: "a.json", place: null },
};
const annotations = { value: [annotation, { ...annotation, id: "example2020_b" }], source: "made up for tests" };

describe("docs/connectomes.md", () => {
  it("is what the manifests say; NEUROLOOM_UPDATE=1 rewrites it", async () => {
    const text = describeConnectomes([...(await loadManifests(join(packageRoot(), "data-manifests"))).values()]);
    if (process.env.NEUROLOOM_UPDATE) writeFileSync(page, text);
    expect(readFileSync(page, "utf8")).to.equal(text);
  });

  it("has every dataset that read wiring diagrams from files", async () => {
    const manifests = [...(await loadManifests(join(packageRoot(), "data-manifests"))).values()];
    const text = describeConnectomes(manifests);
    for (const { id, tables, files } of manifests) {
      if (files.length > 0 && tables.includes("connectomes")) expect(text).to.contain(`| [${id}](datasets.md#${id}) |`);
    }
  });

  it("shows totals that the manifest expects, calls unknown what is unknown, leaves out other datasets", () => {
    const where = { connectome_id: "example2020_a", kind: "chemical", listed: true };
    const source = "made up for tests";
    const expected = [
      { table: "connectomes", where: { connectome_id: "example2020_a" }, column: "n_listed", equals: 12, source },
      { table: "edges", where, equals: 3707, source },
      { table: "edges", where: { ...where, self_loop: true }, equals: 38, source },
      { table: "edges", where, column: "weight", measure: "sum", equals: 20905, source },
      { table: "edges", where, column: "weight", measure: "max", equals: 81, source },
    ] as const;
    const facts = { comparison, annotations };
    const text = describeConnectomes([
      exampleManifest({ facts, expected: [...expected].reverse() }),
      exampleManifest({ id: "other2021" }),
    ]);
    expect(text).to.contain("| [example2020](datasets.md#example2020) | synapses | synapses | all cells | muscles |");
    expect(text).to.contain("| `example2020_b` | first | example | unknown | adult | unknown | unknown |");
    expect(text).to.contain("| `example2020_a` | 12 | 3,707 (38) | 20,905 |  |  | unknown |");
    expect(text.split("example2020_b").length).to.equal(2);
    expect(text).not.to.contain("other2021");
  });

  it("names the fact that has another shape", async () => {
    const facts = { comparison: { ...comparison, value: { ...comparison.value, unit: 3 } } };
    const error = await caught(() => describeConnectomes([exampleManifest({ facts })]));
    expect(error.tag).to.equal("schema");
    expect(error.message).to.match(/example2020\.json.*facts\.comparison\.value: unit/s);
  });
});
