/** Values at times inside the samples, none of which is missing; see `cubicSplineAt`, `lowPassAt`. */
export type ValuesAt = (timeS: Float64Array, values: Float64Array, atS: Float64Array) => Float64Array;

/** A trace with gaps. */
export interface GappedTrace {
  readonly timeS: Float64Array;
  readonly values: Float32Array | Float64Array;
  /** Neighbouring samples further apart than this have a gap between them. */
  readonly maxGapS: number;
}

/**
 * Replaces the values of a grid where its mask is 1 by what `valuesAt` makes of each stretch of samples without a gap;
 * missing samples (NaN) and repeated stamps are left out of the stretches.
 */
export function overPresentRuns(
  { timeS, values, maxGapS }: GappedTrace,
  gridS: Float64Array,
  result: { readonly values: Float64Array; readonly mask: Uint8Array },
  valuesAt: ValuesAt,
): void {
  const present = Array.from(timeS.keys()).filter(
    (index) => !Number.isNaN(values[index]!) && (index === 0 || timeS[index] !== timeS[index - 1]),
  );
  const masked = Array.from(gridS.keys()).filter((index) => result.mask[index] === 1);
  let from = 0;
  for (let start = 0, end = 0; start < present.length; start = end) {
    end = start + 1;
    while (end < present.length && timeS[present[end]!]! - timeS[present[end - 1]!]! <= maxGapS * (1 + 1e-9)) end++;
    const run = present.slice(start, end);
    const last = timeS[run.at(-1)!]!;
    let to = from;
    while (to < masked.length && gridS[masked[to]!]! <= last) to++;
    const own = masked.slice(from, to);
    from = to;
    const found = valuesAt(
      Float64Array.from(run, (index) => timeS[index]!),
      Float64Array.from(run, (index) => values[index]!),
      Float64Array.from(own, (index) => gridS[index]!),
    );
    own.forEach((index, place) => {
      result.values[index] = found[place]!;
      // infinite samples may leave no number
      if (Number.isNaN(found[place]!)) result.mask[index] = 0;
    });
  }
}
