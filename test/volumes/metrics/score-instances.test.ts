import { expect } from "chai";
import type { LabelVolume, VolumeShape } from "../../../src/volumes/label-volume.js";
import type { SampleScores } from "../../../src/volumes/metrics/sample-scores.js";
import { scoreInstances } from "../../../src/volumes/metrics/score-instances.js";
import type { ScoreOptions } from "../../../src/volumes/metrics/score-options.js";
import { lee94KeepEven, type ThinningRule } from "../../../src/volumes/metrics/thinning-rule.js";
import { thresholdKey, wideThresholds } from "../../../src/volumes/metrics/thresholds.js";
import { boxVoxels, type InstanceVoxels, labelVolume, type VoxelBox } from "../../support/label-volumes.js";
import { messageOf } from "../../support/message-of.js";

const shape: VolumeShape = [30, 30, 30];
const along: VoxelBox = [
  [14, 17],
  [14, 17],
  [5, 25],
];
const across: VoxelBox = [
  [14, 17],
  [5, 25],
  [14, 17],
];
const third: VoxelBox = [
  [5, 8],
  [5, 25],
  [20, 23],
];

/** A channel per instance, which holds its number. */
function perChannel(...instances: readonly (readonly VoxelBox[])[]): LabelVolume {
  return labelVolume(
    shape,
    instances.map((boxes, i) => ({ channel: i, label: i + 1, voxels: boxVoxels(shape, ...boxes) })),
  );
}

const two = perChannel([along], [across]);
const three = perChannel([along], [across], [third]);
/** The larger label of the two wins where they cross. */
const flattened = labelVolume(shape, [
  {
    channel: 0,
    label: 1,
    voxels: boxVoxels(shape, along).filter((voxel) => !boxVoxels(shape, across).includes(voxel)),
  },
  { channel: 0, label: 2, voxels: boxVoxels(shape, across) },
]);
const merged: readonly VoxelBox[] = [
  along,
  [
    [14, 17],
    [5, 20],
    [14, 17],
  ],
];
const five = perChannel(
  merged,
  [
    [
      [25, 30],
      [25, 30],
      [25, 30],
    ],
  ],
  [
    [
      [5, 8],
      [5, 11],
      [20, 23],
    ],
  ],
  [
    [
      [5, 8],
      [19, 22],
      [20, 23],
    ],
  ],
  [
    [
      [1, 5],
      [1, 5],
      [1, 5],
    ],
  ],
);

const unfiltered: ScoreOptions = { filter: 0 };

function expectNear(found: readonly number[], expected: readonly number[]): void {
  expect(found).to.have.length(expected.length);
  for (const [i, value] of expected.entries()) expect(found[i], String(i)).to.be.closeTo(value, 1e-5);
}

function wideFscores(scores: SampleScores): readonly number[] {
  return wideThresholds.map((threshold) => scores.thresholds[thresholdKey(threshold)]!.fscore!);
}

