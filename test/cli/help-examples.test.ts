import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { commands } from "../../src/cli/commands.js";
import { packageRoot } from "../../src/node/package-root.js";
import { mirror, realData } from "../support/real-data.js";
import { runCli } from "../support/run-cli.js";
import { filesBelow } from "../support/temporary-folder.js";
import { wordsOf } from "../support/words-of.js";

const main = join(packageRoot(), "dist", "src", "cli", "main.js");

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Every file below a folder with its size and time. */
async function stateOf(folder: string): Promise<readonly string[]> {
  return (await filesBelow(folder)).map((path) => {
    const { size, mtimeMs } = statSync(join(folder, path));
    return `${path} ${size} ${mtimeMs}`;
  });
}

/** Every line of the text is one JSON object. */
function expectJsonLines(text: string): void {
  for (const line of text.split("\n").slice(0, -1)) {
    const value = JSON.parse(line) as unknown;
    expect(value, line).to.be.an("object");
  }
  expect(text === "" || text.endsWith("\n"), "the last line is ended").to.equal(true);
}

describe("the examples of the help texts, in order, in one folder", () => {
  let folder = "";
  before(function () {
    realData(this, "celegans/dag2023/swf702_with_id/2022-07-26-31-data.h5");
    realData(this, "celegans/flavell2023_export");
    realData(this, "celegans/kato2015");
    realData(this, "encoding/haxby-slice");
    realData(this, "fisbe/pred/R14A02-20180905_65_A6.hdf");
    folder = mkdtempSync(join(tmpdir(), "neuroloom-examples-"));
    // the files of one's own that examples name
    for (const name of ["worm1.csv", "worm2.csv"]) {
      const rows = Array.from({ length: 20 }, (_, k) => `${k / 4},${(k * 7) % 5},${(k * 3) % 11}\n`);
      writeFileSync(join(folder, name), `time (s),AVAL,VB02\n${rows.join("")}`);
    }
  });
  after(() => {
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  const run = (words: readonly string[]): Ended =>
    spawnSync(process.execPath, [main, ...words], {
      cwd: folder,
      encoding: "utf8",
      env: {
        ...{ ...process.env, NEUROLOOM_MIRROR: mirror, NEUROLOOM_CACHE: join(folder, "cache") },
        // other tests cover these lines, and writing them down takes longer than many commands
        NODE_V8_COVERAGE: undefined,
      },
      maxBuffer: 1 << 26,
    });

  for (const { name, examples } of commands) {
    // every command is also asked for JSON, once
    const asked = Math.max(
      0,
      examples.findIndex((example) => example.includes(" --json")),
    );
    for (const [index, example] of examples.entries()) {
      it(example, () => {
        const [npx, program, ...words] = wordsOf(example);
        expect([npx, program, words[0]]).to.deep.equal(["npx", "neuroloom", name]);
        const ended = run(words);
        expect(ended.status, `${ended.stdout.slice(-2000)}\n${ended.stderr.slice(-2000)}`).to.equal(0);
        if (words.includes("--json")) expectJsonLines(ended.stdout);
        else if (index === asked) {
          const again = run([...words, "--json"]);
          expect(again.status, again.stderr.slice(-2000)).to.equal(0);
          expectJsonLines(again.stdout);
        }
      });
    }
  }

  it("do nothing with --dry-run", async () => {
    const before = await stateOf(folder);
    for (const name of [
      "fetch",
      "quickstart",
      "init",
      "prepare",
      "export",
      "plot",
      "report",
      "run",
      "fit",
      "rsa",
      "volume",
      "score",
      "reproduce",
      "cache",
    ]) {
      const [, , example] = commands.find((command) => command.name === name)!.examples;
      const ended = run([...wordsOf(example).slice(2), "--dry-run", "--json"]);
      expect(ended.status, `${name}\n${ended.stderr.slice(-2000)}`).to.equal(0);
      expectJsonLines(ended.stdout);
    }
    expect(await stateOf(folder)).to.deep.equal(before);
  });
});

describe("the help texts", () => {
  for (const { name, summary, options = [], arguments: given = [], examples } of commands) {
    it(`${name} --help names every argument and option, and ends with three examples`, async () => {
      const { code, out } = await runCli(name, "--help");
      expect(code).to.equal(0);
      const text = out.replace(/\s+/g, " ");
      for (const part of [summary, ...given, ...options].map((part) =>
        typeof part === "string" ? part : part.description,
      )) {
        expect(text).to.contain(part);
      }
      for (const { flags } of options) expect(text).to.contain(flags);
      for (const flag of [
        "--json",
        "--quiet",
        "--offline",
        "--dry-run",
        "--mirror",
        "--cache-dir",
        "--seed",
        "--jobs",
      ]) {
        expect(text).to.contain(flag);
      }
      expect(out.trimEnd().split("\n").slice(-4)).to.deep.equal([
        "Examples:",
        ...examples.map((line) => `  $ ${line}`),
      ]);
    });
  }

  it("the first one lists every command with its summary", async () => {
    const { code, out } = await runCli("--help");
    expect(code).to.equal(0);
    const text = out.replace(/\s+/g, " ");
    for (const { name, summary } of commands) expect(text).to.contain(name).and.to.contain(summary);
  });
});

describe("a wrong command line", () => {
  it("with an unknown command names the nearest and gives 2", async () => {
    const { code, out, err } = await runCli("prepar", "dag2023");
    expect([code, out]).to.deep.equal([2, ""]);
    expect(err).to.contain("unknown command 'prepar'").and.to.contain("prepare");
  });

  it("with an unknown option names the nearest and gives 2", async () => {
    const { code, out, err } = await runCli("prepare", "dag2023", "--ot", "out");
    expect([code, out]).to.deep.equal([2, ""]);
    expect(err).to.contain("unknown option '--ot'").and.to.contain("Did you mean");
    expect(err).to.contain("--out");
  });

  for (const { name, arguments: given = [] } of commands.filter(({ arguments: all = [] }) =>
    all[0]?.name.startsWith("<"),
  )) {
    it(`${name} without ${given[0]!.name} gives 2`, async () => {
      const { code, out, err } = await runCli(name);
      expect([code, out]).to.deep.equal([2, ""]);
      expect(err).to.contain("missing required argument");
    });
  }
});
