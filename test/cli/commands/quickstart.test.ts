import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { runCli } from "../../support/run-cli.js";

describe("command quickstart", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "neuroloom-quickstart-"));
    await mkdir(join(folder, "mirror"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  // an empty mirror, so that the one of the environment is not looked at
  const places = () => ["--offline", "--mirror", join(folder, "mirror"), "--cache-dir", join(folder, "cache")];

  it("says what is simulated, where things are, and three commands to try", async () => {
    const out = join(folder, "out");
    const { code, out: text } = await runCli("quickstart", "--out", out, ...places());
    expect(code).to.equal(0);
    const lines = text.split("\n");
    expect(lines[0]).to.contain("SIMULATED");
    expect(text).to.contain(join(out, "report.html"));
    expect(lines.filter((line) => line.startsWith("  npx neuroloom "))).to.have.length(3);
  });

  it("lists the sample files and their sizes with --dry-run, and writes nothing", async () => {
    const out = join(folder, "out");
    const { out: text } = await runCli("quickstart", "--out", out, "--dry-run", ...places());
    expect(text).to.match(/celegans\/dag2023\/\S+ +[\d.]+ [kM]?B +to be fetched/);
    expect(text).to.match(/celegans\/kato2015\/\S+ +[\d.]+ [kM]?B +to be fetched/);
    expect(await readdir(folder)).not.to.include("out");
  });
});
