import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { hdf5BlockedArray } from "../../../src/formats/hdf5-blocks.js";
import { openZarr } from "../../../src/formats/zarr.js";
import { fileSource } from "../../../src/node/file-source.js";
import { folderFiles } from "../../../src/node/folder-files.js";
import { collectLabelVolume } from "../../../src/volumes/collect-label-volume.js";
import { aggregateScores } from "../../../src/volumes/metrics/aggregate-scores.js";
import { matchRows } from "../../../src/volumes/metrics/match-rows.js";
import { readScoresToml } from "../../../src/volumes/metrics/read-scores-toml.js";
import { readSummaryCsv } from "../../../src/volumes/metrics/read-summary-csv.js";
import type { SampleScores } from "../../../src/volumes/metrics/sample-scores.js";
import { scoreInstances } from "../../../src/volumes/metrics/score-instances.js";
import { type ScoreRecord, scoreRecord } from "../../../src/volumes/metrics/score-record.js";
import { scoreRows } from "../../../src/volumes/metrics/score-rows.js";
import { scoresToml } from "../../../src/volumes/metrics/scores-toml.js";
import { summaryCsv } from "../../../src/volumes/metrics/summary-csv.js";
import { realData } from "../../support/real-data.js";

const sample = "R14A02-20180905_65_A6";

/** Reference values of the matrices, in float64, and the pairs that follow from them. */
interface Matrices {
  readonly gt: readonly { readonly voxels: number; readonly skel_voxels: number }[];
  readonly pred: readonly { readonly label: number; readonly skel_voxels: number; readonly skel_bg: number }[];
  readonly clRecall: readonly (readonly number[])[];
  readonly clPrecision: readonly (readonly number[])[];
  readonly clDice: readonly (readonly number[])[];
  readonly result: {
    readonly TP05: readonly (readonly number[])[];
    readonly m2m_fm: readonly (readonly number[])[];
    readonly m2m_fs: readonly (readonly number[])[];
  };
}

