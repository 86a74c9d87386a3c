import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { reproduceCommand } from "../../src/cli/commands/reproduce.js";
import { runCommand } from "../../src/cli/commands/run.js";
import { loadManifest } from "../../src/node/manifests.js";
import { packageRoot } from "../../src/node/package-root.js";
import { listRecipes, loadRecipe } from "../../src/node/recipes.js";
import { createFolderWriter } from "../../src/node/table-folder.js";
import { caught } from "../support/caught.js";
import { type SmallRecording, smallTables } from "../support/small-tables.js";
import { filesBelow, temporaryFolder } from "../support/temporary-folder.js";
import { fakeSession } from "./fake-session.js";

const worm: SmallRecording = {
  id: "worm1",
  channels: [
    { name: "AVAL", values: [1, 2, 3, 4] },
    { name: "AVAR", values: [2, 1, 4, 3] },
  ],
};

async function writeTables(folder: string, dataset: string, recordings: readonly SmallRecording[]): Promise<string> {
  const writer = createFolderWriter(folder, { partition: { name: "dataset_id", value: dataset } });
  for (const batch of smallTables(recordings)) await writer.write(batch);
  await writer.finish();
  return folder;
}

const recipe = (r: number) => `
title: Planted
citation: none
inputs: [{ dataset: simulated }]
steps: [{ operation: correlation }]
checks:
  - { title: r, table: correlations, where: { name_a: AVAL, name_b: AVAR }, column: r, equals: ${r}, tolerance: 1e-12, source: by hand }
  - { table: recordings, equals: 1, source: by hand }
`;

describe("neuroloom run", () => {
  const folder = temporaryFolder();

  it("runs an operation and says what it wrote", async () => {
    const dir = await writeTables(folder(), "small", [worm]);
    const session = fakeSession();
    expect(await runCommand.run(["correlation"], { in: dir, id: "r" }, session)).equal(0);
    expect(session.lines).deep.equal(["r: 1 of 1 recordings; rows: 4 correlations"]);
    expect(await filesBelow(dir)).include("correlations/analysis_id=r/part-00000.parquet");
  });

  it("takes parameters as JSON and from a file", async () => {
    const dir = await writeTables(folder(), "small", [worm]);
    const file = join(folder(), "params.yaml");
    await writeFile(file, "channels: [AVAL]\n");
    for (const params of ['{"channels":["AVAL"]}', file]) {
      const session = fakeSession({ json: true });
      expect(await runCommand.run(["correlation"], { in: dir, params }, session)).equal(0);
      expect(session.objects[0]).deep.include({ rows: { correlations: 1 }, partitions: 1, failed: [] });
    }
    expect(await caught(runCommand.run(["correlation"], { in: dir, params: "nowhere.json" }, fakeSession()))).include({
      tag: "missing-file",
    });
  });

  it("lists failed recordings and exits with 1", async () => {
    const odd = { id: "worm2", channels: [...worm.channels, { name: "odd", clock: "nir", values: [1] }] };
    const dir = await writeTables(folder(), "small", [worm, odd]);
    const session = fakeSession();
    expect(await runCommand.run(["correlation"], { in: dir, id: "r" }, session)).equal(1);
    expect(session.lines[0]).contain("1 of 2 recordings");
    expect(session.lines[1]).match(/^ {2}failed: small\/worm2: .*one clock/);
  });

  it("lists the operations, and says what it would do", async () => {
    const session = fakeSession();
    expect(await runCommand.run([undefined], { list: true }, session)).equal(0);
    expect(session.lines.join("\n")).contain("rate_hz: Samples per second");
    const dir = await writeTables(folder(), "small", [worm]);
    const before = await filesBelow(dir);
    const dry = fakeSession({ dryRun: true });
    expect(await runCommand.run(["correlation"], { in: dir }, dry)).equal(0);
    expect(dry.lines[1]).equal("  small/worm1");
    expect(await filesBelow(dir)).deep.equal(before);
  });

  it("refuses what cannot be meant", async () => {
    const dir = await writeTables(folder(), "small", [worm]);
    expect(await caught(runCommand.run(["correlate"], { in: dir }, fakeSession()))).include({ tag: "unknown-name" });
    expect(await caught(runCommand.run([undefined], { in: dir }, fakeSession()))).include({ tag: "argument" });
    expect(await caught(runCommand.run(["correlation"], {}, fakeSession()))).include({ tag: "argument" });
    const params = '{"channels":1}';
    expect(await caught(runCommand.run(["correlation"], { in: dir, params }, fakeSession()))).include({
      tag: "schema",
    });
  });
});

