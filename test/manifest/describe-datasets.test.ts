import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { datasetsTable, describeDatasets } from "../../src/manifest/describe-datasets.js";
import { loadManifests } from "../../src/node/manifests.js";
import { packageRoot } from "../../src/node/package-root.js";
import { exampleFile, exampleManifest } from "../support/example-manifest.js";

const page = join(packageRoot(), "docs", "datasets.md");

describe("docs/datasets.md", () => {
  it("is what the manifests say; NEUROLOOM_UPDATE=1 rewrites it", async () => {
    const text = describeDatasets([...(await loadManifests(join(packageRoot(), "data-manifests"))).values()]);
    if (process.env.NEUROLOOM_UPDATE) writeFileSync(page, text);
    expect(readFileSync(page, "utf8")).to.equal(text);
  });

  it("counts files and bytes, and leaves unknown sizes unknown", () => {
    const files = [exampleFile({ path: "a.h5", bytes: 1_500_000 }), exampleFile({ path: "b.h5", bytes: 2_000_000 })];
    const line = (manifest: Parameters<typeof exampleManifest>[0]) => datasetsTable([exampleManifest(manifest)])[2];
    expect(line({ files })).to.contain("| 2 files, 3.5 MB |");
    expect(line({ files: [...files, exampleFile({ path: "c.h5", bytes: null })] })).to.contain("3 files, size unknown");
    expect(line({ files: [], title: "a | b" }))
      .to.contain("| a \\| b |")
      .and.to.contain("| none |");
  });
});

describe("the table of datasets in README.md", () => {
  it("is what the manifests say", async () => {
    const manifests = [...(await loadManifests(join(packageRoot(), "data-manifests"))).values()];
    expect(readFileSync(join(packageRoot(), "README.md"), "utf8")).to.contain(datasetsTable(manifests).join("\n"));
  });
});
