import type { RandomSource } from "../../random/random-source.js";
import { fourierTransform, inverseFourierTransform } from "../fourier-transform.js";

/**
 * A series with the same power at every frequency, and so the same autocorrelation, but other phases: those of the
 * frequencies between 0 and half the sampling rate are drawn anew, the mean stays. With `turns`, series that are
 * randomised together get the same turns and keep their correlations with each other.
 * Source: Theiler et al. 1992, https://doi.org/10.1016/0167-2789(92)90102-S; Prichard and Theiler 1994,
 * https://doi.org/10.1103/PhysRevLett.73.951
 *
 * @param series - n numbers, all there.
 * @param turns - What {@link drawTurns} gives for this length.
 */
export function phaseRandomised(series: Float64Array, turns: Float64Array): Float64Array {
  const n = series.length;
  const { real, imaginary } = fourierTransform({ real: series, imaginary: new Float64Array(n) });
  for (const [place, turn] of turns.entries()) {
    const k = place + 1;
    const [c, s] = [Math.cos(turn), Math.sin(turn)];
    const [a, b] = [real[k]!, imaginary[k]!];
    real[k] = a * c - b * s;
    imaginary[k] = a * s + b * c;
    real[n - k] = real[k]!;
    imaginary[n - k] = -imaginary[k]!;
  }
  return inverseFourierTransform({ real, imaginary }).real;
}

/** Turns in radians, for the frequencies 1, 2, … below half the sampling rate of a series of n samples. */
export function drawTurns(n: number, random: RandomSource): Float64Array {
  return Float64Array.from({ length: Math.max(0, Math.ceil(n / 2) - 1) }, () => 2 * Math.PI * random.uniform());
}