describe("neuroloom reproduce", () => {
  const folder = temporaryFolder();

  async function files(r: number): Promise<{ file: string; dir: string }> {
    const file = join(folder(), "mine.yaml");
    await writeFile(file, recipe(r));
    return { file, dir: await writeTables(join(folder(), "tables"), "simulated", [worm]) };
  }

  it("runs a file of one's own and prints each check", async () => {
    const { file, dir } = await files(0.6);
    const session = fakeSession();
    expect(await reproduceCommand.run([file], { in: dir }, session)).equal(0);
    expect(session.lines).deep.equal([
      "mine: Planted",
      "  pass   r: expected 0.6 ± 1e-12, found 0.6",
      "  pass   count recordings: expected 1, found 1",
      "  2 of 2 checks pass",
    ]);
  });

  it("exits with 1 when a number differs, and says by how much", async () => {
    const { file, dir } = await files(0.61);
    const session = fakeSession({ json: true });
    expect(await reproduceCommand.run([file], { in: dir }, session)).equal(1);
    expect(session.objects.length).equal(2);
    expect(session.objects[0]).deep.include({
      recipe: "mine",
      title: "r",
      expected: 0.61,
      tolerance: 1e-12,
      pass: false,
    });
    expect(session.objects[0]!.found).closeTo(0.6, 1e-15);
    expect(session.objects[1]).include({ pass: true, source: "by hand" });
  });

  it("fails when a recording failed, though every check passes", async () => {
    const odd = { id: "worm2", channels: [...worm.channels, { name: "odd", clock: "nir", values: [1] }] };
    const { file } = await files(0.6);
    await writeFile(file, recipe(0.6).replace("equals: 1", "equals: 2"));
    const dir = await writeTables(join(folder(), "two"), "simulated", [worm, odd]);
    const session = fakeSession();
    expect(await reproduceCommand.run([file], { in: dir }, session)).equal(1);
    expect(session.lines.join("\n"))
      .match(/FAILED correlation on simulated\/worm2/)
      .match(/2 of 2 checks pass/);
  });

  it("keeps tables and results where it is told to, and leaves the input alone", async () => {
    const { file, dir } = await files(0.6);
    const before = await filesBelow(dir);
    const out = join(folder(), "kept");
    expect(await reproduceCommand.run([file], { in: dir, out }, fakeSession())).equal(0);
    expect(await filesBelow(out)).include("correlations/analysis_id=correlation/part-00000.parquet");
    expect(await filesBelow(dir)).deep.equal(before);
  });

  it("reads its own inputs and results, whatever else the folder holds", async () => {
    const { file, dir } = await files(0.6);
    await writeTables(dir, "small", [worm]);
    await runCommand.run(["correlation"], { in: dir, id: "another" }, fakeSession());
    for (const executor of ["local", "workers"] as const) {
      const session = fakeSession({ executor });
      expect(await reproduceCommand.run([file], { in: dir, out: dir }, session), session.lines.join("\n")).equal(0);
    }
  });

  it("prepares its inputs where no tables are given", async () => {
    const file = join(folder(), "mine.yaml");
    const text =
      "title: t\ncitation: c\ninputs: [{ dataset: celegans-neurons }]\nchecks: [{ table: neurons, equals: 302, source: s }]\n";
    await writeFile(file, text);
    const session = fakeSession({ cacheDir: join(folder(), "cache") });
    expect(await reproduceCommand.run([file], {}, session)).equal(0);
  });

  it("says what lacks when the tables or the data cannot be had", async () => {
    const { file } = await files(0.6);
    const other = await writeTables(join(folder(), "other"), "small", [worm]);
    const error = await caught(reproduceCommand.run([file], { in: other }, fakeSession()));
    expect(error.message).contain("expected tables of simulated").contain("found small").contain("prepare simulated");
    const session = fakeSession({ cacheDir: join(folder(), "cache"), mirror: folder() });
    const offline = await caught(reproduceCommand.run(["kato2015-activity"], {}, session));
    expect(offline).include({ tag: "offline" });
    expect(offline.message).contain("raw_full_data_worm_1.npz");
    expect(await reproduceCommand.run([undefined], { all: true, long: true }, session)).equal(1);
    expect(session.lines.length).equal((await listRecipes()).length);
  });

  it("names the nearest recipe, and lists all", async () => {
    const wrong = await caught(reproduceCommand.run(["kato2015-activty"], {}, fakeSession()));
    expect(wrong.message).contain("nearest: kato2015-activity");
    expect(await caught(reproduceCommand.run([undefined], {}, fakeSession()))).include({ tag: "argument" });
    expect(await caught(reproduceCommand.run(["no/such.yaml"], {}, fakeSession()))).include({ tag: "missing-file" });
    const session = fakeSession({ json: true });
    expect(await reproduceCommand.run([undefined], { list: true }, session)).equal(0);
    expect(session.objects.map(({ recipe: name }) => name)).deep.equal(await listRecipes());
  });

  it("leaves out recipes that take minutes, unless asked", async () => {
    const shown = async (options: object) => {
      const session = fakeSession({ json: true, dryRun: true });
      expect(await reproduceCommand.run([undefined], { all: true, ...options }, session)).equal(0);
      return session.objects.map(({ recipe: name }) => name);
    };
    const all = await listRecipes();
    expect(await shown({ long: true })).deep.equal(all);
    const named = await Promise.all(all.map(loadRecipe));
    const quick = named.filter(({ recipe }) => !recipe.takes_minutes).map(({ name }) => name);
    expect(await shown({})).deep.equal(quick);
    expect(quick).not.include("zebra-finch-encoders");
  });
});

