import { jsLinalg } from "../../linalg/js-linalg.js";
import type { LinalgProvider, Matrix } from "../../linalg/provider.js";
import { rowOf } from "../../linalg/rows.js";
import { transposed } from "../../linalg/views.js";
import type { SigmaK } from "../comparison/compare-options.js";
import { type LinearMeasure, linearFeatures } from "../comparison/linear-measures.js";
import { pairSample } from "../comparison/pair-sample.js";
import { preparedRdm } from "../comparison/prepared-rdms.js";
import { rdmVector } from "../rdm-vector.js";
import type { RdmVectors } from "../rdm-vectors.js";

/** Products of K RDMs to be mixed with each other and with S RDMs of data, under V⁻¹ of a measure and in a sample. */
export interface MixProducts {
  /** K × K: A V⁻¹ Aᵀ. */
  readonly gram: Matrix;
  /** K × S: A V⁻¹ Dᵀ. */
  readonly cross: Matrix;
  /** √(dᵀ V⁻¹ d) of each RDM of data. */
  readonly lengths: Float64Array;
  /** Root mean square of each RDM of data, its mean removed for corr and corr-cov. */
  readonly spreads: Float64Array;
}

/** Settings of {@link prepareMix}. */
export interface MixOptions {
  readonly measure: LinearMeasure;
  readonly sigmaK?: SigmaK | undefined;
  readonly linalg?: LinalgProvider | undefined;
}

/**
 * What mixtures of RDMs have to do with data, over the pairs that no RDM misses, for many samples of the conditions: the
 * function that comes back takes how often each condition stands in the sample, each once where left out.
 *
 * @throws NumericError when Σ_k is not positive definite; ArgumentError for broken counts.
 */
export function prepareMix(
  parts: RdmVectors,
  data: RdmVectors,
  { measure, sigmaK, linalg = jsLinalg }: MixOptions,
): (counts?: ArrayLike<number>) => MixProducts {
  const isComplete = !(hasGaps(parts) || hasGaps(data));
  const known = isComplete ? undefined : (pair: number) => isKnown(parts, pair) && isKnown(data, pair);
  const rdmsOf = (rdms: RdmVectors) => Array.from({ length: rdms.nRdms }, (_, k) => preparedRdm(rdmVector(rdms, k)));
  const [partRdms, dataRdms] = [rdmsOf(parts), rdmsOf(data)];
  const { own, plain } = linearFeatures[measure];
  return (counts) => {
    const sample = pairSample(parts.nConditions, counts, known);
    const features = own(sample, { linalg, sigmaK });
    const right = features(dataRdms);
    const left = parts === data ? right : features(partRdms);
    const cross = linalg.multiply(left, transposed(right));
    const size = Math.sqrt(sample.total);
    const flat = own === plain ? right : plain(sample, { linalg, sigmaK })(dataRdms);
    return {
      gram: left === right ? cross : linalg.multiply(left, transposed(left)),
      cross,
      lengths: rowLengths(right),
      spreads: rowLengths(flat).map((length) => length / size),
    };
  };
}

function rowLengths(rows: Matrix): Float64Array {
  return Float64Array.from({ length: rows.rows }, (_, k) => {
    const row = rowOf(rows, k);
    let squares = 0;
    for (let i = 0; i < row.length; i++) squares += row[i]! * row[i]!;
    return Math.sqrt(squares);
  });
}

function hasGaps({ values }: RdmVectors): boolean {
  return values.some(Number.isNaN);
}

function isKnown({ nRdms, values }: RdmVectors, pair: number): boolean {
  const pairs = values.length / nRdms;
  for (let k = 0; k < nRdms; k++) if (Number.isNaN(values[k * pairs + pair]!)) return false;
  return true;
}
