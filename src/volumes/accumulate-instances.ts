import { exactCovariance } from "./exact-covariance.js";
import { exactMean } from "./exact-mean.js";
import type { InstanceMeasures } from "./instance-measures.js";
import type { VolumeShape } from "./label-volume.js";
import { type LabelOptions, numberRuns, type OnLabelRun } from "./number-runs.js";

/** Numbers kept per instance: count, box, origin, then sums over its voxels of the coordinates less the origin. */
const [count, box, origin, first, second, stride] = [0, 1, 7, 10, 13, 19];

/** What to add up. */
export interface AccumulateOptions extends LabelOptions {
  /** False leaves out the sums of products, and with them the shape of the instances. */
  readonly withShape?: boolean;
}

/** Measures of instances that are added up from runs as they come. */
export interface InstanceAccumulator {
  readonly shape: VolumeShape;
  readonly channels: number;
  readonly onRun: OnLabelRun;
  /** The measures of the instances so far, by channel, then by label. */
  measures(): InstanceMeasures[];
}

/**
 * Adds up count, box, centroid and covariance of the instances of a stream of runs, keeping a few numbers per instance and
 * no run. Runs may come in any order and be cut anywhere, but no voxel twice.
 *
 * All sums are closed formulas per run over whole numbers: coordinates less those of the instance's first voxel. They are
 * added exactly (as long as no axis has more than 2^17 voxels; beyond, each run is rounded to 53 bits), so that neither many
 * voxels nor an instance far from the origin cost digits.
 *
 * @param arrayShape - (channel,) z, y, x.
 * @throws ArgumentError for a shape of no volume; `onRun` throws what {@link numberRuns} says
 */
export function accumulateInstances(
  arrayShape: readonly number[],
  { withShape = true, ...options }: AccumulateOptions = {},
): InstanceAccumulator {
  const numbered = numberRuns(arrayShape, add, options);
  const { shape, channels, onRun, channelOf, labelOf, order } = numbered;
  const height = shape[1];
  // so many voxels of one instance add up to less than 2^53 in every sum
  const safeVoxels = 2 ** 53 / Math.max(...shape) ** 2;
  let state = new Float64Array(64 * stride);
  let instances = 0;
  /** Voxels of an instance that its sums in `state` are of. */
  let recent = new Float64Array(64);
  /** The sums of the voxels before. */
  const spilled = new Map<number, bigint[]>();

  function begin(instance: number, z: number, y: number, x: number): void {
    if (instance === recent.length) {
      state = doubled(state);
      recent = doubled(recent);
    }
    state.set([0, z, z, y, y, x, x, z, y, x], instance * stride);
    instances++;
  }

  function spill(instance: number): void {
    const sums = spilled.get(instance) ?? Array.from({ length: stride - first }, () => 0n);
    const from = instance * stride + first;
    for (let i = 0; i < sums.length; i++) sums[i]! += BigInt(state[from + i]!);
    state.fill(0, from, from + sums.length);
    spilled.set(instance, sums);
    recent[instance] = 0;
  }

  function add(instance: number, row: number, x: number, length: number): void {
    const z = Math.floor(row / height);
    const y = row - z * height;
    if (instance === instances) begin(instance, z, y, x);
    if (recent[instance]! + length > safeVoxels && recent[instance]! > 0) spill(instance);
    recent[instance]! += length;
    const at = instance * stride;
    state[at + count]! += length;
    if (z < state[at + box]!) state[at + box] = z;
    if (z > state[at + box + 1]!) state[at + box + 1] = z;
    if (y < state[at + box + 2]!) state[at + box + 2] = y;
    if (y > state[at + box + 3]!) state[at + box + 3] = y;
    if (x < state[at + box + 4]!) state[at + box + 4] = x;
    if (x + length - 1 > state[at + box + 5]!) state[at + box + 5] = x + length - 1;
    const dz = z - state[at + origin]!;
    const dy = y - state[at + origin + 1]!;
    const dx = x - state[at + origin + 2]!;
    const stairs = (length * (length - 1)) / 2;
    const sumX = length * dx + stairs;
    state[at + first]! += length * dz;
    state[at + first + 1]! += length * dy;
    state[at + first + 2]! += sumX;
    if (!withShape) return;
    const squares = Math.round((stairs * (2 * length - 1)) / 3);
    state[at + second]! += length * dz * dz;
    state[at + second + 1]! += length * dy * dy;
    state[at + second + 2]! += length * dx * dx + 2 * dx * stairs + squares;
    state[at + second + 3]! += length * dz * dy;
    state[at + second + 4]! += dz * sumX;
    state[at + second + 5]! += dy * sumX;
  }

  function measuresOf(instance: number): InstanceMeasures {
    const at = instance * stride;
    const voxels = state[at + count]!;
    const before = spilled.get(instance);
    const sums = Array.from(state.subarray(at + first, at + stride), (sum, i) =>
      before ? before[i]! + BigInt(sum) : sum,
    );
    const [zMin, zLast, yMin, yLast, xMin, xLast] = state.subarray(at + box, at + origin) as unknown as SixNumbers;
    return {
      channel: channelOf[instance]!,
      label: labelOf[instance]!,
      voxels,
      low: [zMin, yMin, xMin],
      high: [zLast + 1, yLast + 1, xLast + 1],
      centroid: [0, 1, 2].map((axis) =>
        exactMean(voxels, sums[axis]!, state[at + origin + axis]!),
      ) as unknown as Centroid,
      covariance: withShape ? exactCovariance(voxels, sums.slice(0, 3), sums.slice(3)) : null,
    };
  }

  return { shape, channels, onRun, measures: () => order().map(measuresOf) };
}

type Centroid = InstanceMeasures["centroid"];
type SixNumbers = [number, number, number, number, number, number];

function doubled(values: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(2 * values.length);
  larger.set(values);
  return larger;
}
