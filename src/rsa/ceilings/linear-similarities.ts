import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import { rowOf } from "../../linalg/rows.js";
import { block, transposed } from "../../linalg/views.js";
import { type Features, inverseLengths } from "../comparison/feature-measures.js";
import { pairSample } from "../comparison/pair-sample.js";
import type { AlikeParts, SamplePools, Similarities } from "./similarities.js";

/**
 * For cosines of linear features, where one product says everything: with u the features of length 1 and G = U Uᵀ over the
 * RDMs of data, the pool Σ w_s u_s / r_s has the similarity Σ_k v_k G_ks / √(vᵀ G v) to RDM s, v = w / r, r_s the size that
 * an RDM is divided by before the mean is taken, over the length of its features.
 */
export function linearSimilarities(
  { nConditions, models, data, known, context }: AlikeParts,
  { own, plain }: { readonly own: Features; readonly plain: Features },
): Similarities {
  const every = [...data.keys()];
  return ({ counts, rdms = every } = {}) => {
    const sample = pairSample(nConditions, counts, known);
    const drawn = rdms.map((rdm) => data[rdm]!);
    const features = own(sample, context)([...models, ...drawn]);
    const inverse = inverseLengths(features);
    const ofData = block(features, { rows: [models.length, features.rows] });
    const { values } = context.linalg.multiply(features, transposed(ofData));
    for (let row = 0, at = 0; row < features.rows; row++) {
      for (let column = 0; column < drawn.length; column++, at++) {
        const cosine = values[at]! * inverse[row]! * inverse[models.length + column]!;
        values[at] = sample.pairs.length > 0 ? Math.max(-1, Math.min(1, cosine)) : Number.NaN;
      }
    }
    const lengths = inverse.subarray(models.length);
    const sizes = own === plain ? lengths : inverseLengths(plain(sample, context)(drawn));
    const split = models.length * drawn.length;
    return {
      models: spread(matrix(models.length, drawn.length, values.subarray(0, split)), rdms, data.length),
      pools: poolsOf({
        products: matrix(drawn.length, drawn.length, values.subarray(split)),
        // 1 / r_s; an RDM without size takes no part
        shares: sizes.map((size, rdm) => (lengths[rdm]! > 0 ? size / lengths[rdm]! : 0)),
        rdms,
        count: data.length,
      }),
    };
  };
}

/** The columns of some RDMs among those of all; the others are NaN. */
function spread(some: Matrix, rdms: readonly number[], count: number): Matrix {
  if (rdms.length === count) return some;
  const all = matrix(some.rows, count);
  all.values.fill(Number.NaN);
  for (let row = 0; row < some.rows; row++) {
    for (let k = 0; k < rdms.length; k++) {
      all.values[row * count + rdms[k]!] = some.values[row * some.columns + k]!;
    }
  }
  return all;
}

interface DataProducts {
  /** G. */
  readonly products: Matrix;
  readonly shares: Float64Array;
  readonly rdms: readonly number[];
  readonly count: number;
}

function poolsOf({ products, shares, rdms, count }: DataProducts): SamplePools {
  return (weights) => {
    const similarities = matrix(weights.rows, rdms.length);
    for (let pool = 0; pool < weights.rows; pool++) {
      const row = rowOf(similarities, pool);
      const parts = shares.map((share, k) => share * weights.values[pool * count + rdms[k]!]!);
      let square = 0;
      for (let s = 0; s < row.length; s++) {
        let sum = 0;
        for (let k = 0; k < row.length; k++) sum += parts[k]! * products.values[k * row.length + s]!;
        row[s] = sum;
        square += parts[s]! * sum;
      }
      const length = Math.sqrt(square);
      for (let s = 0; s < row.length; s++) {
        row[s] = square <= 0 ? 0 : Math.max(-1, Math.min(1, row[s]! / length));
      }
    }
    return spread(similarities, rdms, count);
  };
}
