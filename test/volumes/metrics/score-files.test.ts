import { readFile } from "node:fs/promises";
import { expect } from "chai";
import fc from "fast-check";
import { isNeuroloomError } from "../../../src/errors.js";
import { aggregateScores } from "../../../src/volumes/metrics/aggregate-scores.js";
import { readScoresToml } from "../../../src/volumes/metrics/read-scores-toml.js";
import { readSummaryCsv } from "../../../src/volumes/metrics/read-summary-csv.js";
import type { SampleScores } from "../../../src/volumes/metrics/sample-scores.js";
import { scoreInstances } from "../../../src/volumes/metrics/score-instances.js";
import { scoreRecord } from "../../../src/volumes/metrics/score-record.js";
import { scoreTable } from "../../../src/volumes/metrics/score-table.js";
import { scoresToml } from "../../../src/volumes/metrics/scores-toml.js";
import { summaryColumns, summaryCsv } from "../../../src/volumes/metrics/summary-csv.js";
import { boxVoxels, labelVolume } from "../../support/label-volumes.js";
import { messageOf } from "../../support/message-of.js";
import { realData } from "../../support/real-data.js";

const rod = (y: number, end: number): number[] =>
  boxVoxels(
    [20, 20, 20],
    [
      [2, 5],
      [y, y + 3],
      [0, end],
    ],
  );
const gt = labelVolume(
  [20, 20, 20],
  [3, 10, 15].map((y, channel) => ({ channel, label: channel + 1, voxels: rod(y, 20) })),
);
const pred = labelVolume(
  [20, 20, 20],
  [
    { channel: 0, label: 1, voxels: rod(3, 12) },
    { channel: 0, label: 2, voxels: rod(10, 20) },
  ],
);
const scored = (dim?: readonly number[]): SampleScores =>
  scoreInstances(gt, pred, { filter: 0, ...(dim ? { dim } : {}) });

