import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { aggregateScores } from "../../../src/volumes/metrics/aggregate-scores.js";
import { pooledClDice } from "../../../src/volumes/metrics/combined-scores.js";
import { type ReadSummary, readSummaryCsv } from "../../../src/volumes/metrics/read-summary-csv.js";
import type { NamedScores, ScoreRecord } from "../../../src/volumes/metrics/score-record.js";
import { scoreStability } from "../../../src/volumes/metrics/score-stability.js";
import { messageOf } from "../../support/message-of.js";
import { realData } from "../../support/real-data.js";

async function published(test: Mocha.Context): Promise<ReadSummary> {
  const name = "fisbe/expected/summary_brainbow_combined.csv";
  return readSummaryCsv(await readFile(realData(test, name), "utf8"), name);
}

/** The test samples of the two labelled sets, as the published list has them. */
async function labelledSets(test: Mocha.Context): Promise<Record<"completely" | "partly", readonly string[]>> {
  const text = await readFile(realData(test, "fisbe/sample_list_per_split.txt"), "utf8");
  const [, completely, partly] = text
    .split(/^\(\d\).*$/m)
    .map((part) => part.split(/^test:$/m)[1]?.match(/\S+/g) ?? []);
  return { completely: completely!, partly: partly! };
}

function near(record: ScoreRecord, expected: Readonly<Record<string, number>>, delta: number): void {
  for (const [name, value] of Object.entries(expected)) expect(record[name], name).to.be.closeTo(value, delta);
}

