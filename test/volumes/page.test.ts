import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect } from "chai";
import { drawPlot } from "../../src/node/draw-plot.js";
import { openTables } from "../../src/node/open-tables.js";
import { packageRoot } from "../../src/node/package-root.js";
import { plotDocument } from "../../src/node/plot-document.js";
import { svgText } from "../../src/plots/tidy-svg.js";
import { expectDocument } from "../support/expect-document.js";
import { mirror, realData } from "../support/real-data.js";
import { runCli } from "../support/run-cli.js";
import { temporaryFolder } from "../support/temporary-folder.js";
import { wordsOf } from "../support/words-of.js";

const page = readFileSync(join(packageRoot(), "docs", "volumes.md"), "utf8");
const blocksIn = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(([, text]) => text!);

/** The library beside this test, compiled or not: examples import it by its name. */
function libraryAddress(name: string): string {
  const compiled = new URL(`../../src/${name}index.js`, import.meta.url);
  return existsSync(compiled) ? compiled.href : compiled.href.replace(/js$/, "ts");
}

/** The folder `data` of the examples. */
function linkData(place: string): void {
  symlinkSync(mirror!, join(place, "data"), "junction");
}

describe("docs/volumes.md", () => {
  const folder = temporaryFolder();
  const prediction = "fisbe/pred/R14A02-20180905_65_A6.hdf";

  it("has commands that run from top to bottom, and the pictures that come out", async function () {
    this.timeout(120_000);
    realData(this, prediction);
    const before = process.cwd();
    const { NEUROLOOM_MIRROR } = process.env;
    process.chdir(folder());
    process.env.NEUROLOOM_MIRROR = mirror;
    try {
      const lines = blocksIn("sh").flatMap((text) => text.split("\n").filter((line) => line !== ""));
      expect(lines).to.have.length.greaterThan(15);
      for (const line of lines) {
        const run = await runCli(...wordsOf(line.slice("npx neuroloom ".length)));
        expect(run.code, `${line}\n${run.out}\n${run.err}`).to.equal(0);
      }
    } finally {
      process.chdir(before);
      if (NEUROLOOM_MIRROR === undefined) delete process.env.NEUROLOOM_MIRROR;
      else process.env.NEUROLOOM_MIRROR = NEUROLOOM_MIRROR;
    }
    const reader = await openTables(join(folder(), "fisbe"));
    const pictures = [
      ["volumes-overlay", "volume-overlay", {}],
      ["volumes-crop", "volume-projection", { volumeId: "JRC_SS05008-20160318_24_B2_crop", width: 720 }],
    ] as const;
    const shown = [...page.matchAll(/\(images\/([\w-]+)\.svg\)/g)].map(([, name]) => name);
    expect(shown).have.members(pictures.map(([name]) => name));
    const document = await plotDocument();
    for (const [name, kind, options] of pictures) {
      const { svg } = await drawPlot(reader, kind, { document, id: name, ...options });
      expectDocument(`images/${name}.svg`, svgText(svg));
    }
  });

  it("runs the examples in JavaScript", function () {
    this.timeout(60_000);
    realData(this, prediction);
    const place = folder();
    linkData(place);
    const printed = blocksIn("js").map((text, index) => {
      const file = join(place, `example-${index}.mjs`);
      const library = { neuroloom: libraryAddress(""), "neuroloom/node": libraryAddress("node/") };
      writeFileSync(
        file,
        text.replace(/from "(neuroloom(?:\/node)?)"/g, (_, name: keyof typeof library) => `from "${library[name]}"`),
      );
      const tsx = library.neuroloom.endsWith(".ts") ? ["--import", import.meta.resolve("tsx")] : [];
      const ended = spawnSync(process.execPath, [...tsx, fileURLToPath(pathToFileURL(file))], {
        cwd: place,
        encoding: "utf8",
      });
      expect(ended.status, ended.stderr).to.equal(0);
      return ended.stdout.replace(/\s+/g, " ");
    });
    expect(printed[0]).contain("[ 385, 685, 686 ] [ 72631, 41350, 47861, 70804, 3888, 53601, 29399 ]");
    expect(printed[0]).contain("3220 #");
    expect(printed[1]).match(/^flylight: .* 0\.36567311/);
  });

  it("runs the example in Python", function () {
    this.timeout(60_000);
    realData(this, prediction);
    if (spawnSync("python3", ["-c", "import zarr"]).status !== 0) {
      this.test!.title += " [skipped: no python3 with zarr]";
      this.skip();
    }
    linkData(folder());
    const ended = spawnSync("python3", ["-c", blocksIn("python")[0]!], { cwd: folder(), encoding: "utf8" });
    expect(ended.stdout.trim(), ended.stderr).equal("(7, 385, 685, 686) [3, 5, 7]");
  });

  it("names tests and recipes that there are", () => {
    const rows = page.split("\n").filter((line) => /^\| D\d/.test(line));
    expect(rows).to.have.length(24);
    for (const row of rows) {
      const named = [...row.split("|")[3]!.matchAll(/`([\w/-]+)`: ([^;]+?) *(?:;|$)/g)];
      expect(named, row).to.have.length.greaterThan(0);
      for (const [, path, title] of named) {
        const source = readFileSync(join(packageRoot(), "test", `${path}.test.ts`), "utf8");
        expect(source.includes(title!), `${path}: ${title}`).to.equal(true);
      }
    }
    const recipes = readdirSync(join(packageRoot(), "recipes")).map((file) => file.replace(".yaml", ""));
    const [, list] = /Known answers run as recipes: ([\s\S]*?)\n\n/.exec(page)!;
    for (const [, name] of list!.matchAll(/`([\w-]+)`/g)) expect(recipes, name).to.include(name);
  });
});