describe("result files of the reference", () => {
  it("are read with quoted numbers as with plain ones", async function () {
    const name = "fisbe/expected/R14A02-20180905_65_A6.official.toml";
    const { scores, lists } = readScoresToml(await readFile(realData(this, name), "utf8"), name);
    expect(scores["general.Num GT"]).to.equal(7);
    expect(scores["general.avg_TP_05_cldice"]).to.equal(0.91137195);
    expect(scores["confusion_matrix.th_0_95.false_split"]).to.equal(4);
    expect(lists["general.TP_05_cldice"]).to.deep.equal([0.99020946, 0.96136016, 0.7825463]);
    expect(Object.keys(scores)).to.have.length(17 + 6 + 14 * 9);
  });

  it("are written so that they are read again", () => {
    for (const scores of [scored([1]), scored(), scoreInstances(labelVolume([1, 1, 1], []), pred)]) {
      const text = scoresToml(scores);
      const read = readScoresToml(text, "own.toml");
      const { "general.avg_tp_skel_coverage": _, ...expected } = scoreRecord(scores);
      expect(read.scores).to.deep.equal(expected);
      expect(read.lists["general.gt_skel_coverage"]).to.deep.equal(scores.general.gt_skel_coverage);
      expect(text).to.include(`# protocol: ${scores.protocol}\n`);
      expect(text).to.not.match(/"\d/);
    }
    expect(scoresToml(scored()))
      .to.match(/^"Num GT" = 3$/m)
      .and.match(/^TP_05_rel_overlap = 0\.0$/m);
  });

  it("have the reference's columns in its order", async function () {
    const header = (await readFile(realData(this, "fisbe/expected/summary_R14A02.csv"), "utf8")).split("\n")[0]!;
    expect(["sample", ...summaryColumns].join(";")).to.equal(header);
  });

  it("as summaries are written so that they are read again, with totals", () => {
    const samples = [
      { name: "a", scores: scoreRecord(scored([1])) },
      { name: "b", scores: scoreRecord(scored()) },
    ];
    const { combined } = aggregateScores(samples, { completely: ["a", "b"] });
    const read = readSummaryCsv(summaryCsv(samples, combined), "summary.csv");
    expect(read.samples.map(({ name }) => name)).to.deep.equal(["a", "b"]);
    for (const [place, { scores }] of read.samples.entries()) {
      // the counts that are worked out from F1 are those that were counted
      for (const [name, score] of Object.entries(scores)) {
        expect(score, name).to.equal(samples[place]!.scores[name] ?? null);
      }
      expect(scores).to.include.keys("confusion_matrix.th_0_1.AP_TP", "confusion_matrix.th_0_9.AP_FN");
    }
    expect(read.totals.sum!["general.Num GT"]).to.equal(6);
    expect(read.totals.mean!["general.GT_dim"]).to.equal(1);
    expect(read.totals.avg_inst!["general.avg_gt_skel_coverage"]).to.equal(combined["general.avg_gt_skel_coverage"]);
    expect(read.totals.avg_inst!["general.GT_dim"]).to.equal(null);
  });

  it("as summaries take no names that would be read as something else", async () => {
    for (const name of ["a;b", "a\nb", "mean"]) {
      const writing = async (): Promise<unknown> => summaryCsv([{ name, scores: {} }], {});
      expect(await messageOf(writing)).to.match(/names that fit into a cell/);
    }
  });

  it("that are something else are refused with their line", async () => {
    const toml = (text: string) => messageOf(async () => readScoresToml(text, "x.toml"));
    expect(await toml("[general]\nFM = many")).to.match(/^x\.toml: line 2: expected a number or nan, found "many"/);
    expect(await toml("FM")).to.match(/line 1: expected \[table\] or name = number/);
    expect(await toml("FM = ")).to.match(/line 1: expected a number/);
    expect(await toml("a = [1,\n2]")).to.match(/line 1: expected a list that ends in its line/);
    expect(await toml(`FM = 1${" ".repeat(200_000)}2`)).to.match(/line 1: expected a number or nan/);
    expect(await toml("FM = 1\nFM = 2")).to.match(/line 2: expected a name once/);
    const csv = (text: string) => messageOf(async () => readSummaryCsv(text, "x.csv"));
    expect(await csv("")).to.match(/^x\.csv: line 1: expected sample; and names/);
    expect(await csv("sample;general FM;general FM")).to.match(/each once/);
    expect(await csv("sample;general FM\na;1;2")).to.match(/line 2: expected 2 cells, found 3/);
    expect(await csv("sample;general FM\na;1\na;1")).to.match(/line 3: expected a sample once, found a/);
    expect(await csv("sample;general FM\na;0x10")).to.match(/line 2, general FM: expected a number or nan/);
    expect(await csv("sample;general FM\na;Infinity")).to.match(/expected a number or nan/);
  });

  it("that are damaged give scores or a tagged error", function () {
    this.timeout(20000);
    const samples = [{ name: "a", scores: scoreRecord(scored([1])) }];
    const files = [
      { text: scoresToml(scored([1])).slice(0, 1500), read: readScoresToml },
      { text: summaryCsv(samples, samples[0]!.scores), read: readSummaryCsv },
    ];
    const change = fc.record({ at: fc.nat(1500), put: fc.string({ maxLength: 3 }), drop: fc.nat(40) });
    for (const { text, read } of files) {
      fc.assert(
        fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
          let damaged = text;
          for (const { at, put, drop } of changes) damaged = damaged.slice(0, at) + put + damaged.slice(at + drop);
          try {
            read(damaged, "damaged");
          } catch (error) {
            if (!isNeuroloomError(error, "format")) throw error;
          }
        }),
        { numRuns: 2000, seed: 1 },
      );
    }
  });
});

describe("the table of scores for a terminal", () => {
  it("has a line per sample, with columns that stand under each other", () => {
    const lines = scoreTable([
      { name: "a", scores: scoreRecord(scored([1])) },
      { name: "longer", scores: scoreRecord(scoreInstances(labelVolume([1, 1, 1], []), pred, { filter: 0 })) },
    ]);
    const cells = lines.map((line) => line.trim().split(/ +/));
    expect(cells[0]!.slice(0, 7)).to.deep.equal(["S", "avF1", "C", "clDice_TP", "tp", "FS", "FM"]);
    // coverages 11/18, 1 and 0; clDice 22/29 and 1; F1 0.8 up to 0.7 and 0.4 beyond
    expect(cells[1]!.slice(0, 8)).to.deep.equal(["a", "0.6241", "0.7111", "0.5370", "0.8793", "0.6667", "0", "0"]);
    expect(cells[2]!.slice(0, 7)).to.deep.equal(["longer", "-", "-", "-", "-", "-", "0"]);
    expect(cells.map((row) => row.length)).to.deep.equal([25, 26, 26]);
    expect(new Set(lines.map((line) => line.length)).size).to.be.at.most(2);
  });
});
