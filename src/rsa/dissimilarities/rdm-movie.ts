import { ArgumentError } from "../../errors.js";
import { binTime } from "../patterns/bin-time.js";
import { patternsAt, type TimePatterns } from "../patterns/time-patterns.js";
import type { Rdm, UnknownPair } from "./rdm.js";
import { rdmOf } from "./rdm-of.js";
import type { RdmOptions } from "./rdm-options.js";

/** How a movie of RDMs is made. */
export interface RdmMovieOptions extends RdmOptions {
  /** Per bin, the numbers of its time points, over which patterns are averaged. Default: every time point alone. */
  readonly bins?: readonly (readonly number[])[] | undefined;
}

/** One RDM per time point or bin; everything else is the same for all of them. */
export interface RdmMovie extends Omit<Rdm, "unknown"> {
  /** Per RDM, the time, or the mean time of its bin. */
  readonly times: Float64Array;
  /** Per RDM. */
  readonly unknown: readonly (readonly UnknownPair[])[];
}

/**
 * The RDM of every time point or bin of patterns over time, with all options of {@link rdmOf}: folds, precisions and the
 * unbalanced design too.
 *
 * @throws ArgumentError when there is no time point, a bin is empty, or as `rdmOf`.
 */
export function rdmMovie(patterns: TimePatterns, { bins, ...options }: RdmMovieOptions): RdmMovie {
  const binned = bins ? binTime(patterns, bins) : patterns;
  const frames = Array.from(binned.times.keys()).map((time) => rdmOf(patternsAt(binned, time), options));
  const [first] = frames;
  if (!first) throw new ArgumentError({ argument: "patterns", expected: "at least one time point", found: "none" });
  const pairs = first.vectors.values.length;
  const values = new Float64Array(frames.length * pairs);
  frames.forEach((frame, k) => {
    values.set(frame.vectors.values, k * pairs);
  });
  return {
    ...first,
    vectors: { nConditions: first.vectors.nConditions, nRdms: frames.length, values },
    times: binned.times.slice(),
    unknown: frames.map((frame) => frame.unknown),
  };
}
