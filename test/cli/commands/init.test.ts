import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { folderFiles } from "../../../src/node/folder-files.js";
import { validate } from "../../../src/tables/validate.js";
import { runCli } from "../../support/run-cli.js";
import { filesBelow, temporaryFolder } from "../../support/temporary-folder.js";

const rows = Array.from({ length: 20 }, (_, k) => [k / 4, (k * 7) % 5, (k * 3) % 11, (k % 3) - 1].join(","));
const worm = ["time (s),AVAL,VB02,velocity (mm/s)", ...rows].join("\n");

describe("neuroloom init", () => {
  const folder = temporaryFolder();
  const at = (name: string) => join(folder(), name);
  const common = () => ["--cache-dir", at("cache"), "--offline", "--mirror", folder()];
  const init = (...words: readonly string[]) => runCli("init", ...words, "--out", at("my-lab.yaml"));
  const prepare = (...words: readonly string[]) =>
    runCli("prepare", at("my-lab.yaml"), "--out", at("out"), ...words, ...common());
  beforeEach(async () => {
    await writeFile(at("worm1.csv"), worm);
    await writeFile(at("worm2.csv"), worm.replace("VB02", "AVA?"));
  });

  it("writes a manifest, says what it found, how sure and why, and what comes next", async () => {
    const { code, out, err } = await init(at("worm1.csv"), at("worm2.csv"));
    expect(code).to.equal(0);
    expect(out).to.contain("my-lab.yaml: 2 recordings\nworm1: 2 traces of 20 samples\n");
    expect(out).to.match(/ {2}sure {4}time\.column: "time \(s\)" \(named as time is/);
    expect(out).to.match(/ {2}fill in traces\.quantity \(/);
    expect(err).to.contain(`next: neuroloom prepare ${at("my-lab.yaml")} --out out`);
    const text = await readFile(at("my-lab.yaml"), "utf8");
    expect(text).to.match(/^licence: null {2}# fill in/m);
    expect(text).to.match(/^ {2}column: "time \(s\)" {2}# sure: /m);
    expect(text).to.contain("  - file: worm2.csv");
  });

  it("prepare, validate, info, cite, verify and fetch take the manifest as they take a dataset", async () => {
    await init(at("worm1.csv"), at("worm2.csv"));
    const checked = await runCli("validate", at("my-lab.yaml"));
    expect([checked.code, checked.out]).to.deep.equal([0, ""]);
    expect(checked.err).to.contain("2 of 2 recordings of my-lab can be read");
    const prepared = await prepare();
    expect(prepared.out).to.match(/^my-lab: 2 recordings, 6 rows of channels, 6 rows of signals/);
    expect(prepared.code).to.equal(0);
    expect(await validate(folderFiles(at("out")))).to.deep.equal([]);
    const info = await runCli("info", at("my-lab.yaml"), ...common());
    expect(info.out)
      .to.contain("my-lab: my-lab")
      .and.to.match(/own\/my-lab\/worm1\.csv .* files/);
    expect((await runCli("cite", at("my-lab.yaml"))).code).to.equal(0);
    const verified = await runCli("verify", at("my-lab.yaml"), ...common());
    expect([verified.code, verified.out.match(/^good/gm)?.length]).to.deep.equal([0, 2]);
    expect((await runCli("fetch", at("my-lab.yaml"), ...common())).code).to.equal(0);
    const dry = await prepare("--dry-run");
    expect(dry.out).to.contain("my-lab: would read 2 files");
  });

  it("prepare takes a part of it, and other datasets beside it", async () => {
    await init(at("worm1.csv"), at("worm2.csv"));
    expect((await prepare("--only", "worm2")).out).to.match(/^my-lab: 1 recording, 3 rows of channels/);
    const both = await runCli("prepare", at("my-lab.yaml"), "celegans-neurons", "--out", at("both"), ...common());
    expect(both.out).to.contain("my-lab: 2 recordings").and.to.contain("celegans-neurons: 302 rows");
    expect((await prepare("--subset", "sample")).out).to.match(/^my-lab: 1 recording/);
  });

  it("a recipe names it from its own folder", async () => {
    await init(at("worm1.csv"), at("worm2.csv"));
    await writeFile(
      at("mine.yaml"),
      [
        "title: Mine",
        "citation: none",
        "inputs: [{dataset: ./my-lab.yaml}]",
        "checks:",
        "  - {table: channels, where: {name: AVAL}, equals: 2, source: the files}",
        "  - {table: channels, where: {name_rule: ambiguous}, column: neuron_class, measure: distinct, equals: 1, source: the files}",
      ].join("\n"),
    );
    const { code, out } = await runCli("reproduce", at("mine.yaml"), ...common());
    expect(out).to.not.contain("differs");
    expect(code).to.equal(0);
  });

  it("facts that the manifest expects are compared", async () => {
    await init(at("worm1.csv"));
    const text = await readFile(at("my-lab.yaml"), "utf8");
    const facts = "expected: [{table: channels, equals: 3, source: me}, {table: recordings, equals: 7, source: me}]\n";
    await writeFile(at("my-lab.yaml"), text + facts);
    const { code, out } = await prepare();
    expect(out).to.contain("1 of 2 expected facts found").and.to.contain("expected 7, found 1");
    expect(code).to.equal(1);
  });

  it("never writes over a manifest unless it is told to", async () => {
    await writeFile(at("my-lab.yaml"), "mine");
    const refused = await init(at("worm1.csv"));
    expect([refused.code, refused.out]).to.deep.equal([2, ""]);
    expect(refused.err).to.contain("give another name, or --force to write over it");
    expect(await readFile(at("my-lab.yaml"), "utf8")).to.equal("mine");
    expect((await init(at("worm1.csv"), "--force")).code).to.equal(0);
    expect(await readFile(at("my-lab.yaml"), "utf8")).to.contain("worm1.csv");
  });

  it("with --dry-run prints the manifest and writes nothing", async () => {
    const { code, out } = await init(at("worm1.csv"), "--dry-run");
    expect(code).to.equal(0);
    expect(out).to.contain("neuroloom: 1  # version of this format");
    expect(await filesBelow(folder())).to.deep.equal(["worm1.csv", "worm2.csv"]);
  });

  it("with --json prints one object with every guess", async () => {
    const { out } = await init(at("worm1.csv"), "--json");
    const found = JSON.parse(out) as { recordings: { traces: number; guesses: { line: string; sure: string }[] }[] };
    expect(found).to.include({ written: true });
    expect(found.recordings[0]).to.include({ traces: 2, samples: 20, recording: "worm1", file: "worm1.csv" });
    expect(found.recordings[0]!.guesses[0]).to.include({ line: "time.column", sure: "sure" });
  });

  it("leaves out what it does not understand, says so, and exits with 1", async () => {
    await writeFile(at("empty.csv"), "");
    const { code, out } = await init(at("worm1.csv"), at("empty.csv"));
    expect(code).to.equal(1);
    expect(out).to.contain(
      "not understood: empty.csv: empty.csv: the whole file: expected a table, found an empty file",
    );
    expect(await readFile(at("my-lab.yaml"), "utf8")).to.not.contain("empty.csv");
  });

  const wrong: readonly (readonly [string, () => readonly string[], RegExp, number])[] = [
    ["a file that is not there", () => [at("no.csv")], /no\.csv: not found/, 1],
    ["no file that can be understood", () => [at("empty.csv")], /an empty file/, 1],
    ["an ending of no format", () => [at("a.xlsx")], /a name that ends in \.csv/, 1],
    [
      "a file outside of the manifest's folder",
      () => [join(folder(), "..", "x.csv")],
      /write the manifest beside the data/,
      2,
    ],
    [
      "a folder",
      () => [at("day1")],
      /day1: expected a file, found a folder; give its files, for example day1\/\*\.csv/,
      2,
    ],
    [
      "labels of another number",
      () => [at("worm1.csv"), "--labels", at("names.txt")],
      /a label for each of the 2 traces, found 1 lines/,
      1,
    ],
  ];
  for (const [what, words, message, code] of wrong) {
    it(`exits with ${code} for ${what}`, async () => {
      await mkdir(at("day1"));
      await writeFile(at("empty.csv"), "");
      await writeFile(at("a.xlsx"), "x");
      await writeFile(at("names.txt"), "AVAL\n");
      const result = await init(...words());
      expect(result.err).to.match(message);
      expect(result.code).to.equal(code);
      expect(await filesBelow(folder())).to.not.include("my-lab.yaml");
    });
  }

  it("says what has to be filled in before tables can be prepared", async () => {
    await writeFile(at("frames.csv"), ["frame,AVAL", ...rows.map((_, k) => `${k},${(k * 7) % 5}`)].join("\n"));
    const { err } = await init(at("frames.csv"));
    expect(err).to.contain("next: fill in time.rate_hz in");
    const prepared = await prepare();
    expect(prepared.code).to.equal(2);
    expect(prepared.err).to.contain("frames are counted, and no rate is known; fill in rate_hz");
  });

  it("two manifests of one id are not mixed up", async () => {
    await init(at("worm1.csv"));
    await mkdir(at("b"));
    await writeFile(at("b/worm3.csv"), worm);
    await runCli("init", at("b/worm3.csv"), "--out", at("b/my-lab.yaml"));
    const { code, err } = await prepare(at("b/my-lab.yaml"));
    expect(code).to.equal(2);
    expect(err).to.contain('found "my-lab" a second time');
  });
});
