import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { queryTables } from "../../src/node/query-tables.js";
import { createFolderWriter } from "../../src/node/table-folder.js";
import { rowCount, type TableBatch } from "../../src/tables/batch.js";
import { tableDefinition } from "../../src/tables/tables.js";
import { smallDataset } from "../tables/small-dataset.js";
import { anyKeyedBatch, tableNames } from "../tables/table-arbitraries.js";

describe("written folders, read by DuckDB", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "neuroloom-duckdb-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function write(value: string, batches: readonly TableBatch[]): Promise<void> {
    const partition = { name: tableDefinition(batches[0]!.table).partition, value };
    const writer = createFolderWriter(folder, { partition, rowGroupBytes: 3000 });
    for (const batch of batches) await writer.write(batch);
    await writer.finish();
  }

  const query = async (sql: string) => (await queryTables(folder, sql)).rows;

  it("have the same rows, nulls and samples", async () => {
    await write("2", smallDataset({ recordings: 3, samples: 2000 }));
    await write("b", smallDataset({ recordings: 1 }));
    expect(await query("SELECT dataset_id, count(*) FROM recordings GROUP BY ALL ORDER BY ALL")).to.deep.equal([
      ["2", 3],
      ["b", 1],
    ]);
    const sums = "round(list_sum(flatten(list(values)))), sum(len(list_filter(values, sample -> sample IS NULL)))";
    const where = "FROM signals WHERE dataset_id = '2' GROUP BY ALL ORDER BY ALL";
    // 0 + 1 + … + 1999 = 1999000 in each of three recordings; AVAR is its negative, but for the sample 3
    expect(await query(`SELECT channel_index, sum(len(values)), ${sums} ${where}`)).to.deep.equal([
      [0, 6000, 5997000, 0],
      [1, 6000, -5996991, 3],
      [2, 30000, 14998500, 0],
    ]);
  });

  for (const table of tableNames) {
    it(`agree with what was written to ${table}`, async () => {
      const { columns } = tableDefinition(table);
      const [batch] = fc.sample(anyKeyedBatch(table, { min: 60, max: 60 }), { numRuns: 1, seed: 8 });
      await write("x", [batch!]);
      const names = Object.keys(columns).map((name) => `"${name}"`);
      const { rows } = await queryTables(folder, `SELECT ${names.join(", ")} FROM ${table}`);
      const expected = Array.from({ length: rowCount(batch!) }, (_, row) =>
        Object.entries(columns).map(([name, { type }]) => duckDbValue(type, batch!.columns[name]![row])),
      );
      expect(rows.map((row) => row.map(plainNumber))).to.deep.equal(expected);
    });
  }

  it("can be queried, and nothing else can", async () => {
    await write("x", smallDataset());
    const outside = join(folder, "..", `${folder.split(/[\\/]/).at(-1)}.csv`);
    await writeFile(outside, "a\n1\n");
    const refused = [
      `SELECT * FROM read_csv('${outside}')`,
      `COPY (SELECT 1) TO '${join(folder, "x.csv")}'`,
      "DROP VIEW recordings",
      "SELECT 1; SELECT 2",
      "INSTALL httpfs",
      "SET enable_external_access = true",
      "SELECT nothing FROM recordings",
      "",
    ];
    try {
      for (const sql of refused) {
        const error = await queryTables(folder, sql).catch((thrown: unknown) => thrown);
        expect(error, sql).to.include({ tag: "argument" });
      }
    } finally {
      await rm(outside);
    }
    expect(await query("DESCRIBE recordings")).to.have.length(21);
  });
});

/** DuckDB gives numbers that JSON lacks as words, times as text, and a sample of float32 as its double. */
function duckDbValue(type: string, value: unknown): unknown {
  if (value === null) return null;
  if (type === "timestamp") return new Date(value as number).toISOString();
  if (value instanceof Float32Array || value instanceof Float64Array) {
    return Array.from(value, (sample) => (Number.isNaN(sample) ? null : sample));
  }
  return value;
}

function plainNumber(cell: unknown): unknown {
  if (Array.isArray(cell)) return cell.map(plainNumber);
  if (cell === "Infinity" || cell === "-Infinity") return Number(cell);
  const time = typeof cell === "string" && /^(-?\d{4,6}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d+)?\+00$/.exec(cell);
  return time ? new Date(`${time[1]}T${time[2]}${time[3] ?? ""}Z`).toISOString() : cell;
}
