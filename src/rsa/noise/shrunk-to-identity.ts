import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import type { NoiseMoments } from "./noise-moments.js";

/**
 * A covariance between that of the rows and a multiple of the identity, as near to the true one as the rows allow to say
 * (Ledoit and Wolf 2004, https://doi.org/10.1016/S0047-259X(03)00096-4): with S₀ = Σ x xᵀ / T, m = tr S₀ / p,
 * d² = ‖S₀ − m I‖² and b² = min(d², Σ_ij (mean of (x_i x_j)² − S₀,ij²) / T), it is ((b² / d²) m I + (1 − b² / d²) S₀) · T / ν.
 *
 * @param moments - With squared products.
 */
export function shrunkToIdentity({ rows, products, squaredProducts }: NoiseMoments, degreesOfFreedom: number): Matrix {
  const channels = products.rows;
  const mean = products.values.map((value) => value / rows);
  let variance = 0;
  for (let k = 0; k < channels; k++) variance += mean[k * channels + k]! / channels;
  let distance = 0;
  let spread = 0;
  for (let k = 0; k < mean.length; k++) {
    const offTarget = mean[k]! - (k % (channels + 1) === 0 ? variance : 0);
    distance += offTarget * offTarget;
    spread += (squaredProducts!.values[k]! / rows - mean[k]! * mean[k]!) / rows;
  }
  // where the rows already have the shape of the target, both mixtures are the target
  const weight = distance > 0 ? Math.min(1, spread / distance) : 1;
  const factor = rows / degreesOfFreedom;
  const shrunk = mean.map((value) => (1 - weight) * value * factor);
  for (let k = 0; k < channels; k++) shrunk[k * channels + k]! += weight * variance * factor;
  return matrix(channels, channels, shrunk);
}
