import { createRandom } from "../../../../src/random/create-random.js";

/** A neuron that is switched on a few times: what it does, and what a microscope with noise sees of it. */
export interface SimulatedNeuron {
  readonly timeS: Float64Array;
  readonly truth: Float64Array;
  /** The derivative of the truth, per second. */
  readonly slope: Float64Array;
  readonly noisy: Float64Array;
}

const rateHz = 3;
const durationS = 240;
const on = [
  [28, 62],
  [95, 108],
  [150, 196],
] as const;

/** Calcium that follows a switch with 2 s when it rises and 7 s when it falls, at 3 Hz for 240 s, with noise of 0.06. */
export function simulatedNeuron(): SimulatedNeuron {
  const random = createRandom("processing-page");
  const timeS = Float64Array.from({ length: rateHz * durationS }, (_, k) => k / rateHz);
  const [truth, slope] = [new Float64Array(timeS.length), new Float64Array(timeS.length)];
  const stepsPerSample = 100;
  let level = 0;
  for (let k = 0; k < timeS.length; k++) {
    for (let step = 0; step < stepsPerSample; step++) {
      const time = (k + step / stepsPerSample) / rateHz;
      const drive = on.some(([start, end]) => time >= start && time < end) ? 1 : 0;
      const rate = (drive - level) / (drive > level ? 2 : 7);
      if (step === 0) [truth[k], slope[k]] = [level, rate];
      level += rate / (rateHz * stepsPerSample);
    }
  }
  return { timeS, truth, slope, noisy: truth.map((value) => value + 0.06 * random.normal()) };
}
