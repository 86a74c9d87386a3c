import { decibels, decibelsBelow } from "../../stats/decibels.js";
import type { ProcessedTrace, TransformStep } from "./step.js";

/**
 * A trace sample by sample on another scale:
 *
 * - `decibels`: the level 20 · log10(x / `reference`), in dB; with `highest` in place of a reference, moved so that the
 *   largest sample of the trace has that level. Levels below `floor` are raised to it;
 * - `square-root`: √x, which makes the spread of a spike count nearly the same at every rate.
 *
 * What has no level or root is missing: samples below 0, and, for a level without a floor, samples that are 0. Missing
 * samples stay missing.
 *
 * @throws ArgumentError for a reference that is not above 0.
 */
export function transform(trace: ProcessedTrace, step: TransformStep): ProcessedTrace {
  return { ...trace, values: transforms[step.transform](trace.values, step) };
}

type Transform = (values: Float64Array, step: TransformStep) => Float64Array;

/** Every scale, by name. */
const transforms: Readonly<Record<TransformStep["transform"], Transform>> = {
  decibels(values, { reference, highest, floor = Number.NEGATIVE_INFINITY }) {
    const levels = highest === undefined ? decibels(values, { reference: reference ?? 1 }) : below(values, highest);
    return levels.map((level) => {
      const raised = Math.max(level, floor);
      return Number.isFinite(raised) ? raised : Number.NaN;
    });
  },
  "square-root": (values) => values.map(Math.sqrt),
};

function below(values: Float64Array, highest: number): Float64Array {
  const present = values.map((value) => (Number.isNaN(value) ? 0 : value));
  if (present.every((value) => value <= 0)) return new Float64Array(values.length).fill(Number.NaN);
  const levels = decibelsBelow(present, highest);
  return levels.map((level, index) => (Number.isNaN(values[index]!) ? Number.NaN : level));
}
