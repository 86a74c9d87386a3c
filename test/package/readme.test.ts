import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "../../src/node/package-root.js";
import { mirror, realData } from "../support/real-data.js";
import { wordsOf } from "../support/words-of.js";

interface Block {
  readonly language: string;
  readonly text: string;
  readonly line: number;
}

function blocksOf(markdown: string): readonly Block[] {
  return [...markdown.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map((match) => ({
    language: match[1]!,
    text: match[2]!,
    line: markdown.slice(0, match.index).split("\n").length,
  }));
}

const main = join(packageRoot(), "dist", "src", "cli", "main.js");
/** Inside the package, so that `import … from "neuroloom/node"` finds this very build. */
const folder = join(packageRoot(), "dist", "readme-examples");

function node(words: readonly string[], title: string): string {
  const environment = {
    ...{ ...process.env, NEUROLOOM_MIRROR: mirror, NEUROLOOM_CACHE: join(folder, "cache") },
    // other tests cover these lines, and writing them down takes longer than many commands
    NODE_V8_COVERAGE: undefined,
  };
  const ended = spawnSync(process.execPath, words, {
    cwd: folder,
    encoding: "utf8",
    env: environment,
    maxBuffer: 1 << 26,
  });
  expect(ended.status, `${title}\n${ended.stdout}\n${ended.stderr}`).to.equal(0);
  return ended.stdout;
}

const runners: Readonly<Record<string, (block: Block) => void>> = {
  sh: (block) => {
    for (const line of block.text.replace(/\\\n\s*/g, "").split("\n")) {
      if (line.startsWith("npx neuroloom ")) node([main, ...wordsOf(line.slice("npx neuroloom ".length))], line);
    }
  },
  js: (block) => {
    const file = join(folder, `line-${block.line}.mjs`);
    writeFileSync(file, block.text);
    expect(node([file], `README line ${block.line}`).length, "an example prints something").to.be.greaterThan(0);
  },
};

describe("README.md", () => {
  const blocks = blocksOf(readFileSync(join(packageRoot(), "README.md"), "utf8"));

  it("runs from top to bottom", function () {
    realData(this, "celegans/dag2023/swf702_with_id/2022-07-26-31-data.h5");
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const run = blocks.filter((block) => runners[block.language]);
    expect(run.length).to.be.greaterThan(4);
    for (const block of run) runners[block.language]!(block);
  });
});
