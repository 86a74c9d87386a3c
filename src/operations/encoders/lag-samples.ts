import { ArgumentError } from "../../errors.js";
import type { LagChoice, SampleLagChoice } from "./feature-space.js";

/** Lags as they may be given, in seconds or in samples. */
export interface LagsGiven {
  readonly lags_s?: LagChoice | undefined;
  readonly lags_samples?: SampleLagChoice | undefined;
}

/**
 * The lags of a space in samples, each once: its own, else those of all spaces, which are in samples where both are given.
 *
 * @throws ArgumentError for a space with lags in both units, and a stretch without a sample.
 */
export function lagsOf(space: LagsGiven & { readonly name: string }, all: LagsGiven, stepS: number): readonly number[] {
  if (space.lags_s && space.lags_samples) {
    const expected = `lags_s or lags_samples of the space ${space.name}`;
    throw new ArgumentError({ argument: "spaces", expected, found: "both" });
  }
  const { lags_s, lags_samples } = space.lags_s || space.lags_samples ? space : all;
  if (!lags_samples) return lagSamples(lags_s ?? [0], stepS);
  if (!("from" in lags_samples)) return [...new Set(lags_samples)];
  return stretch(lags_samples.from, lags_samples.to, () => `from ${lags_samples.from} to ${lags_samples.to} samples`);
}

/** Lags in seconds as samples, each once. */
export function lagSamples(lags: LagChoice, stepS: number): readonly number[] {
  if ("from" in lags) {
    const [first, last] = [Math.ceil(lags.from / stepS - 1e-6), Math.floor(lags.to / stepS + 1e-6)];
    return stretch(first, last, () => `from ${lags.from} to ${lags.to} s at ${stepS} s per sample`);
  }
  // + 0 so that −0 is no other lag than 0
  return [...new Set(lags.map((lag) => Math.round(lag / stepS) + 0))];
}

function stretch(first: number, last: number, words: () => string): readonly number[] {
  if (last >= first) return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  throw new ArgumentError({ argument: "lags_s", expected: "a stretch with a sample in it", found: words() });
}
