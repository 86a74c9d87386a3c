import { expect } from "chai";
import type { VolumeShape } from "../../../src/volumes/label-volume.js";
import type { MatchingName } from "../../../src/volumes/metrics/instance-matching.js";
import type { SampleScores } from "../../../src/volumes/metrics/sample-scores.js";
import { scoreInstances } from "../../../src/volumes/metrics/score-instances.js";
import { type InstanceVoxels, labelVolume } from "../../support/label-volumes.js";
import { parquetRows } from "../../support/parquet-rows.js";
import { realData } from "../../support/real-data.js";

interface MetricCase {
  readonly case: string;
  readonly nz: bigint;
  readonly ny: bigint;
  readonly nx: bigint;
  readonly gt_channel: readonly bigint[];
  readonly gt_value: readonly bigint[];
  readonly gt_voxels: readonly (readonly bigint[])[];
  readonly pred_channel: readonly bigint[];
  readonly pred_value: readonly bigint[];
  readonly pred_voxels: readonly (readonly bigint[])[];
  readonly partly: boolean;
  readonly assignment: MatchingName;
  readonly fm_thresh: number;
  readonly fs_thresh: number;
  readonly remove_small: bigint;
  readonly expected: string;
}

interface Expected {
  readonly raises?: string;
  readonly general: Readonly<Record<string, number | readonly number[]>>;
  readonly confusion_matrix: Readonly<Record<string, number | Readonly<Record<string, number>>>>;
}

function volumeOf(row: MetricCase, side: "gt" | "pred"): ReturnType<typeof labelVolume> {
  const shape: VolumeShape = [Number(row.nz), Number(row.ny), Number(row.nx)];
  const instances = row[`${side}_voxels`].map(
    (voxels, i): InstanceVoxels => ({
      channel: Number(row[`${side}_channel`][i]),
      label: Number(row[`${side}_value`][i]),
      voxels: Array.from(voxels, Number),
    }),
  );
  return labelVolume(shape, instances);
}

function scored(row: MetricCase): SampleScores {
  return scoreInstances(volumeOf(row, "gt"), volumeOf(row, "pred"), {
    partly: row.partly,
    assignment: row.assignment,
    filter: Number(row.remove_small),
    falseMergeThreshold: row.fm_thresh,
    falseSplitThreshold: row.fs_thresh,
  });
}

/** Compares every number of the reference, to 1e-6; whole ones exactly. */
function compare(name: string, found: unknown, expected: unknown): number {
  if (typeof expected === "number") {
    if (Number.isInteger(expected)) expect(found, name).to.be.closeTo(expected, 1e-12);
    else expect(found, name).to.be.closeTo(expected, 1e-6);
    return 1;
  }
  expect(Object.keys(found as object).length, `${name}: size`).to.be.at.least(Object.keys(expected as object).length);
  if (Array.isArray(expected)) expect(found, name).to.have.length(expected.length);
  let numbers = 0;
  for (const [key, value] of Object.entries(expected as object)) {
    numbers += compare(`${name}.${key}`, (found as Record<string, unknown>)[key], value);
  }
  return numbers;
}

describe("reference values of the evaluation", () => {
  it("of fifty volumes, every number", async function () {
    this.timeout(60000);
    const rows = await parquetRows<MetricCase>(realData(this, "fisbe/golden/metric_cases.parquet"));
    expect(rows).to.have.length(50);
    let numbers = 0;
    for (const row of rows) {
      const expected = JSON.parse(row.expected) as Expected;
      if (expected.raises) continue;
      const scores = scored(row);
      numbers += compare(`${row.case} general`, scores.general, expected.general);
      const confusion = { ...scores.confusion_matrix, ...scores.thresholds };
      numbers += compare(`${row.case} confusion_matrix`, confusion, expected.confusion_matrix);
    }
    expect(numbers).to.be.greaterThan(48 * 140);
  });

  it("has none for empty volumes, which are answered", async function () {
    const rows = await parquetRows<MetricCase>(realData(this, "fisbe/golden/metric_cases.parquet"));
    const [noPrediction, noTruth] = rows.filter((row) => "raises" in JSON.parse(row.expected)).map(scored);
    expect(noPrediction!.general).to.deep.include({ "Num GT": 3, "Num Pred": 0, avg_f1_cov_score: 0, TP_05_rel: 0 });
    expect(noPrediction!.thresholds.th_0_5).to.deep.include({ AP_TP: 0, AP_FP: 0, AP_FN: 3, fscore: 0 });
    expect(noPrediction!.reason).to.equal("the prediction has no instance");
    expect(noTruth!.general).to.deep.include({ "Num GT": 0, "Num Pred": 5, avg_f1_cov_score: null, TP_05_rel: null });
    expect(noTruth!.thresholds.th_0_5).to.deep.include({ AP_TP: 0, AP_FP: 5, AP_FN: 0, fscore: null });
    expect(noTruth!.reason).to.equal("the ground truth has no instance");
  });
});
