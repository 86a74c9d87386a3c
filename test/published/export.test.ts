import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect } from "chai";
import { memoryFiles } from "../../src/bytes/memory-files.js";
import { diskFolder } from "../../src/node/disk-folder.js";
import { exportTables } from "../../src/node/export-tables.js";
import { openTables } from "../../src/node/open-tables.js";
import { preparePublished } from "../../src/node/prepare-published.js";
import { memoryTables } from "../../src/tables/memory-tables.js";
import { caught } from "../support/caught.js";
import { runCli } from "../support/run-cli.js";
import { filesBelow, temporaryFolder } from "../support/temporary-folder.js";
import { madeDataset, madeSource } from "./made-dataset.js";
import { comparingQuery } from "./page/page-text.js";

const lists = "FLOAT[]";
const schema = [
  ["source_dataset", "VARCHAR"],
  ["raw_data_file", "VARCHAR"],
  ["worm", "VARCHAR"],
  ["neuron", "VARCHAR"],
  ["slot", "INTEGER"],
  ["is_labeled_neuron", "BOOLEAN"],
  ["smooth_method", "VARCHAR"],
  ["interpolate_method", "VARCHAR"],
  ["normalization_method", "VARCHAR"],
  ["original_calcium_data", lists],
  ["calcium_data", lists],
  ["original_time_in_seconds", lists],
  ["time_in_seconds", lists],
  ["original_max_timesteps", "INTEGER"],
  ["max_timesteps", "INTEGER"],
];