describe("recipes of the package", () => {
  it("cite a source for every number", async () => {
    const names = await listRecipes();
    expect(names.length).above(4);
    for (const name of names) {
      const { recipe } = await loadRecipe(name);
      const manifests = await Promise.all(recipe.inputs.map(({ dataset }) => loadManifest(dataset)));
      const hasDoi = manifests.some(({ citations }) => citations.some(({ doi }) => doi !== null));
      // data without a paper are cited by the commit that holds them
      const source = hasDoi ? /https:\/\/doi\.org\// : /https:\/\/github\.com\/\S+, commit [0-9a-f]{40}/;
      expect(recipe.citation, name).match(source);
      for (const check of recipe.checks) expect(check.title, name).a("string");
    }
  });

  it("would differ if the motor states were not shifted by 16 frames", async () => {
    const { recipe } = await loadRecipe("kato2015-activity");
    const unshifted: Readonly<Record<string, number>> = { FWD: 0.10880116774216635, REVSUS: 0.5893388996851703 };
    const checks = recipe.checks.filter(
      ({ table, where }) => table === "state_means" && where?.recording_id === "worm1",
    );
    expect(checks.length).equal(2);
    for (const { where, equals, tolerance } of checks) {
      expect(Math.abs((equals as number) - unshifted[String(where!.state)]!)).above(100 * tolerance!);
    }
  });

  it("are shipped with the package", async () => {
    const { files } = JSON.parse(await readFile(join(packageRoot(), "package.json"), "utf8")) as { files: string[] };
    expect(files).include("recipes");
  });
});
