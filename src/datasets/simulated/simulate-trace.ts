import type { RandomSource } from "../../random/random-source.js";
import type { SimulatedModel } from "./model.js";

/**
 * One calcium trace, float32 dF/F, one value per entry of `states`:
 *
 * c[t] = c[t−1] + (Δt / τ)(gain[state[t]] − c[t−1]), τ = rise or decay; value = c + drift + white noise,
 *
 * where drift is a first-order autoregression with standard deviation `drift_sd` and correlation time `drift_s`.
 */
export function simulateTrace(
  states: readonly string[],
  gain: Readonly<Record<string, number>>,
  model: SimulatedModel,
  random: RandomSource,
): Float32Array {
  const step = 1 / model.sampling_rate_hz;
  const keep = Math.exp(-step / model.drift_s);
  const push = model.drift_sd * Math.sqrt(1 - keep * keep);
  let calcium = gain[states[0] ?? ""] ?? 0;
  let drift = model.drift_sd * random.normal();
  return Float32Array.from(states, (state) => {
    const drive = gain[state] ?? 0;
    const tau = drive > calcium ? model.rise_s : model.decay_s;
    calcium += (1 - Math.exp(-step / tau)) * (drive - calcium);
    drift = keep * drift + push * random.normal();
    return calcium + drift + model.noise_sd * random.normal();
  });
}

/** Velocity in mm/s, float32: follows the velocity of the state with one time constant, plus white noise. */
export function simulateVelocity(states: readonly string[], model: SimulatedModel, random: RandomSource): Float32Array {
  const gain = Object.fromEntries(Object.entries(model.states).map(([name, state]) => [name, state.velocity_mm_s]));
  const follow = 1 - Math.exp(-1 / (model.sampling_rate_hz * model.velocity_tau_s));
  let velocity = gain[states[0] ?? ""] ?? 0;
  return Float32Array.from(states, (state) => {
    velocity += follow * ((gain[state] ?? 0) - velocity);
    return velocity + model.velocity_noise_mm_s * random.normal();
  });
}
