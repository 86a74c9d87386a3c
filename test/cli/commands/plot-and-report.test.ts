import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import { loadDataset } from "../../../src/node/datasets.js";
import { prepareDataset } from "../../../src/node/prepare.js";
import { runCli } from "../../support/run-cli.js";

describe("commands plot and report", () => {
  let dir: string;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), "neuroloom-plot-"));
    await prepareDataset(await loadDataset("simulated"), { files: memoryFiles({}), out: dir });
  });
  after(() => rm(dir, { recursive: true, force: true }));

  it("plot prints an SVG of the first recording", async () => {
    const { code, out: text } = await runCli("plot", "trace-heatmap", "--in", dir);
    expect(code).to.equal(0);
    expect(text)
      .to.match(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
      .and.to.contain("simulated simulated-1: activity of 58 neurons over ");
  });

  it("plot writes SVG, PNG and the plotted numbers", async () => {
    const files = { out: join(dir, "plots/traces.png"), values: join(dir, "plots/traces.csv") };
    const choices = ["--neurons", "AVA, RIM", "--recording", "simulated-2", "--width", "500"];
    const places = ["--in", dir, "--out", files.out, "--values", files.values];
    const { out } = await runCli("plot", "stacked-traces", ...places, ...choices);
    expect(out).to.equal(`${files.out}\n${files.values}\n`);
    const png = await readFile(files.out);
    expect(png.readUInt32BE(16)).to.equal(1000);
    expect(await readFile(files.values, "utf8")).to.match(/^row,channel_index,label,time_s,value\n0,\d+,AVA[LR],/);
  });

  it("plot names what is wrong with its arguments", async () => {
    const error = async (...words: readonly string[]) => {
      const { code, err } = await runCli("plot", ...words);
      expect(code).to.equal(2);
      return err;
    };
    expect(await error("trace-heatmap")).to.contain("--in");
    expect(await error("trace-heatmaps", "--in", dir)).to.contain("nearest: trace-heatmap");
    expect(await error("trace-heatmap", "--in", dir, "--width", "9")).to.contain("--width");
    expect(await error("trace-heatmap", "--in", dir, "--out", "a.gif")).to.contain(".svg or .png");
    expect(await error("trace-heatmap", "--in", dir, "--recording", "simulated-7")).to.contain("nearest: simulated-1");
  });

  it("report writes one page and prints where", async () => {
    const made = await runCli("report", dir, "--plots", "1", "--title", "For <you>");
    expect(made.out).to.equal(`${join(dir, "report.html")}\n`);
    const page = await readFile(join(dir, "report.html"), "utf8");
    expect(page).to.contain("<h1>For &lt;you&gt;</h1>").and.to.contain("npx neuroloom prepare simulated --out");
    expect(page.match(/<figure>/g)).to.have.length(1 + 3);
    const out = join(dir, "other.html");
    const json = await runCli("report", dir, "--plots", "0", "--out", out, "--json");
    expect(JSON.parse(json.out)).to.deep.equal({ report: out });
  });

  it("report refuses a number of plots that is none", async () => {
    const { code, err } = await runCli("report", dir, "--plots", "many");
    expect(code).to.equal(2);
    expect(err).to.contain("--plots");
  });
});
