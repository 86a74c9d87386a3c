import { isConstant } from "../stats/is-constant.js";
import { mean } from "../stats/mean.js";
import { variance } from "../stats/variance.js";
import type { NormalizationMethod } from "./settings.js";

/**
 * Scales a smoothed, resampled trace as the published pipeline does.
 *
 * - `standard`: (x − mean) / population standard deviation, both over the whole recording; zeros where x is constant
 * - `causal`: the same with the running mean m_i of x_0 … x_i and variance max(running mean of squares − m_i², 10⁻⁸)
 *
 * @param values samples; missing ones (NaN) count for nothing and stay missing
 */
export function normalize(values: ArrayLike<number>, method: NormalizationMethod): Float64Array {
  return normalizers[method](values);
}

const normalizers: Readonly<Record<NormalizationMethod, (values: ArrayLike<number>) => Float64Array>> = {
  standard(values) {
    if (isConstant(values)) return Float64Array.from(values, (value) => (Number.isNaN(value) ? value : 0));
    const centre = mean(values);
    const spread = Math.sqrt(variance(values, { ddof: 0 }));
    // mapped after it is copied: from() with a function walks an iterator, many times slower
    return Float64Array.from(values).map((value) => (value - centre) / spread);
  },
  causal(values) {
    let [sum, squares, count] = [0, 0, 0];
    return Float64Array.from(values, (value) => {
      if (Number.isNaN(value)) return value;
      sum += value;
      squares += value * value;
      count++;
      const centre = sum / count;
      return (value - centre) / Math.sqrt(Math.max(squares / count - centre * centre, 1e-8));
    });
  },
};
