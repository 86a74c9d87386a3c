import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "../../../src/node/package-root.js";
import { plotDocument } from "../../../src/node/plot-document.js";
import { parseProcessing, stepSettings } from "../../../src/operations/processing-steps.js";
import { processingPresets } from "../../../src/signals/processing/processing-presets.js";
import { runCli } from "../../support/run-cli.js";
import { temporaryFolder } from "../../support/temporary-folder.js";
import { wordsOf } from "../../support/words-of.js";
import { processingPictures } from "./page/pictures.js";

const docs = join(packageRoot(), "docs");
const page = readFileSync(join(docs, "processing.md"), "utf8").replaceAll("\r\n", "\n");
const blocksOf = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(([, text]) => text!);

describe("the page on processing", () => {
  const folder = temporaryFolder();

  it("names every method, setting and preset", () => {
    for (const [family, methods] of Object.entries(stepSettings)) {
      expect(page).to.contain(family);
      for (const [method, settings] of Object.entries(methods)) {
        for (const name of [method, ...Object.keys(settings)])
          expect(page, `${family} ${name}`).to.contain(`\`${name}\``);
      }
    }
    for (const name of Object.keys(processingPresets)) expect(page).to.contain(`| \`${name}\` |`);
  });

  it("has steps that are steps", () => {
    const blocks = blocksOf("json");
    expect(blocks.length).to.be.above(3);
    for (const block of blocks) expect(parseProcessing(JSON.parse(block)).length).to.be.above(0);
  });

  it("has commands that run", async function () {
    this.timeout(60_000);
    const lines = blocksOf("sh").flatMap((block) => block.trim().split("\n"));
    expect(lines.length).to.equal(3);
    for (const line of lines) {
      const words = wordsOf(line.replace(/^npx neuroloom /, "")).map((word) =>
        word === "out" ? join(folder(), "out") : word,
      );
      const { code, out, err } = await runCli(...words);
      expect(code, `${line}\n${out}${err}`).to.equal(0);
    }
    const index = readFileSync(join(folder(), "out", "dataset.json"), "utf8");
    expect(index).to.contain("processed_signals").and.contain("correlations");
  });

  it("shows the pictures that come out, and all of them", async () => {
    const shown = [...page.matchAll(/\(images\/([\w-]+)\.svg\)/g)].map(([, name]) => name);
    const pictures = processingPictures(await plotDocument());
    expect(shown).to.have.members([...pictures.keys()]);
    for (const [name, svg] of pictures) {
      const file = join(docs, "images", `${name}.svg`);
      if (process.env.NEUROLOOM_UPDATE) writeFileSync(file, svg);
      const found = existsSync(file) ? readFileSync(file, "utf8").replaceAll("\r\n", "\n") : "";
      expect(found === svg, `docs/images/${name}.svg differs; NEUROLOOM_UPDATE=1 writes it anew`).to.equal(true);
    }
  });
});