describe("scores of the FISBe sample R14A02", function () {
  this.timeout(60000);
  let scores: SampleScores;

  before(async function () {
    const folder = realData(this, `fisbe/gt/${sample}.zarr`);
    const file = realData(this, `fisbe/pred/${sample}.hdf`);
    const truth = await (await openZarr(folderFiles(folder))).array("volumes/gt_instances");
    const prediction = await hdf5BlockedArray(await fileSource(file), "volumes/gmm_label_cleaned");
    const dim = (await truth.attributes()).dim_neurons as readonly number[];
    const gt = await collectLabelVolume(truth.shape, (onRun) => truth.foreground(onRun));
    const pred = await collectLabelVolume(prediction.shape, (onRun) => prediction.foreground(onRun));
    scores = scoreInstances(gt, pred, { dim });
  });

  it("are the official ones, every number of the file", async function () {
    const name = `fisbe/expected/${sample}.official.toml`;
    const official = readScoresToml(await readFile(realData(this, name), "utf8"), name);
    const own = readScoresToml(scoresToml(scores), "own.toml");
    expect(Object.keys(own.scores)).to.have.members(Object.keys(official.scores));
    expect(Object.keys(own.lists)).to.have.members(Object.keys(official.lists));
    for (const [path, value] of Object.entries(official.scores)) {
      expect(own.scores[path], path).to.be.closeTo(value!, Number.isInteger(value) ? 0 : 1e-6);
    }
    for (const [path, values] of Object.entries(official.lists)) {
      expect(own.lists[path], path).to.have.length(values.length);
      for (const [i, value] of values.entries()) expect(own.lists[path]![i], path).to.be.closeTo(value!, 1e-6);
    }
  });

  it("are the official summary, every cell", async function () {
    const name = "fisbe/expected/summary_R14A02.csv";
    const official = readSummaryCsv(await readFile(realData(this, name), "utf8"), name);
    const samples = [{ name: sample, scores: scoreRecord(scores) }];
    const text = summaryCsv(samples, aggregateScores(samples, { completely: [sample] }).combined);
    const own = readSummaryCsv(text, "own.csv");
    const rows: Readonly<Record<string, ScoreRecord>> = { ...own.totals, [sample]: own.samples[0]!.scores };
    let cells = 0;
    for (const [row, expected] of Object.entries({ ...official.totals, [sample]: official.samples[0]!.scores })) {
      for (const [path, value] of Object.entries(expected)) {
        expect(rows[row]![path], `${row}, ${path}`).to.be.closeTo(value!, 1e-6);
        cells++;
      }
    }
    expect(cells).to.be.at.least(4 * 30);
  });

  it("come from the reference's matrices and pairs", async function () {
    const name = `fisbe/golden/matrices_${sample}.json`;
    const expected = JSON.parse(await readFile(realData(this, name), "utf8")) as Matrices;
    const { matrices, matches } = scores;
    expect(scores.gt.map(({ voxels }) => voxels)).to.deep.equal(expected.gt.map(({ voxels }) => voxels));
    expect(scores.pred.map(({ label }) => label)).to.deep.equal(expected.pred.map(({ label }) => label));
    const background = expected.pred.map(({ skel_voxels, skel_bg }) => skel_bg / skel_voxels);
    const asFloats = (rows: readonly (readonly number[])[]): number[] => rows.flat().map(Math.fround);
    expect([...matrices.recall]).to.deep.equal(asFloats(expected.clRecall));
    expect([...matrices.precision]).to.deep.equal(asFloats([background, ...expected.clPrecision]));
    for (const [i, value] of expected.clDice.flat().entries()) {
      expect(matrices.agreement[i]).to.be.closeTo(value, 1e-7);
    }
    const pairs = (list: readonly { readonly gt: number; readonly pred: number }[]): number[][] =>
      list.map(({ gt, pred }) => [gt + 1, pred + 1]);
    const best = matches.oneToOne.find(({ threshold }) => threshold === 0.5)!.pairs;
    expect(pairs(best)).to.deep.equal(expected.result.TP05.map((row) => row.slice(0, 2)));
    expect(pairs(matches.merge)).to.deep.equal(expected.result.m2m_fm);
    expect(pairs(matches.split)).to.deep.equal(expected.result.m2m_fs);
  });

  it("are rows of scores and of matches", () => {
    const rows = scoreRows(sample, scores);
    const value = (metric: string, element = 0): unknown =>
      rows.find((row) => row.metric === metric && row.element === element);
    expect(value("general.TP_05_cldice", 2)).to.deep.include({ threshold: 0.5, instance: 4 });
    expect(value("general.gt_covs_dim", 1)).to.deep.include({ value: 0, instance: 5, threshold: null });
    expect(value("general.FS")).to.deep.include({ value: 0, threshold: 0.05, instance: null, reason: null });
    expect(value("confusion_matrix.th_0_55.AP_TP")).to.deep.include({ value: 3, threshold: 0.55 });
    const matches = matchRows(sample, scores);
    const of = (kind: string, threshold: number): number[][] =>
      matches.filter((row) => row.kind === kind && row.threshold === threshold).map(({ gt, pred }) => [gt, pred]);
    expect(of("one-to-one", 0.8)).to.deep.equal([
      [6, 3],
      [2, 2],
    ]);
    expect(of("missed", 0.5).map(([gt]) => gt)).to.deep.equal([1, 3, 5, 7]);
    expect(of("unmatched", 0.5).map(([, pred]) => pred)).to.deep.equal([1, 4, 5, 6, 7, 8]);
    expect(of("coverage", 0)).to.deep.equal([
      [0, 1],
      [2, 2],
      [6, 3],
      [0, 4],
      [0, 5],
      [1, 6],
      [4, 7],
      [1, 8],
      [4, 9],
    ]);
    expect(matches.find((row) => row.kind === "one-to-one" && row.gt === 4)).to.deep.include({
      gt_channel: 3,
      gt_label: 4,
      pred_channel: 0,
      pred_label: 10,
    });
  });
});