async function query(sql: string): Promise<readonly (readonly unknown[])[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

describe("export --to celegans-neural-data", () => {
  const folder = temporaryFolder();
  const product = () => join(folder(), "product", "celegans-neural-data.parquet");

  async function write(labels: readonly (string | null)[] = ["AVAL", null, "AVAR"]): Promise<string> {
    const dataset = await madeDataset([madeSource("a", labels), madeSource("b", ["AVAL", "RIML"])]);
    const out = join(folder(), "out");
    await preparePublished(dataset, { files: memoryFiles({}), out });
    return out;
  }

  it("writes one file with the columns, order and types of the product", async () => {
    const words = ["export", await write(), "--to", "celegans-neural-data", "--out", join(folder(), "product")];
    const { code, out } = await runCli(...words);
    expect({ code, out }).to.deep.equal({
      code: 0,
      out: `${join(folder(), "product")}/celegans-neural-data.parquet: 5 rows\n`,
    });
    expect(await filesBelow(join(folder(), "product"))).to.deep.equal(["celegans-neural-data.parquet"]);
    const described = await query(`DESCRIBE SELECT * FROM '${product()}'`);
    expect(described.map(([name, type]) => [name, type])).to.deep.equal(schema);
  });

  it("has the rows of published_traces", async () => {
    const out = await write();
    await exportTables(await openTables(out), "celegans-neural-data", diskFolder(join(folder(), "product")));
    const parts = `read_parquet('${out}/published_traces/*/*.parquet', hive_partitioning = false)`;
    const columns = schema.map(([name]) => name).join(", ");
    const difference = `SELECT ${columns} FROM ${parts} EXCEPT SELECT * FROM '${product()}'`;
    expect(await query(difference)).to.deep.equal([]);
    expect(await query(`SELECT count(*) FROM '${product()}'`)).to.deep.equal([["5"]]);
  });

  it("refuses a folder without published traces, and named tables", async () => {
    const sink = diskFolder(join(folder(), "product"));
    const none = await caught(exportTables(memoryTables([]), "celegans-neural-data", sink));
    expect(none.message).to.match(/a folder with published_traces, found no table; write them with neuroloom prepare/);
    const reader = await openTables(await write());
    const named = await caught(exportTables(reader, "celegans-neural-data", sink, { tables: ["published_labels"] }));
    expect(named.message).to.match(/--table: expected no tables with celegans-neural-data/);
    expect((await caught(exportTables(reader, "celegans-neural-dat", sink))).message).to.include(
      "celegans-neural-data",
    );
    expect(await filesBelow(join(folder(), "product"))).to.deep.equal([]);
  });

  it("refuses two datasets that the product gives one name", async () => {
    const out = await write();
    const dataset = await madeDataset([madeSource("a", ["AVAL"])]);
    const other = { ...dataset, manifest: { ...dataset.manifest, id: "kato2015-mat" } };
    await preparePublished(other, { files: memoryFiles({}), out });
    const sink = diskFolder(join(folder(), "product"));
    const error = await caught(exportTables(await openTables(out), "celegans-neural-data", sink));
    expect(error.message).to.match(/found kato2015-mat and kato2015, both called Kato2015/);
    expect(await filesBelow(join(folder(), "product"))).to.deep.equal([]);
  });

  it("has row groups that a viewer can hold", async () => {
    const many = Array.from({ length: 300 }, (_, index) => (index === 0 ? "AVAL" : `x${index}`));
    await exportTables(
      await openTables(await write(many)),
      "celegans-neural-data",
      diskFolder(join(folder(), "product")),
    );
    const sizes = `SELECT row_group_id, sum(total_uncompressed_size) FROM parquet_metadata('${product()}') GROUP BY ALL`;
    const groups = (await query(sizes)).map(([, bytes]) => Number(bytes));
    expect(groups.length).to.be.greaterThan(1);
    expect(Math.max(...groups)).to.be.lessThan(2.2 * 2 ** 20);
  });

  describe("the query of the documentation", () => {
    /** `theirs` is the export with its worms renamed by the order of another run, and what `change` makes of it. */
    async function compare(change: string): Promise<readonly (readonly unknown[])[]> {
      const out = await write();
      await exportTables(await openTables(out), "celegans-neural-data", diskFolder(join(folder(), "product")));
      const theirs = join(folder(), "theirs.parquet");
      const renamed = "SELECT * REPLACE ('worm' || (7 + CAST(worm[5:] AS INTEGER)) AS worm)";
      await query(`COPY (SELECT * REPLACE (${change}) FROM (${renamed} FROM '${product()}')) TO '${theirs}'`);
      return query(comparingQuery.replace("ours.parquet", product()).replace("theirs.parquet", theirs));
    }

    it("finds no difference where there is none, whatever the worms are called", async () => {
      const same = "'raw/' || raw_data_file AS raw_data_file";
      expect(await compare(same)).to.deep.equal([["Kato2015", "4", "0", 0]]);
    });

    it("finds the largest difference, and traces of another length", async () => {
      const moved =
        "CASE WHEN neuron = 'RIML' THEN list_transform(calcium_data, lambda z: z + 0.5) ELSE calcium_data END";
      expect(await compare(`CAST(${moved} AS FLOAT[]) AS calcium_data`)).to.deep.equal([["Kato2015", "4", "0", 0.5]]);
      const shorter = "CASE WHEN neuron = 'RIML' THEN calcium_data[:-2] ELSE calcium_data END AS calcium_data";
      expect((await compare(shorter))[0]!.slice(0, 3)).to.deep.equal(["Kato2015", "4", "1"]);
    });

    it("also reads the older layout of 25 columns", async () => {
      const out = await write();
      await exportTables(await openTables(out), "celegans-neural-data", diskFolder(join(folder(), "product")));
      const older = ["smooth_calcium_data", "residual_calcium", "smooth_residual_calcium", "dt"];
      const more = [
        ...older.flatMap((name) => [`calcium_data AS ${name}`, `original_calcium_data AS original_${name}`]),
        ...[
          "0.333::FLOAT AS median_dt",
          "0.4::FLOAT AS original_median_dt",
          "NOT is_labeled_neuron AS is_unlabeled_neuron",
        ],
      ];
      const theirs = join(folder(), "theirs.parquet");
      const selected = `SELECT * EXCLUDE (normalization_method), ${more.join(", ")} FROM '${product()}'`;
      await query(`COPY (${selected}) TO '${theirs}'`);
      expect(await query(`DESCRIBE SELECT * FROM '${theirs}'`)).to.have.length(25);
      const compared = comparingQuery.replace("ours.parquet", product()).replace("theirs.parquet", theirs);
      expect(await query(compared)).to.deep.equal([["Kato2015", "4", "0", 0]]);
    });
  });
});
