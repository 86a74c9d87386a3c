import { expect } from "chai";
import { read } from "../../../src/datasets/fisbe-evaluator-samples/read.js";
import { folderFiles } from "../../../src/node/folder-files.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { collectTables } from "../../support/collect-tables.js";
import { problemsOf } from "../../support/problems-of.js";
import { mirror, realData } from "../../support/real-data.js";
import { expectManifestMet } from "../expect-real-dataset.js";

describe("the samples of FISBe's evaluator", () => {
  it("meet every expected fact", async function () {
    this.timeout(60_000);
    await expectManifestMet(this, "fisbe-evaluator-samples");
  });

  it("come sample by sample", async function () {
    const manifest = await loadManifest("fisbe-evaluator-samples");
    for (const { path } of manifest.files) realData(this, path);
    const tables = await collectTables(read(manifest, folderFiles(mirror!), { only: "JRC*" }));
    expect(tables.rows("volumes").map(({ volume_id }) => volume_id)).deep.equal(["JRC_SS05008-20160318_24_B2_crop:gt"]);
    expect(tables.rows("volumes")[0]).include({ dtype: "uint8", chunks: "2×50×50×50", codec: "gzip" });
    expect(await problemsOf(tables)).deep.equal([]);
  });
});
