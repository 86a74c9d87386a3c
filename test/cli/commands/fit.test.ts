import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import { loadDataset } from "../../../src/node/datasets.js";
import { openTables } from "../../../src/node/open-tables.js";
import { prepareDataset } from "../../../src/node/prepare.js";
import { rowsOf } from "../../../src/tables/batch.js";
import type { TableName } from "../../../src/tables/tables.js";
import { runCli } from "../../support/run-cli.js";

const quick = JSON.stringify({ null_model: "none", bootstrap: 0, each_space: false, channels: ["AVAL", "RIML"] });

describe("command fit", () => {
  let dir: string;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), "neuroloom-fit-test-"));
    await prepareDataset(await loadDataset("simulated"), { files: memoryFiles({}), out: join(dir, "tables") });
  });
  after(() => rm(dir, { recursive: true, force: true }));

  async function rows<T extends TableName>(folder: string, table: T) {
    const found = [];
    for await (const batch of (await openTables(folder)).read(table)) found.push(...rowsOf({ ...batch, table }));
    return found;
  }

  it("runs the operation over a folder, with any linear algebra, to the same scores", async () => {
    const values: number[][] = [];
    for (const linalg of ["wasm", "js"]) {
      const out = join(dir, linalg);
      const words = ["--in", join(dir, "tables"), "--out", out, "--id", "one", "--params", quick, "--linalg", linalg];
      const { code, out: text, err } = await runCli("fit", "encode", ...words);
      expect(code, err).equal(0);
      expect(text).match(/^one: \d+ of \d+ recordings; rows: \d+ encoder_scores, \d+ encoder_alphas/);
      values.push((await rows(out, "encoder_scores")).map(({ value }) => value!));
      expect((await rows(out, "provenance"))[0]).include({ linalg, operation: "encode" });
    }
    expect(values[0]!.length).above(4);
    for (const [index, value] of values[0]!.entries()) expect(value).closeTo(values[1]![index]!, 1e-9);
  });

  it("gives the same in worker threads", async () => {
    const words = ["--in", join(dir, "tables"), "--out", join(dir, "threads"), "--id", "one", "--params", quick];
    const { code, err } = await runCli("fit", "encode", ...words, "--executor", "workers", "--jobs", "2");
    expect(code, err).equal(0);
    expect(await rows(join(dir, "threads"), "encoder_scores")).deep.equal(
      await rows(join(dir, "wasm"), "encoder_scores"),
    );
  });

  it("prepares a dataset first, and leaves the result alone", async () => {
    const out = join(dir, "fits");
    const { code, err } = await runCli(
      "fit",
      "decode",
      "--dataset",
      "simulated",
      "--out",
      out,
      "--id",
      "d",
      "--params",
      JSON.stringify({ null_model: "none", bootstrap: 0 }),
    );
    expect(code, err).equal(0);
    expect((await openTables(out)).tables)
      .include("encoder_scores")
      .and.not.include("signals");
  });

  it("names what is wrong with its arguments", async () => {
    const error = async (...words: readonly string[]) => {
      const { code, err } = await runCli("fit", ...words);
      expect(code).equal(2);
      return err;
    };
    expect(await error("encod", "--in", dir)).contain("nearest: encode");
    expect(await error("encode")).contain("found neither");
    expect(await error("encode", "--in", dir, "--dataset", "simulated")).contain("found both");
    expect(await error("encode", "--dataset", "simulated")).contain("--out");
    expect(await error("encode", "--in", join(dir, "tables"), "--params", '{"lag_s":[1]}')).contain("nearest: lags_s");
    expect(await error("encode", "--in", join(dir, "tables"), "--linalg", "fast")).contain("wasm, js, blas");
  });
});
