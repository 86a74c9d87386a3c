import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { openTables } from "../../../src/node/open-tables.js";
import { createFolderWriter } from "../../../src/node/table-folder.js";
import { rowsOf } from "../../../src/tables/batch.js";
import type { Row, TableName } from "../../../src/tables/tables.js";
import { madeTables, randomRecording } from "../../operations/rsa/made-recordings.js";
import { runCli } from "../../support/run-cli.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

const labels = ["a", "b", "c", "d"];

describe("command rsa", () => {
  const folder = temporaryFolder();

  async function tablesOf(): Promise<string> {
    const dir = join(folder(), "tables");
    const writer = createFolderWriter(dir, { partition: { name: "dataset_id", value: "small" } });
    for (const batch of madeTables([randomRecording("run1", labels, 6)])) await writer.write(batch);
    await writer.finish();
    return dir;
  }

  async function rows<T extends TableName>(dir: string, table: T): Promise<Row<T>[]> {
    const found: Row<T>[] = [];
    for await (const batch of (await openTables(dir)).read(table)) found.push(...rowsOf({ ...batch, table }));
    return found;
  }

  const good = async (...words: readonly string[]) => {
    const { code, out, err } = await runCli("rsa", ...words);
    expect(code, err).equal(0);
    return out;
  };
  const failing = (expected: number) => {
    return async (...words: readonly string[]) => {
      const { code, err } = await runCli("rsa", ...words);
      expect(code).equal(expected);
      return err;
    };
  };
  const bad = failing(2);
  const missing = failing(1);

  it("makes RDMs and compares them with those of files, by the ids of the conditions", async () => {
    const dir = await tablesOf();
    const out = join(folder(), "out");
    expect(await good("rdm", "--in", dir, "--out", out, "--id", "one")).contain(
      "1 computed_rdms, 6 computed_rdm_entries",
    );
    const made = await rows(out, "computed_rdm_entries");
    // the same RDM with its conditions turned around, as a square
    const turned = [...labels].reverse();
    const value = (x: string, y: string) =>
      made.find((row) => [row.condition_a, row.condition_b].sort().join() === [x, y].sort().join())?.dissimilarity ?? 0;
    const square = turned.map((x) => turned.map((y) => value(x, y)).join(","));
    const csv = join(folder(), "turned.csv");
    await writeFile(csv, [turned.join(","), ...square, ""].join("\n"));
    const where = JSON.stringify({ a: { analysis: "one" }, measures: ["corr"] });
    await good("compare", "--in", out, "--model", csv, "--out", join(folder(), "compared"), "--params", where);
    const [row] = await rows(join(folder(), "compared"), "rdm_comparisons");
    expect(row).include({ rdm_a: "small/run1", rdm_b: "turned", n_conditions: 4 });
    expect(row!.value).closeTo(1, 1e-12);
    const light = ["--in", dir, "--model", csv, "--out", join(folder(), "light")];
    await good("searchlight", ...light, "--params", '{"radius":{"metres":0.01},"measure":"corr"}');
    for (const { model, value } of await rows(join(folder(), "light"), "searchlight_values")) {
      expect(model).equal("turned");
      expect(value).closeTo(1, 1e-12);
    }
    expect((await openTables(join(folder(), "light"))).tables).not.include("rdms");
  });

  it("names conditions of files that have no names", async () => {
    const dir = await tablesOf();
    const csv = join(folder(), "plain.csv");
    await writeFile(csv, "0,1,1,0\n1,0,0,1\n1,0,0,1\n0,1,1,0\n");
    const words = ["searchlight", "--in", dir, "--out", join(folder(), "light"), "--model", csv];
    expect(await bad(...words)).contain("--conditions");
    await good(...words, "--conditions", "a,b,c,d");
    const ids = join(folder(), "ids.txt");
    await writeFile(ids, `${labels.join("\r\n")}\r\n`);
    await good(...words, "--conditions", ids);
    expect(await bad(...words, "--conditions", "a,b")).contain("4");
    expect(await missing(...words, "--conditions", join(folder(), "none.txt"))).contain("none.txt");
  });

  it("reads several folders as one, and several datasets", async () => {
    const dir = await tablesOf();
    const out = join(folder(), "out");
    await good("rdm", "--in", dir, "--out", out, "--id", "corr");
    const other = join(folder(), "other");
    await good("rdm", "--in", dir, "--out", other, "--id", "eucl", "--params", '{"method":"euclidean"}');
    const params = '{"a":{"analysis":"corr"},"b":{"analysis":"eucl"}}';
    await good("compare", "--in", out, other, "--out", join(folder(), "compared"), "--params", params);
    expect((await rows(join(folder(), "compared"), "rdm_comparisons")).length).equal(1);
    const dry = await good("rdm", "--dataset", "kato2015", "dag2023", "--out", out, "--dry-run");
    expect(dry).contain("would prepare kato2015, dag2023");
  });

  it("names what is wrong with its arguments", async () => {
    const dir = await tablesOf();
    expect(await bad("rmd", "--in", dir)).contain("nearest: rdm");
    expect(await bad("rdm")).contain("found neither");
    expect(await bad("rdm", "--dataset", "kato2015")).contain("--out");
    expect(await bad("rdm", "--in", dir, "--model", "m.csv")).contain("--model");
    expect(await bad("rdm", "--in", dir, "--params", '{"metod":"cosine"}')).contain("nearest: method");
    expect(await bad("compare", "--in", dir, "--model", "m.csv", "n/m.npy")).contain("m twice");
    expect(await missing("compare", "--in", dir, "--model", join(folder(), "none.csv"))).contain("none.csv");
  });
});
