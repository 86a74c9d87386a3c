import { tableFromIPC } from "apache-arrow";
import { expect } from "chai";
import fc from "fast-check";
import { concatBytes } from "../../src/bytes/concat-bytes.js";
import { arrowSchema, fromArrow, toArrow, toArrowIpc } from "../../src/tables/arrow.js";
import { arrowFile } from "../../src/tables/arrow-file.js";
import { batchOf, rowCount, type TableBatch } from "../../src/tables/batch.js";
import { tableDefinition } from "../../src/tables/tables.js";
import { anyBatch, tableNames } from "./table-arbitraries.js";

async function* oneByOne(batches: readonly TableBatch[]): AsyncGenerator<TableBatch> {
  yield* batches;
}

function withColumn(batch: TableBatch, name: string, value: string): TableBatch {
  const length = rowCount(batch);
  return { ...batch, columns: { [name]: new Array(length).fill(value), ...batch.columns } };
}

function plain(batch: TableBatch): Record<string, unknown[]> {
  return Object.fromEntries(Object.entries(batch.columns).map(([name, values]) => [name, Array.from(values)]));
}

describe("Arrow tables", () => {
  for (const table of tableNames) {
    it(`give back the batches of ${table}, also through IPC bytes`, async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(anyBatch(table, { min: 1, max: 10 }), { minLength: 1, maxLength: 3 }),
          async (given) => {
            const { partition: level } = tableDefinition(table);
            const named = given.map((batch) => withColumn(batch, level, "p"));
            const arrow = toArrow(given, { partition: "p" });
            const file: Uint8Array[] = [];
            for await (const piece of arrowFile(oneByOne(named))) file.push(piece);
            const back = [
              fromArrow(table, arrow),
              fromArrow(table, tableFromIPC(toArrowIpc(arrow))),
              fromArrow(table, tableFromIPC(concatBytes(file))),
            ];
            for (const batches of back) {
              expect(batches).to.have.length(given.length);
              for (const [index, batch] of batches.entries()) {
                const { [level]: partition, ...own } = plain(batch);
                expect(new Set(partition)).to.deep.equal(new Set(["p"]));
                expect(own).to.deep.equal(plain(given[index]!));
              }
            }
          },
        ),
        { numRuns: 15, seed: 5 },
      );
    });
  }

  it("hold real nulls, the partition column first, and notes about every column", () => {
    const values = Float32Array.of(1, Number.NaN, 3);
    const row = { recording_id: "r", channel_index: 0, chunk_index: 0, start_sample: 0, start_s: 0, values };
    const arrow = tableFromIPC(toArrowIpc(toArrow([batchOf("signals", [row])], { partition: "x" }), "stream"));
    expect(arrow.get(0)!.toJSON()).to.include({ dataset_id: "x", recording_id: "r" });
    expect(Array.from(arrow.getChild("values")!.get(0))).to.deep.equal([1, null, 3]);
    const { fields, metadata } = arrowSchema("signals");
    expect(fields.map(({ name, nullable }) => [name, nullable]).slice(0, 2)).to.deep.equal([
      ["dataset_id", false],
      ["recording_id", false],
    ]);
    expect(fields.find(({ name }) => name === "start_s")!.metadata.get("unit")).to.equal("s");
    expect(metadata.get("neuroloom.schema_version")).to.equal("1");
  });

  it("refuse batches of several tables, none, and wrong values", () => {
    const event = batchOf("events", [{ recording_id: "r", event_index: 0, onset_s: 0, kind: "k" }]);
    expect(() => toArrow([])).to.throw("batches of one table");
    expect(() => toArrow([event, { ...event, table: "clocks" }])).to.throw("batches of one table");
    expect(() => toArrow([batchOf("events", [{ recording_id: "r" }])])).to.throw("events.event_index.row 0");
  });
});
