import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { parseOwnManifest } from "../../src/datasets/own/parse-own-manifest.js";
import { packageRoot } from "../../src/node/package-root.js";
import { parseYaml } from "../../src/operations/parse-yaml.js";
import { wordsOf } from "../support/words-of.js";

/** A block of the page, the file that the line before it names, and the output that the page shows behind it. */
interface Block {
  readonly language: string;
  /** The packages that a Python block needs. */
  readonly needs: readonly string[];
  readonly text: string;
  readonly line: number;
  readonly file: string | undefined;
  readonly shown: string | undefined;
}

const page = readFileSync(join(packageRoot(), "docs", "bring-your-own.md"), "utf8");
const compiled = fileURLToPath(new URL("../../src/cli/main.js", import.meta.url));
const isCompiled = existsSync(compiled);
const program = isCompiled ? [compiled] : ["--import", "tsx", compiled.replace(/js$/, "ts")];
/** Inside the package, so that `import … from "neuroloom/node"` finds this very build. */
const folder = join(packageRoot(), "dist", "bring-your-own-examples");

function blocksOf(markdown: string): readonly Block[] {
  const found = [...markdown.matchAll(/^```(\w+)([\w ]*)\n([\s\S]*?)^```$/gm)];
  return found.map((match, index) => {
    const before = markdown.slice(0, match.index).trimEnd();
    const next = found[index + 1];
    const between = next && markdown.slice(match.index + match[0].length, next.index).trim();
    return {
      language: match[1]!,
      needs: match[2]!.trim().split(" ").filter(Boolean),
      text: match[3]!,
      line: before.split("\n").length + 1,
      file: /`([\w.-]+)`:$/.exec(before)?.[1],
      shown: next?.[1] === "text" && between === "" ? next[3] : undefined,
    };
  });
}

function output(command: string, words: readonly string[], title: string): string {
  const { NEUROLOOM_MIRROR: _, ...rest } = process.env;
  const env = { ...rest, NEUROLOOM_CACHE: join(folder, "cache") };
  const ended = spawnSync(command, words, { cwd: folder, encoding: "utf8", env });
  expect(ended.status, `${title}\n${ended.stdout}\n${ended.stderr}`).to.equal(0);
  return ended.stdout;
}

/** Skips the running test with the reason in its title. */
function skip(test: Mocha.Context, reason: string): never {
  test.test!.title += ` [skipped: ${reason}]`;
  return test.skip();
}

/** True when a program starts and ends well. */
const works = (command: string, words: readonly string[]): boolean => spawnSync(command, words).status === 0;

type Run = (block: Block, test: Mocha.Context) => Promise<string> | string;

const runners: Readonly<Record<string, Run>> = {
  csv(block) {
    writeFileSync(join(folder, block.file!), block.text);
    return "";
  },
  sh(block) {
    for (const line of block.text.split("\n").filter((text) => text !== "")) {
      output(process.execPath, [...program, ...wordsOf(line.slice("npx neuroloom ".length))], line);
    }
    return "";
  },
  yaml(block) {
    if (block.file) expect(readFileSync(join(folder, block.file), "utf8")).to.equal(block.text);
    parseOwnManifest(parseYaml(block.text, `line ${block.line}`), `line ${block.line}`);
    return "";
  },
  async sql(block) {
    const { DuckDBInstance } = await import("@duckdb/node-api");
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    await connection.run(`set file_search_path = '${folder.replaceAll("'", "''")}'`);
    const rows = (await connection.runAndReadAll(block.text)).getRowsJS();
    return rows.map((row) => row.map((value) => String(value)).join(" ")).join("\n");
  },
  python(block, test) {
    const imports = `import ${block.needs.join(", ")}`;
    if (!works("python3", ["-c", imports])) return skip(test, `no python3 with ${block.needs.join(" and ")}`);
    return output("python3", ["-c", block.text], `line ${block.line}`);
  },
  r(block, test) {
    if (!works("Rscript", ["-e", "library(arrow)"])) return skip(test, "no Rscript with the package arrow");
    const file = join(folder, "example.R");
    writeFileSync(file, block.text);
    return output("Rscript", [file], `line ${block.line}`);
  },
  js(block, test) {
    if (!isCompiled && block.text.includes('from "neuroloom')) return skip(test, "runs on the compiled package only");
    const file = join(folder, `line-${block.line}.mjs`);
    writeFileSync(file, block.text);
    return output(process.execPath, [file], `line ${block.line}`);
  },
};

describe("docs/bring-your-own.md, block by block", () => {
  before(() => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const blocks = blocksOf(page);
  it("has blocks of every kind", () => {
    expect([...new Set(blocks.map(({ language }) => language))].sort()).to.deep.equal(
      [...Object.keys(runners), "text"].sort(),
    );
  });

  for (const block of blocks.filter(({ language }) => language !== "text")) {
    it(`line ${block.line}: ${block.language} ${block.file ?? block.needs.join(" ")}`.trim(), async function () {
      const found = await runners[block.language]!(block, this);
      expect(found.trim()).to.equal(block.shown?.trim() ?? "");
    });
  }
});
