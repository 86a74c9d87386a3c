import type { Evidence } from "./evidence.js";
import { type LocalisationName, localisations } from "./localisation.js";

/** How gt and predicted instances lie to each other; C order, rounded to float32 as the reference stores them. */
export interface LocalisationMatrices {
  readonly gts: number;
  readonly preds: number;
  /** gts × preds: share of the probes of the gt that lie in the prediction. */
  readonly recall: Float32Array;
  /** (1 + gts) × preds: share of the probes of the prediction that lie in the gt; row 0 for those in none. */
  readonly precision: Float32Array;
  /** gts × preds: the criterion. */
  readonly agreement: Float32Array;
}

/**
 * The matrices of all instances. One without probes (an empty skeleton) gets zeros everywhere, so that it agrees with
 * nothing, itself included.
 */
export function localisationMatrices(evidence: Evidence, localisation: LocalisationName): LocalisationMatrices {
  const gts = evidence.gt.probes.length;
  const preds = evidence.pred.probes.length;
  const recall = new Float32Array(gts * preds);
  const agreement = new Float32Array(gts * preds);
  const all = Array.from({ length: gts }, (_, gt) => gt);
  const precision = precisionAgainst(evidence, all);
  for (let gt = 0; gt < gts; gt++) {
    const probes = evidence.gt.probes[gt]!.length;
    for (let pred = 0; pred < preds; pred++) {
      const at = gt * preds + pred;
      const shared = evidence.gt.inOther[gt]![pred]!.length;
      recall[at] = probes > 0 ? shared / probes : 0;
      agreement[at] = localisations[localisation].agreement({
        recall: recall[at]!,
        precision: precision[preds + at]!,
        shared,
        gt: probes,
        pred: evidence.pred.probes[pred]!.length,
      });
    }
  }
  return { gts, preds, recall, precision, agreement };
}

/**
 * Shares of the probes of each prediction: row 0 outside of all given gt instances, row 1 + i inside of the i-th of them.
 */
export function precisionAgainst(evidence: Evidence, gts: readonly number[]): Float32Array {
  const preds = evidence.pred.probes.length;
  const precision = new Float32Array((1 + gts.length) * preds);
  for (let pred = 0; pred < preds; pred++) {
    const probes = evidence.pred.probes[pred]!.length;
    if (probes === 0) continue;
    const places = gts.map((gt) => evidence.pred.inOther[pred]![gt]!);
    precision[pred] = (probes - countTogether(places, probes)) / probes;
    for (const [row, { length }] of places.entries()) precision[(1 + row) * preds + pred] = length / probes;
  }
  return precision;
}

/** How many of `total` places are in at least one list. */
export function countTogether(lists: readonly Int32Array[], total: number): number {
  const seen = new Uint8Array(total);
  let count = 0;
  for (const list of lists) {
    for (let i = 0; i < list.length; i++) {
      if (seen[list[i]!] === 1) continue;
      seen[list[i]!] = 1;
      count++;
    }
  }
  return count;
}
