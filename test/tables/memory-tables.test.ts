import { expect } from "chai";
import fc from "fast-check";
import { memoryFolder } from "../../src/bytes/memory-folder.js";
import { rowsOf } from "../../src/tables/batch.js";
import { memoryTables } from "../../src/tables/memory-tables.js";
import { openTables } from "../../src/tables/open-tables.js";
import type { TableQuery, TableReader } from "../../src/tables/table-reader.js";
import { createTableWriter } from "../../src/tables/table-writer.js";
import { smallDataset } from "./small-dataset.js";
import { anyKeyedBatch } from "./table-arbitraries.js";

async function rowsFrom(reader: TableReader, table: "signals" | "events" | "neurons", query: TableQuery) {
  const rows: unknown[] = [];
  for await (const batch of reader.read(table, query)) rows.push(...rowsOf(batch));
  return rows;
}

describe("memoryTables", () => {
  it("answers queries as the written folder does", async () => {
    await fc.assert(
      fc.asyncProperty(anyKeyedBatch("neurons", { min: 1, max: 40 }), fc.nat(), async (batch, pick) => {
        const folder = memoryFolder();
        const partition = { name: "dataset_id", value: "x" } as const;
        const writer = createTableWriter(folder, { partition, rowGroupBytes: 500 });
        await writer.write(batch);
        await writer.finish();
        const written = await openTables(folder);
        const memory = memoryTables([batch], { partition: "x" });
        const cell = (name: string) => batch.columns[name]![pick % batch.columns[name]!.length] as string | null;
        const queries: TableQuery[] = [
          {},
          { columns: ["side", "dataset_id", "neuron"] },
          { columns: ["dataset_id"], where: { side: cell("side") } },
          { where: { neuron_class: [cell("neuron_class"), "none"], dataset_id: ["x", "y"] } },
          { where: { x_um: cell("x_um") }, columns: ["slot"] },
          { where: { dataset_id: "y" } },
        ];
        for (const query of queries) {
          expect(await rowsFrom(memory, "neurons", query)).to.deep.equal(await rowsFrom(written, "neurons", query));
        }
      }),
      { numRuns: 60, seed: 3 },
    );
  });

  it("refuses unknown names and conditions on lists", async () => {
    const reader = memoryTables(smallDataset());
    const tagOf = async (query: TableQuery, table = "signals") =>
      rowsFrom(reader, table as "signals", query).catch((error) => error.tag);
    expect(await tagOf({}, "signal")).to.equal("unknown-name");
    expect(await tagOf({ columns: ["value"] })).to.equal("unknown-name");
    expect(await tagOf({ where: { value: 1 } })).to.equal("unknown-name");
    expect(await tagOf({ where: { values: 1 } })).to.equal("argument");
  });
});
