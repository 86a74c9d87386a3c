import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { folderFiles } from "../../src/node/folder-files.js";
import { loadManifest } from "../../src/node/manifests.js";
import { createRandom } from "../../src/random/create-random.js";
import { validate } from "../../src/tables/validate.js";
import { realData } from "../support/real-data.js";
import { runCli } from "../support/run-cli.js";
import { filesBelow, temporaryFolder } from "../support/temporary-folder.js";

const compiled = fileURLToPath(new URL("../../src/cli/main.js", import.meta.url));
const program = existsSync(compiled) ? [compiled] : ["--import", "tsx", compiled.replace(/js$/, "ts")];

/** Starts the program without any mirror but the one given. */
function start(words: readonly string[]): ChildProcess {
  const { NEUROLOOM_MIRROR: _, ...env } = process.env;
  return spawn(process.execPath, [...program, ...words], { env, stdio: ["ignore", "pipe", "pipe"] });
}

describe("neuroloom prepare", () => {
  const folder = temporaryFolder();
  /** No network, no cache and, unless another is given, an empty mirror. */
  const common = () => ["--cache-dir", join(folder(), "cache"), "--offline", "--mirror", folder()];

  it("writes tables, says what it found, and exits with 0", async () => {
    const out = join(folder(), "out");
    const { code, out: text, err } = await runCli("prepare", "celegans-neurons", "--out", out, ...common());
    expect(err).to.not.include("error");
    expect(text).to.match(/^celegans-neurons: 302 rows of neurons\n {2}(\d+) of \1 expected facts found\n$/);
    expect(code).to.equal(0);
    expect(await validate(folderFiles(out))).to.deep.equal([]);
  });

  it("narrows a dataset that comes without files to what --only names", async () => {
    const words = ["prepare", "simulated", "--only", "simulated-2", "--out", join(folder(), "out"), ...common()];
    const { code, out } = await runCli(...words);
    expect(out).to.match(/^simulated: 1 recording, \d+ rows of channels/);
    expect(code).to.equal(0);
  });

  it("prints one JSON object per dataset with --json", async () => {
    const words = ["prepare", "celegans-neurons", "simulated", "--json", "--out", join(folder(), "out"), ...common()];
    const { out } = await runCli(...words);
    const results = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(results.map(({ dataset }) => dataset)).to.deep.equal(["celegans-neurons", "simulated"]);
    expect(results[0]).to.deep.include({ rows: { neurons: 302 }, failures: [] });
  });

  const wrong: readonly [string, readonly string[], RegExp, number][] = [
    ["no folder", ["prepare", "celegans-neurons"], /--out: expected a folder to write into/, 2],
    ["an unknown dataset", ["prepare", "dag2032", "--out", "x"], /no dataset named "dag2032"; nearest: dag2023/, 2],
    [
      "a dataset without a published mode",
      ["prepare", "simulated", "--out", "x", "--mode", "published"],
      /expected a dataset of the published product, found --mode published for simulated/,
      2,
    ],
    ["an unknown subset", ["prepare", "dag2023", "--out", "x", "--subset", "half"], /sample or full, found half/, 2],
    ["files that are nowhere", ["prepare", "kato2015", "--out", "x"], /raw_full_data_worm_1\.npz/, 4],
  ];
  for (const [what, words, message, code] of wrong) {
    it(`exits with ${code} for ${what}`, async () => {
      const result = await runCli(...words.map((word) => (word === "x" ? join(folder(), "x") : word)), ...common());
      expect(result.err).to.match(message);
      expect(result.code).to.equal(code);
      expect(await filesBelow(join(folder(), "x"))).to.deep.equal([]);
    });
  }

  it("says with --dry-run what it would read, with sizes, and writes nothing", async () => {
    const out = join(folder(), "out");
    const words = ["prepare", "dag2023", "--subset", "sample", "--dry-run", "--out", out, ...common()];
    const { code, out: text } = await runCli(...words);
    expect(code).to.equal(0);
    expect(text).to.match(/2022-07-26-31-data\.h5 {2}3\.9 MB {2}to fetch/);
    expect(await filesBelow(folder())).to.deep.equal([]);
  });

  it("keeps the good recordings and exits with 1 when one is damaged", async function () {
    const mirror = join(folder(), "mirror");
    const { files } = await loadManifest("kato2015");
    for (const { path, group } of files.filter((file) => /^worm[12]$/.test(file.group?.subject ?? ""))) {
      await mkdir(dirname(join(mirror, path)), { recursive: true });
      await copyFile(realData(this, path), join(mirror, path));
      if (group?.subject === "worm2" && path.includes("raw")) await writeFile(join(mirror, path), "damaged");
    }
    const out = join(folder(), "out");
    const words = ["prepare", "kato2015", "--only", "worm*", "--out", out, ...common(), "--mirror", mirror];
    const { code, out: text } = await runCli(...words);
    expect(text).to.match(/kato2015: 1 recording,/);
    expect(text).to.match(/failed: worm2: .*raw_full_data_worm_2\.npz/);
    expect(text).to.match(/failed: worm5/);
    expect(code).to.equal(1);
    expect(await validate(folderFiles(out))).to.deep.equal([]);
  });
});

