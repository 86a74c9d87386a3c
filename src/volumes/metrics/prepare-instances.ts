import { ArgumentError } from "../../errors.js";
import { countVoxels } from "../count-voxels.js";
import type { LabelledInstance, LabelVolume, VolumeShape, VoxelRuns } from "../label-volume.js";
import { sharedRuns } from "../shared-runs.js";
import { unionOfRuns } from "../union-of-runs.js";
import { centreCrop } from "./centre-crop.js";
import type { PreparedInstances, ScoredSide, ScoreWarning } from "./scored-instance.js";
import { voxelsInSeveral } from "./voxels-in-several.js";

/** Settings of {@link prepareInstances}. */
export interface PrepareOptions {
  /** Predicted instances of at most this many voxels are left out; 0 keeps all. Default 800, as the benchmark has it. */
  readonly filter?: number;
  /** Whether predicted voxels without any ground truth count as background. Default false. */
  readonly foregroundOnly?: boolean;
  /** Labels of the ground truth that are hard to see. */
  readonly dim?: readonly number[];
}

/**
 * Brings ground truth and prediction into one frame, in this order: the larger volume is cut to the other round its
 * centre; small predictions, and with `foregroundOnly` those outside of the ground truth, go; channels without any voxel
 * go; what is left is counted from 1 by channel, then by label, so that one label in two channels is two instances.
 *
 * A volume whose only label is 1 holds a mask per channel: the label of such a mask is 1 + its place among the channels
 * that are not empty. The filter takes a label together over all channels, but masks one by one.
 *
 * @throws ArgumentError for labels below 0 or with a fraction, and for shapes that fit neither way
 */
export function prepareInstances(gt: LabelVolume, pred: LabelVolume, options: PrepareOptions = {}): PreparedInstances {
  const { filter = 800, foregroundOnly = false, dim } = options;
  checkLabels("gt", gt);
  checkLabels("pred", pred);
  const warnings: ScoreWarning[] = [];
  const [gtCrop, predCrop] = centreCrop(gt, pred);
  if (gtCrop !== gt || predCrop !== pred) warnings.push(cropped(gt.shape, pred.shape));
  const { shape } = gtCrop;
  if (filter > 0 && isMasks(predCrop) && channelsOf(predCrop.instances).length > 1) warnings.push(binaryMasks);
  let kept = withoutSmall(predCrop, filter);
  if (foregroundOnly) kept = inside(kept, unionOfRuns(runsOf(gtCrop.instances), shape));
  const gtSide = sideOf(gtCrop.instances, shape);
  const dimIds = dim ? idsOfLabels(gtCrop, dim) : null;
  const missing = dim?.filter((label) => idsOfLabels(gtCrop, [label]).length === 0) ?? [];
  if (missing.length > 0) warnings.push(unknownDim(missing));
  return { shape, gt: gtSide, pred: sideOf(kept, shape), dim: dimIds, warnings };
}

function checkLabels(argument: string, { instances }: LabelVolume): void {
  const wrong = instances.find(({ label }) => !(Number.isInteger(label) && label > 0));
  if (!wrong) return;
  throw new ArgumentError({
    argument,
    expected: "labels that are whole numbers above 0",
    found: `${wrong.label} in channel ${wrong.channel}`,
  });
}

function isMasks({ instances }: LabelVolume): boolean {
  return instances.every(({ label }) => label === 1);
}

function channelsOf(instances: readonly LabelledInstance[]): readonly number[] {
  return [...new Set(instances.map(({ channel }) => channel))];
}

function runsOf(instances: readonly LabelledInstance[]): readonly VoxelRuns[] {
  return instances.map(({ runs }) => runs);
}

function withoutSmall(volume: LabelVolume, filter: number): readonly LabelledInstance[] {
  if (filter <= 0) return volume.instances;
  const group = isMasks(volume) ? (instance: LabelledInstance) => instance.channel : labelOf;
  const voxels = new Map<number, number>();
  for (const instance of volume.instances) {
    voxels.set(group(instance), (voxels.get(group(instance)) ?? 0) + countVoxels(instance.runs));
  }
  return volume.instances.filter((instance) => voxels.get(group(instance))! > filter);
}

function labelOf({ label }: LabelledInstance): number {
  return label;
}

function inside(instances: readonly LabelledInstance[], runs: VoxelRuns): readonly LabelledInstance[] {
  return instances
    .map((instance) => ({ ...instance, runs: sharedRuns(instance.runs, runs) }))
    .filter((instance) => instance.runs.starts.length > 0);
}

function sideOf(instances: readonly LabelledInstance[], shape: VolumeShape): ScoredSide {
  return {
    instances: instances.map(({ channel, label, runs }, index) => {
      return { id: index + 1, channel, label, voxels: countVoxels(runs), runs };
    }),
    shared: voxelsInSeveral(runsOf(instances), shape),
  };
}

/** The ids that {@link sideOf} gives to the instances of some labels. */
function idsOfLabels(volume: LabelVolume, labels: readonly number[]): readonly number[] {
  const channels = channelsOf(volume.instances);
  const label = isMasks(volume) ? ({ channel }: LabelledInstance) => channels.indexOf(channel) + 1 : labelOf;
  return volume.instances.flatMap((instance, index) => (labels.includes(label(instance)) ? [index + 1] : []));
}

const binaryMasks: ScoreWarning = {
  code: "binary-masks",
  side: "pred",
  message:
    "the prediction is a mask per channel, which the filter takes one by one; the reference counts them together and leaves none out",
};

function cropped(gt: VolumeShape, pred: VolumeShape): ScoreWarning {
  const message = `the larger of ground truth (${gt.join(" × ")}) and prediction (${pred.join(" × ")}) was cut to the other`;
  return { code: "cropped", message };
}

function unknownDim(labels: readonly number[]): ScoreWarning {
  const message = `no ground-truth instance has the label ${labels.join(", ")} that is listed as hard to see`;
  return { code: "unknown-dim", side: "gt", message };
}
