import { makeMat5 } from "../../support/make-mat5.js";
import { cell, column, logical, type MatInput, matrix, numeric, row } from "../../support/mat-input.js";

const empty = numeric([0, 0], []);

/** Traces of one class, one per entry; null where an animal has none. */
export function entries(...traces: readonly (readonly number[] | null)[]): MatInput {
  return cell(
    traces.map((trace) => (trace ? column(trace) : empty)),
    [traces.length, 1],
  );
}

/** Six samples that rise from a start. */
export function ramp(start: number): readonly number[] {
  return Array.from({ length: 6 }, (_, index) => start + index);
}

const variables: Readonly<Record<string, MatInput>> = {
  fps: 4,
  files: cell(["1_head", "2_head"], [2, 1]),
  neurons: cell(["ADA", "AVG", "AWC", "RMED"], [4, 1]),
  is_L: cell([row([1, 1, 0, 0]), row([Number.NaN, Number.NaN]), row([1, 1, 0, 0]), row([Number.NaN, Number.NaN])]),
  // animal 2 has no ADAR and no RMED
  traces: cell([
    entries(ramp(10), ramp(20), ramp(30), null),
    entries(ramp(40), [Number.NaN, 1, 2, 3, 4, 5]),
    entries(ramp(50), ramp(60), ramp(70), ramp(80)),
    entries(ramp(90), null),
  ]),
  norm_traces: cell([
    entries(ramp(0.1), ramp(0.2), ramp(0.3), null),
    entries(ramp(0.4), ramp(0.5)),
    entries(ramp(0.6), ramp(0.7), ramp(0.8), ramp(0.9)),
    entries(ramp(1), null),
  ]),
  is_AWCL_OFF: logical([2, 1], [true, false]),
  stim_names: cell(["200 mM NaCl", "10-4 2-butanone"]),
  stim_times: matrix([
    [0.25, 0.5],
    [0.75, 1.25],
  ]),
  stims: matrix([
    [1, 2],
    [2, 1],
  ]),
};

/** A file of two animals with six frames each: four classes, a pair and a single cell twice, and two stimuli. */
export function headsFile(changes: Readonly<Record<string, MatInput | undefined>> = {}, compressed = true): Uint8Array {
  const all = Object.entries({ ...variables, ...changes }).filter(
    (entry): entry is [string, MatInput] => entry[1] !== undefined,
  );
  return makeMat5(Object.fromEntries(all), { compressed });
}