describe("neuroloom prepare, killed at any moment", () => {
  const folder = temporaryFolder();

  /** Parts that `dataset.json` lists are there, whole; gives how many. */
  function listedParts(out: string): number {
    const index = join(out, "dataset.json");
    if (!existsSync(index)) return 0;
    const { partitions } = JSON.parse(readFileSync(index, "utf8")) as {
      partitions: { parts: { path: string; bytes: number; sha256: string }[] }[];
    };
    const parts = partitions.flatMap((partition) => partition.parts);
    for (const { path, bytes, sha256 } of parts) {
      const content = readFileSync(join(out, path));
      expect(content.length, path).to.equal(bytes);
      expect(createHash("sha256").update(content).digest("hex"), path).to.equal(sha256);
    }
    return parts.length;
  }

  it("never leaves a part that a later run or validate takes for whole", async () => {
    const random = createRandom("kill");
    const out = join(folder(), "out");
    const words = ["prepare", "simulated", "--json", "--out", out, "--cache-dir", join(folder(), "cache")];
    let killed = 0;
    for (let round = 0; round < 6; round++) {
      const child = start(words);
      // at a random step of the reading, and then at once or some milliseconds later: while parts are written or shown
      let steps = 1 + random.integer(3);
      const delay = random.integer(60);
      const closed = new Promise<NodeJS.Signals | null>((resolve) => child.on("close", (_, signal) => resolve(signal)));
      child.stderr!.on("data", (chunk: Buffer) => {
        steps -= chunk.toString().split('"advanced"').length - 1;
        if (steps <= 0) setTimeout(() => child.kill("SIGKILL"), delay);
      });
      child.stdout!.resume();
      if ((await closed) === "SIGKILL") killed++;
      listedParts(out);
      // what validate may find after a kill: parts that no list names, or no list yet
      for (const { rule, kind } of await validate(folderFiles(out))) {
        expect([kind, rule]).to.satisfy(([, text]: readonly string[]) => /has to be (there; it is|listed)/.test(text!));
      }
    }
    expect(killed).to.be.greaterThan(0);
    const { code } = await runCli(...words);
    expect(code).to.equal(0);
    expect(listedParts(out)).to.equal(5);
    expect(await validate(folderFiles(out))).to.deep.equal([]);
    // a draft of the list of all partitions may belong to another process, and stays
    const drafts = (await filesBelow(out)).filter((path) => path.includes(".partial"));
    expect(drafts.filter((path) => !path.startsWith(".dataset.json."))).to.deep.equal([]);
  });
});