describe("scores of a sample, known from the reference's own tests", () => {
  it("are 1 for a prediction that equals overlapping ground truth", () => {
    const { general, confusion_matrix, thresholds } = scoreInstances(two, two, unfiltered);
    expect(general).to.deep.include({ TP_05: 2, TP_05_rel: 1, avg_TP_05_cldice: 1, avg_f1_cov_score: 1, FM: 0, FS: 0 });
    expect(general.gt_skel_coverage).to.deep.equal([1, 1]);
    expect(Object.values(confusion_matrix)).to.deep.equal([1, 1, 1, 1, 1, 1]);
    expect(thresholds.th_0_95).to.deep.include({ AP_TP: 2, AP_FP: 0, AP_FN: 0 });
  });

  it("see what a flattened prediction loses", () => {
    const { general, confusion_matrix } = scoreInstances(two, flattened, unfiltered);
    expectNear(general.gt_skel_coverage, [15 / 18, 1]);
    expectNear(general.TP_05_cldice, [1, 0.90909]);
    expectNear([general.avg_gt_skel_coverage!, general.avg_f1_cov_score!], [0.91667, 0.95833]);
    const { avAP59, avAP19, avFscore59, avFscore19 } = confusion_matrix;
    expectNear([avAP59!, avAP19!, avFscore59!, avFscore19!], [0.925, 1, 0.95, 1]);
    expect(general).to.deep.include({ FM: 1, FS: 1 });
  });

  it("are 1 where both are flattened", () => {
    const { general, confusion_matrix } = scoreInstances(flattened, flattened, unfiltered);
    expect(general).to.deep.include({ avg_f1_cov_score: 1, TP_05: 2, GT_overlap: 0, FM: 0, FS: 0 });
    expect(confusion_matrix.avAP59).to.equal(1);
  });

  it("count splits, merges, misses and inventions", () => {
    const { general, confusion_matrix, thresholds } = scoreInstances(three, five, { ...unfiltered, dim: [2, 3] });
    expectNear(general.gt_skel_coverage, [1, 0, 8 / 18]);
    expect(thresholds.th_0_5).to.deep.include({ AP_TP: 1, AP_FP: 4, AP_FN: 2, false_split: 2, false_merge: 1 });
    const { avAP59, avAP19, avFscore59, avFscore19 } = confusion_matrix;
    expectNear([avFscore19!, avFscore59!, avAP19!, avAP59!], [0.305556, 0.15, 0.140741, 0.04]);
    expectNear([general.avg_f1_cov_score!], [0.393519]);
    expect(general).to.deep.include({ FM: 1, FS: 1, GT_dim: 2, TP_05_dim: 1, TP_05_rel_dim: 0.5 });
    expectNear(general.gt_covs_dim!, [0, 0.4444444]);
  });

  it("count a match of exactly 0.8 at 0.7 and not at 0.8: float32 and strictly above", () => {
    const scores = scoreInstances(three, five, unfiltered);
    expectNear(scores.general.TP_05_cldice, [0.8]);
    expect([...scores.matrices.agreement]).to.include(Math.fround(0.8));
    expectNear(wideFscores(scores), [0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0, 0]);
  });

  it("forgive predictions on background where only some neurons are labelled", () => {
    const { general, confusion_matrix, thresholds } = scoreInstances(three, five, { ...unfiltered, partly: true });
    expect([thresholds.th_0_1!.AP_FP, thresholds.th_0_5!.AP_FP]).to.deep.equal([1, 2]);
    expectNear(
      [confusion_matrix.avFscore19!, confusion_matrix.avAP59!, general.avg_f1_cov_score!],
      [0.407407, 0.066667, 0.444444],
    );
  });

  it("leave out small predictions", () => {
    const { general, confusion_matrix } = scoreInstances(three, five, { filter: 60 });
    expect(general).to.deep.include({ "Num Pred": 3, FM: 1, FS: 0 });
    expect(general.gt_skel_coverage).to.deep.equal([1, 0, 0]);
    expectNear([confusion_matrix.avFscore19!, general.avg_f1_cov_score!], [0.259259, 0.296296]);
  });

  it("are low for a solid whose skeleton vanishes, which is told and can be avoided", () => {
    const bars = perChannel(
      [
        [
          [2, 6],
          [2, 6],
          [5, 25],
        ],
      ],
      [
        [
          [20, 23],
          [20, 23],
          [5, 25],
        ],
      ],
    );
    const scores = scoreInstances(bars, bars, unfiltered);
    expect(scores.general.avg_f1_cov_score).to.equal(0.5);
    expect(scores.warnings.map(({ code, side, instances }) => [code, side, instances])).to.deep.equal([
      ["empty-skeleton", "gt", [1]],
      ["empty-skeleton", "pred", [1]],
    ]);
    const kept = scoreInstances(bars, bars, { ...unfiltered, thinning: lee94KeepEven });
    expect(kept.general.avg_f1_cov_score).to.equal(1);
    expect(kept.protocol).to.match(/^own: .*thinning lee94-keep-even/);
  });
});

