import { join } from "node:path";
import { expect } from "chai";
import { runOperation } from "../../src/node/run-operation.js";
import { createFolderWriter } from "../../src/node/table-folder.js";
import { smallTables } from "../support/small-tables.js";
import { temporaryFolder } from "../support/temporary-folder.js";

describe("node: results that rest on traces of an earlier one", () => {
  const folder = temporaryFolder();

  it("are named by these, and by no others", async () => {
    const to = join(folder(), "tables");
    const writer = createFolderWriter(to, { partition: { name: "dataset_id", value: "small" } });
    const values = [1, 4, 2, 8, 5, 7];
    for (const batch of smallTables([{ id: "worm", channels: [{ name: "AVAL", values }] }])) await writer.write(batch);
    await writer.finish();
    const run = (operation: string, params: object, analysisId?: string) =>
      runOperation({ operation, params, from: [to], to, analysisId, jobs: 1 });
    const summary = async (params: object) => (await run("channel-summary", params)).analysisId;
    const plain = await summary({});
    await run("process-traces", { processing: [{ detrend: "mean" }] }, "first");
    const first = await summary({ analysis: "first" });
    await run("process-traces", { processing: [{ normalise: "z-score" }] }, "second");
    expect(await summary({})).equal(plain);
    expect(await summary({ analysis: "first" })).equal(first);
    expect(first).not.equal(plain);
    await run("process-traces", { processing: [{ detrend: "linear" }] }, "first");
    expect(await summary({ analysis: "first" })).not.equal(first);
  });
});
