import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import { rowOf } from "../../linalg/rows.js";
import type { SampleOf } from "../comparison/compare-groups.js";
import type { MeasureContext, PreparedRdm } from "../comparison/measure.js";
import type { PairSample } from "../comparison/pair-sample.js";
import type { RdmGroup } from "../comparison/prepared-rdms.js";
import { weightedRanks } from "../comparison/vector-features.js";
import { centredWhitenedFeatures, whitenedFeatures } from "../comparison/whitened-features.js";
import type { PoolMethod } from "./pool-methods.js";

/** Writes an RDM, normalised over the pairs of the sample, to a row of one value per pair. */
type Normalise = (rdm: PreparedRdm, row: Float64Array, sample: PairSample, context: MeasureContext) => void;

/** Each way to make RDMs comparable before they are pooled. */
const normalisations: Readonly<Record<PoolMethod, Normalise>> = {
  plain: ({ values }, row) => row.set(values),
  "root-mean-square"({ values }, row, { weights, total, pairs }) {
    let squares = 0;
    for (const pair of pairs) squares += weights[pair]! * values[pair]! * values[pair]!;
    shiftedAndScaled(row, values, 0, Math.sqrt(squares / total));
  },
  "z-score"({ values }, row, sample) {
    const average = meanOver(values, sample);
    let squares = 0;
    for (const pair of sample.pairs) squares += sample.weights[pair]! * (values[pair]! - average) ** 2;
    shiftedAndScaled(row, values, average, Math.sqrt(squares / sample.total));
  },
  whitened(rdm, row, sample, context) {
    shiftedAndScaled(row, rdm.values, 0, length(whitenedFeatures(sample, context)([rdm])));
  },
  "centred-whitened"(rdm, row, sample, context) {
    const norm = length(centredWhitenedFeatures(sample, context)([rdm]));
    shiftedAndScaled(row, rdm.values, meanOver(rdm.values, sample), norm);
  },
  ranks(rdm, row, sample) {
    row.fill(Number.NaN);
    weightedRanks(rdm, sample, row);
  },
};

/**
 * RDMs made comparable, rows of one value per pair of all conditions, in the order of their stack; NaN where an RDM does
 * not know a pair. An RDM without size (or variation) gives zeros.
 */
export function normalisedRows(
  groups: readonly RdmGroup[],
  method: PoolMethod,
  { sampleOf, context }: { readonly sampleOf: SampleOf; readonly context: MeasureContext },
): Matrix {
  const count = groups.reduce((sum, { rdms }) => sum + rdms.length, 0);
  const rows = matrix(count, groups[0]?.rdms[0]?.values.length ?? 0);
  for (const group of groups) {
    const sample = sampleOf(group, group);
    group.rdms.forEach((rdm, k) => {
      normalisations[method](rdm, rowOf(rows, group.places[k]!), sample, context);
    });
  }
  return rows;
}

function meanOver(values: Float64Array, { pairs, weights, total }: PairSample): number {
  let sum = 0;
  for (const pair of pairs) sum += weights[pair]! * values[pair]!;
  return sum / total;
}

function shiftedAndScaled(row: Float64Array, values: Float64Array, shift: number, size: number): void {
  for (let pair = 0; pair < row.length; pair++) row[pair] = (values[pair]! - shift) / (size > 0 ? size : 1);
}

function length({ values }: Matrix): number {
  let squares = 0;
  for (const value of values) squares += value * value;
  return Math.sqrt(squares);
}
