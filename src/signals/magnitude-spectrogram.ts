import { ArgumentError } from "../errors.js";
import { matrix } from "../linalg/matrix.js";
import type { Matrix } from "../linalg/provider.js";
import { fourierTransform } from "./fourier-transform.js";
import { hannWindow } from "./hann-weights.js";

/** Settings of {@link magnitudeSpectrogram}. */
export interface SpectrogramOptions {
  readonly samplingRateHz: number;
  /** Samples from the middle of one window to that of the next. */
  readonly stepSamples: number;
  /** Samples of a window, an even number. Default: 256. */
  readonly windowSamples?: number;
  /** Frequencies that are kept, both ends included. Default: all, from 0 to half the rate. */
  readonly lowestHz?: number;
  readonly highestHz?: number;
}

/** Magnitudes over time and frequency. */
export interface Spectrogram {
  /** Windows × frequencies. */
  readonly magnitudes: Matrix;
  readonly frequenciesHz: Float64Array;
  /** The middle of each window, from the first sample on. */
  readonly timeS: Float64Array;
}

/**
 * The magnitudes |X| of the Fourier transforms of Hann windows, unscaled. Window i is centred at sample i · step, for all
 * that lie inside the sound; the sound is 0 beyond its ends.
 *
 * @param samples - A sound; finite.
 * @returns ⌈samples / step⌉ windows × frequencies k · rate / window between the limits, in the unit of the samples.
 * @throws ArgumentError for settings that cannot be meant, and when no frequency is left.
 */
export function magnitudeSpectrogram(samples: ArrayLike<number>, options: SpectrogramOptions): Spectrogram {
  const { samplingRateHz, stepSamples, windowSamples = 256 } = options;
  const { lowestHz = 0, highestHz = samplingRateHz / 2 } = options;
  check("samplingRateHz", "a rate above 0", samplingRateHz, samplingRateHz > 0 && Number.isFinite(samplingRateHz));
  check("stepSamples", "a whole number from 1", stepSamples, Number.isInteger(stepSamples) && stepSamples >= 1);
  const isEven = Number.isInteger(windowSamples) && windowSamples >= 2 && windowSamples % 2 === 0;
  check("windowSamples", "an even number from 2", windowSamples, isEven);
  const bins = Array.from({ length: windowSamples / 2 + 1 }, (_, k) => k).filter((k) => {
    const frequency = (k * samplingRateHz) / windowSamples;
    return frequency >= lowestHz && frequency <= highestHz;
  });
  check("lowestHz, highestHz", "limits with a frequency between them", `${lowestHz}, ${highestHz}`, bins.length > 0);
  const weights = hannWindow(windowSamples);
  const windows = Math.ceil(samples.length / stepSamples);
  const magnitudes = matrix(windows, bins.length);
  const part = { real: new Float64Array(windowSamples), imaginary: new Float64Array(windowSamples) };
  for (let row = 0; row < windows; row++) {
    const first = row * stepSamples - windowSamples / 2;
    for (let t = 0; t < windowSamples; t++) part.real[t] = weights[t]! * (samples[first + t] ?? 0);
    const { real, imaginary } = fourierTransform(part);
    for (const [column, k] of bins.entries()) {
      magnitudes.values[row * bins.length + column] = Math.hypot(real[k]!, imaginary[k]!);
    }
  }
  return {
    magnitudes,
    frequenciesHz: Float64Array.from(bins, (k) => (k * samplingRateHz) / windowSamples),
    timeS: Float64Array.from({ length: windows }, (_, row) => (row * stepSamples) / samplingRateHz),
  };
}

function check(argument: string, expected: string, found: number | string, isMeant: boolean): void {
  if (!isMeant) throw new ArgumentError({ argument, expected, found: String(found) });
}
