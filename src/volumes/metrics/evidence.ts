import { ArgumentError } from "../../errors.js";
import { countVoxels } from "../count-voxels.js";
import type { VolumeShape, VoxelRuns } from "../label-volume.js";
import { runsWithout } from "../runs-without.js";
import { type LocalisationName, localisations } from "./localisation.js";
import { maskIndex, placesInMasks } from "./mask-index.js";
import type { PreparedInstances, ScoredInstance } from "./scored-instance.js";
import type { ThinningRule } from "./thinning-rule.js";

/** The probes of one side (voxels of skeletons, or of masks) and in which masks they lie. */
export interface ProbedSide {
  /** Rising flat indices, per instance. */
  readonly probes: readonly Float64Array[];
  /** Per instance and instance of the other side: places among its probes, rising. */
  readonly inOther: readonly (readonly Int32Array[])[];
}

/** All that is ever looked up: every score is a count over it. */
export interface Evidence {
  readonly gt: ProbedSide;
  readonly pred: ProbedSide;
  /** Probes of gt instances in masks of gt instances. */
  readonly gtInGt: readonly (readonly Int32Array[])[];
}

/** How evidence is gathered. */
export interface EvidenceOptions {
  readonly localisation: LocalisationName;
  readonly thinning: ThinningRule;
}

/** Matrices have a place for each pair of instances; more pairs than these do not fit in memory. */
const mostPairs = 2 ** 25;

/**
 * Makes the probes of all instances and looks them up in the masks.
 *
 * @throws ArgumentError for a thinning rule whose skeletons leave their masks, and for too many pairs of instances
 */
export function gatherEvidence(prepared: PreparedInstances, options: EvidenceOptions): Evidence {
  const { gt, pred, shape } = prepared;
  checkPairs(gt.instances.length, pred.instances.length);
  const inGt = maskIndex(gt.instances);
  const inPred = maskIndex(pred.instances);
  const gtProbes = gt.instances.map(({ runs }) => probesOf(runs, shape, options));
  const predProbes = pred.instances.map(({ runs }) => probesOf(runs, shape, options));
  const gtInGt = gtProbes.map((probes) => placesInMasks(probes, inGt));
  checkInside(gtProbes, gtInGt, options);
  return {
    gt: { probes: gtProbes, inOther: gtProbes.map((probes) => placesInMasks(probes, inPred)) },
    pred: { probes: predProbes, inOther: predProbes.map((probes) => placesInMasks(probes, inGt)) },
    gtInGt,
  };
}

function checkPairs(gts: number, preds: number): void {
  if (gts * Math.max(gts, preds) <= mostPairs) return;
  throw new ArgumentError({
    argument: "gt and pred",
    expected: `at most ${mostPairs} pairs of instances`,
    found: `${gts} and ${preds} instances`,
    next: "score parts of the volume, or leave out small predictions by the filter",
  });
}

function probesOf(runs: VoxelRuns, shape: VolumeShape, { localisation, thinning }: EvidenceOptions): Float64Array {
  return localisations[localisation].probes(runs, shape, thinning);
}

function checkInside(probes: readonly Float64Array[], own: Evidence["gtInGt"], { thinning }: EvidenceOptions): void {
  const outside = probes.findIndex((voxels, gt) => own[gt]![gt]!.length !== voxels.length);
  if (outside < 0) return;
  throw new ArgumentError({
    argument: "thinning",
    expected: "skeletons that lie in their masks, as rising flat indices",
    found: `another one by ${thinning.name} for gt instance ${outside + 1}`,
  });
}

/**
 * Shares of the probes of gt instances in predictions, gts × preds in float32, where all voxels of two or more gt
 * instances are background and the probes are made of what is left of the masks.
 */
export function recallWithoutShared(
  prepared: PreparedInstances,
  evidence: Evidence,
  options: EvidenceOptions,
): Float32Array {
  const { gt, pred, shape } = prepared;
  const inPred = maskIndex(pred.instances);
  const recall = new Float32Array(gt.instances.length * pred.instances.length);
  for (const [row, { runs, voxels }] of gt.instances.entries()) {
    const rest = runsWithout(runs, gt.shared);
    const isWhole = countVoxels(rest) === voxels;
    const probes = isWhole ? evidence.gt.probes[row]! : probesOf(rest, shape, options);
    // what is left of a gt lies in no shared voxel, so that whole predictions tell the same as reduced ones
    const places = isWhole ? evidence.gt.inOther[row]! : placesInMasks(probes, inPred);
    if (probes.length === 0) continue;
    recall.set(
      places.map(({ length }) => length / probes.length),
      row * places.length,
    );
  }
  return recall;
}

/** Ids of the instances without any probe. */
export function withoutProbes(side: ProbedSide, instances: readonly ScoredInstance[]): readonly number[] {
  return instances.filter((_, place) => side.probes[place]!.length === 0).map(({ id }) => id);
}