describe("scores of a sample", () => {
  it("call the coverage of an empty skeleton 0 where the reference divides by zero", () => {
    const plate: VoxelBox[] = [
      [
        [2, 6],
        [2, 6],
        [5, 25],
      ],
      along,
    ];
    const gt = perChannel([plate[0]!], [along], [across]);
    // the prediction lies in the bar by a rod along its middle, and shares a voxel with another one
    const rod: VoxelBox = [
      [3, 4],
      [3, 4],
      [5, 25],
    ];
    const pred = perChannel([rod], [rod], [across]);
    const scores = scoreInstances(gt, pred, unfiltered);
    expect(scores.general.gt_skel_coverage).to.deep.equal([0, 0, 1]);
    expect(scores.general.avg_gt_skel_coverage).to.be.finite;
    expect(scores.warnings.find(({ code }) => code === "empty-coverage")!.instances).to.deep.equal([1]);
  });

  it("decide about overlap of a subset within it, so that doubled predictions count twice", () => {
    const doubled = perChannel([along], [third], [third]);
    const { general } = scoreInstances(three, doubled, { ...unfiltered, dim: [3] });
    // all gt instances: the union of the two; the dim one alone overlaps nothing: their sum
    expect(general.gt_skel_coverage).to.deep.equal([1, 0, 1]);
    expect(general.gt_covs_dim).to.deep.equal([2]);
    expect(general.gt_covs_overlap).to.deep.equal([1, 0]);
  });

  it("measure IoU on masks, as the option it is", () => {
    const scores = scoreInstances(two, flattened, { ...unfiltered, localisation: "iou" });
    expectNear([...scores.matrices.agreement], [153 / 180, 27 / 333, 0, 1]);
    expectNear([...scores.matrices.recall], [153 / 180, 27 / 180, 0, 1]);
    expect(scores.protocol).to.match(/^own: localisation iou, .* thinning none/);
  });

  it("name their protocol", () => {
    const name = (options: ScoreOptions): string => scoreInstances(two, two, options).protocol;
    expect(name({})).to.equal(
      "flylight: localisation cldice, assignment greedy, filter 800, merges above 0.1, splits above 0.05, completely labelled, thinning lee94, rules evalinstseg cc34f4d",
    );
    expect(name({ partly: true, labelledBy: "list.txt" })).to.match(/^flylight: .*partly labelled by list\.txt,/);
    expect(name({ filter: 500 })).to.match(/^own: .*filter 500/);
    expect(name({ assignment: "hungarian" })).to.match(/^own: /);
    expect(name({ foregroundOnly: true })).to.match(/^own: .*foreground only/);
  });

  it("refuse settings that do not exist or cannot be meant", async () => {
    const scoring = (options: object) => async (): Promise<unknown> => scoreInstances(two, two, options);
    expect(await messageOf(scoring({ app: "flylight" }))).to.match(/no setting of the scores named "app"/);
    expect(await messageOf(scoring({ localisation: "clDice" }))).to.match(
      /no localisation named "clDice"; nearest: cldice/,
    );
    expect(await messageOf(scoring({ assignment: "greedy " }))).to.match(/nearest: greedy/);
    expect(await messageOf(scoring({ falseMergeThreshold: 1.5 }))).to.match(/falseMergeThreshold: expected 0 ≤/);
    expect(await messageOf(scoring({ falseSplitThreshold: Number.NaN }))).to.match(/falseSplitThreshold/);
    expect(await messageOf(scoring({ filter: -1 }))).to.match(/filter: expected a number of voxels/);
    const outside: ThinningRule = { name: "elsewhere", skeleton: () => Float64Array.of(0) };
    expect(await messageOf(scoring({ filter: 0, thinning: outside }))).to.match(/skeletons that lie in their masks/);
  });

  it("of a plane are those of thinning in the plane, which is told", () => {
    const plane: VolumeShape = [1, 40, 50];
    const cell = (label: number, y: number, x: number): InstanceVoxels => {
      const box: VoxelBox = [
        [0, 1],
        [y, y + 5],
        [x, x + 20],
      ];
      return { channel: 0, label, voxels: boxVoxels(plane, box) };
    };
    const gt = labelVolume(plane, [cell(1, 3, 4), cell(2, 20, 20)]);
    const same = scoreInstances(gt, gt, unfiltered);
    expect(same.general).to.deep.include({ TP_05: 2, avg_f1_cov_score: 1 });
    expect(same.warnings.map(({ code }) => code)).to.deep.equal(["one-slice"]);
    const half = scoreInstances(gt, labelVolume(plane, [cell(7, 3, 4)]), unfiltered);
    expect(half.general).to.deep.include({ TP_05: 1, avg_gt_skel_coverage: 0.5 });
  });

  it("of nothing against nothing are null with a reason", () => {
    const none = labelVolume(shape, []);
    const scores = scoreInstances(none, none);
    expect(scores.reason).to.equal("the ground truth has no instance");
    expect(scores.general).to.deep.include({ "Num GT": 0, "Num Pred": 0, avg_gt_skel_coverage: null, FM: 0, FS: 0 });
    const small = scoreInstances(two, two);
    expect(small.reason).to.equal("the prediction has no instance that is large enough and in the frame");
    expect(small.general).to.deep.include({ "Num Pred": 0, avg_f1_cov_score: 0 });
  });
});
