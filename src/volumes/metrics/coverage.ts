import { bestRows } from "./best-rows.js";
import type { Evidence } from "./evidence.js";
import { countTogether, precisionAgainst } from "./localisation-matrices.js";

/** Settings of {@link coverage}. */
export interface CoverageOptions {
  /** The gt instances (0-based places) that count; all others are background. */
  readonly gts: readonly number[];
  /** Whether instances overlap among those gt instances, and among the predictions as well. */
  readonly bothOverlap: boolean;
}

/** How much of each gt instance is covered. */
export interface Coverage {
  /** Per prediction: the gt instance (0-based place) that most of it lies in; −1 for background. */
  readonly assigned: Int32Array;
  /** Per counted gt instance. */
  readonly shares: readonly number[];
  /** Counted gt instances (0-based places) that predictions lie in and that have no probe, so that their share is 0 / 0. */
  readonly undefined: readonly number[];
}

/**
 * Each prediction goes to the gt instance, or the background, that holds the largest share of its probes. The coverage
 * of a gt instance is the share of its probes that lie in its predictions: in their union where both sides overlap
 * (float64), else the sum of their shares (float32). It is 0 without predictions, and for an instance without probes,
 * where the reference divides 0 by 0.
 */
export function coverage(evidence: Evidence, options: CoverageOptions): Coverage {
  const { gts, bothOverlap } = options;
  const preds = evidence.pred.probes.length;
  const rows = bestRows(precisionAgainst(evidence, gts), preds);
  const assigned = rows.map((row) => (row === 0 ? -1 : gts[row - 1]!));
  const share = bothOverlap ? unionShare : sumOfShares;
  const predsOf = new Map<number, number[]>(gts.map((gt) => [gt, []]));
  for (const [pred, gt] of assigned.entries()) predsOf.get(gt)?.push(pred);
  const own = gts.map((gt) => predsOf.get(gt)!);
  return {
    assigned,
    shares: gts.map((gt, place) => (evidence.gt.probes[gt]!.length === 0 ? 0 : share(evidence, gt, own[place]!))),
    undefined: gts.filter((gt, place) => evidence.gt.probes[gt]!.length === 0 && own[place]!.length > 0),
  };
}

function unionShare(evidence: Evidence, gt: number, preds: readonly number[]): number {
  const probes = evidence.gt.probes[gt]!.length;
  const places = preds.map((pred) => evidence.gt.inOther[gt]![pred]!);
  return countTogether(places, probes) / probes;
}

function sumOfShares(evidence: Evidence, gt: number, preds: readonly number[]): number {
  const probes = evidence.gt.probes[gt]!.length;
  let sum = 0;
  for (const pred of preds) sum = Math.fround(sum + Math.fround(evidence.gt.inOther[gt]![pred]!.length / probes));
  return sum;
}
