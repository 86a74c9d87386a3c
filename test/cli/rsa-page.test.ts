import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "../../src/node/package-root.js";
import { mirror, realData } from "../support/real-data.js";
import { runCli } from "../support/run-cli.js";
import { temporaryFolder } from "../support/temporary-folder.js";
import { wordsOf } from "../support/words-of.js";

const page = readFileSync(join(packageRoot(), "docs", "rsa.md"), "utf8");

/** Titles of tests below a folder, one text. */
function testTexts(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("\n");
}

describe("docs/rsa.md", () => {
  const folder = temporaryFolder();

  it("has commands that run from top to bottom", async function () {
    this.timeout(120_000);
    realData(this, "rsa/rsatoolbox/92imageData/92_brainRDMs.mat");
    const before = process.cwd();
    const { NEUROLOOM_MIRROR } = process.env;
    process.chdir(folder());
    process.env.NEUROLOOM_MIRROR = mirror;
    try {
      const blocks = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, text]) => text!);
      const lines = blocks.flatMap((text) => text.split("\n")).filter((line) => line.startsWith("npx neuroloom "));
      expect(lines).to.have.length.greaterThan(8);
      for (const line of lines) {
        const run = await runCli(...wordsOf(line.slice("npx neuroloom ".length)));
        expect(run.code, `${line}\n${run.out}\n${run.err}`).to.equal(0);
      }
    } finally {
      process.chdir(before);
      if (NEUROLOOM_MIRROR === undefined) delete process.env.NEUROLOOM_MIRROR;
      else process.env.NEUROLOOM_MIRROR = NEUROLOOM_MIRROR;
    }
  });

  it("names tests and recipes that there are", () => {
    const texts = testTexts(join(packageRoot(), "test", "rsa"));
    const rows = page.split("\n").filter((line) => line.startsWith("| "));
    const named = rows.flatMap((row) =>
      [...row.matchAll(/`(?:\w+\/)?[\w-]+`: ([^|;]+)(?= *[|;])/g)].map(([, title]) => title!.trim()),
    );
    expect(named).to.have.length.greaterThan(25);
    for (const title of named) {
      for (const part of title.split(" … ")) expect(texts.includes(part), part).to.equal(true);
    }
    const recipes = readdirSync(join(packageRoot(), "recipes")).map((file) => file.replace(".yaml", ""));
    const [, list] = /Known answers run as recipes: ([\s\S]*?)\n\n/.exec(page)!;
    for (const [, name] of list!.matchAll(/`([\w-]+)`/g)) expect(recipes, name).to.include(name);
  });
});