describe("scores over samples", () => {
  it("are the published ones of Duan et al. for each set", async function () {
    const { samples } = await published(this);
    const { sets, missing } = aggregateScores(samples, await labelledSets(this));
    expect(missing).to.deep.equal([]);
    const counts = {
      completely: [34, 64, 13, 51, 21, 1, 6, 16, 0, 8, 4],
      partly: [100, 229, 37, 77, 63, 28, 39, 20, 1, 57, 18],
    };
    const th = "confusion_matrix.th_0_5";
    for (const [set, expected] of Object.entries(counts)) {
      const names = ["Num GT", "Num Pred", "FM", "FS", "GT_dim", "TP_05_dim", "GT_overlap", "TP_05_overlap"];
      const found = names.map((name) => sets[set]![`general.${name}`]);
      found.splice(2, 0, ...["AP_TP", "AP_FP", "AP_FN"].map((name) => sets[set]![`${th}.${name}`]));
      expect(found, set).to.deep.equal(expected);
    }
    const ratios = [
      "general.avg_gt_skel_coverage",
      `${th}.fscore`,
      "general.TP_05_rel",
      "general.avg_TP_05_cldice",
      "general.avg_gt_cov_dim",
      "general.avg_gt_cov_overlap",
    ];
    const expected = {
      completely: [0.328429, 0.265306, 0.382353, 0.814012, 0.01796, 0.432562],
      partly: [0.339685, 0.345794, 0.37, 0.730333, 0.044726, 0.284827],
    };
    for (const [set, values] of Object.entries(expected)) {
      near(sets[set]!, Object.fromEntries(ratios.map((name, i) => [name, values[i]!])), 6e-7);
    }
    near(sets.completely!, { "general.avg_f1_cov_score": 0.28, "confusion_matrix.avFscore": 0.23 }, 5e-3);
  });

  it("are the published ones of Duan et al. combined, every cell of the row", async function () {
    const { samples, totals } = await published(this);
    const { combined } = aggregateScores(samples, await labelledSets(this));
    let compared = 0;
    for (const [name, value] of Object.entries(totals.avg_inst!)) {
      if (value === null) expect(name).to.equal("general.avg_tp_skel_coverage");
      else {
        expect(combined[name], name).to.be.closeTo(value, 1e-6);
        compared++;
      }
    }
    expect(compared).to.equal(Object.keys(totals.avg_inst!).length - 1);
    near(combined, { [pooledClDice]: 0.75209, "general.avg_TP_05_cldice": 0.772173 }, 5e-7);
  });

  it("weigh samples of a set by their instances, sets alike, and pool matches under a name of its own", () => {
    const sample = (
      name: string,
      gts: number,
      coverage: number,
      matches: number,
      clDice: number | null,
    ): NamedScores => ({
      name,
      scores: {
        "general.Num GT": gts,
        "general.TP_05": matches,
        "general.avg_gt_skel_coverage": coverage,
        "general.avg_TP_05_cldice": clDice,
      },
    });
    const samples = [sample("a", 1, 1, 0, null), sample("b", 3, 0.2, 2, 0.9), sample("c", 10, 0, 1, 0.6)];
    const { sets, combined, missing } = aggregateScores(samples, { completely: ["a", "b", "x"], partly: ["c"] });
    near(sets.completely!, { "general.avg_gt_skel_coverage": 0.4, "general.avg_TP_05_cldice": 0.9 }, 1e-12);
    near(combined, { "general.avg_gt_skel_coverage": 0.2, "general.TP_05_rel": 3 / 14 }, 1e-12);
    near(combined, { "general.avg_TP_05_cldice": 0.75, [pooledClDice]: 0.8 }, 1e-12);
    expect(missing).to.deep.equal(["completely/x"]);
    // no F1 and no dim neurons were given
    expect(combined["general.avg_f1_cov_score"]).to.equal(null);
    expect(combined).to.not.have.property("general.GT_dim");
  });

  it("leave out sets without an instance of a subset, and without ground truth", () => {
    const scores = (gts: number, dim: number, coverage: number): ScoreRecord => ({
      "general.Num GT": gts,
      "general.TP_05": 0,
      "general.GT_dim": dim,
      "general.TP_05_dim": 0,
      "general.avg_gt_cov_dim": coverage,
      "general.avg_gt_skel_coverage": gts === 0 ? null : coverage,
    });
    const samples = [
      { name: "a", scores: scores(3, 0, 0) },
      { name: "b", scores: scores(2, 2, 0.5) },
      { name: "c", scores: scores(0, 0, 0) },
    ];
    const { combined, sets } = aggregateScores(samples, { one: ["a"], two: ["b"], three: ["c"], four: [] });
    near(combined, { "general.avg_gt_cov_dim": 0.5, "general.avg_gt_skel_coverage": 0.25 }, 1e-12);
    expect(Object.keys(sets)).to.deep.equal(["one", "two", "three"]);
    expect(sets.three!["general.avg_gt_skel_coverage"]).to.equal(null);
  });

  it("refuse samples that are in no set, in two, or there twice", async () => {
    const sample: NamedScores = { name: "a", scores: {} };
    const aggregating = (samples: readonly NamedScores[], sets: Record<string, string[]>) => async () =>
      aggregateScores(samples, sets);
    expect(await messageOf(aggregating([sample], {}))).to.match(/found a in no set/);
    expect(await messageOf(aggregating([sample], { x: ["a"], y: ["a"] }))).to.match(/found a in x and y/);
    expect(await messageOf(aggregating([sample, sample], { x: ["a"] }))).to.match(/found a scored twice/);
  });
});

describe("stability of scores over runs", () => {
  const run = (s: number | null): ScoreRecord => ({ "general.avg_f1_cov_score": s, "general.FM": 2 });

  it("is mean and population deviation of any number of runs, three being the reference's", () => {
    const { scores, rule } = scoreStability([run(0.1), run(0.2), run(0.6)]);
    expect(rule).to.equal("reference");
    expect(scores["general.avg_f1_cov_score"]!.mean).to.be.closeTo(0.3, 1e-12);
    expect(scores["general.avg_f1_cov_score"]!.standardDeviation).to.be.closeTo(Math.sqrt(0.14 / 3), 1e-12);
    expect(scores["general.FM"]).to.deep.equal({ mean: 2, standardDeviation: 0 });
    expect(scoreStability([run(0.1), run(0.2)])).to.deep.include({ runs: 2, rule: "own" });
  });

  it("leaves out scores that a run does not have, and refuses one run", async () => {
    expect(Object.keys(scoreStability([run(0.1), run(null)]).scores)).to.deep.equal(["general.FM"]);
    expect(await messageOf(async () => scoreStability([run(0.1)]))).to.match(
      /runs: expected two runs or more, found 1/,
    );
  });
});
