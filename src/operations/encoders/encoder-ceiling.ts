import { explainableVariance } from "../../encoders/scores/noise-ceilings.js";
import type { Matrix } from "../../linalg/provider.js";
import { type EncoderData, rowsAt } from "./encoder-data.js";
import type { EncoderScore } from "./encoder-score.js";

/** What a model could reach at most by r and R², a number per target each, or why nobody knows. */
export interface EncoderCeiling {
  readonly values: Readonly<Partial<Record<EncoderScore, Float64Array>>> | null;
  readonly note: string;
}

/** Rows by their place from the onset of a presentation, in samples. */
type Presentation = ReadonlyMap<number, number>;

/**
 * The ceiling from repeats of stimuli: the explainable variance of targets over repeats, corrected for their number, is
 * the most that R² can reach, its root the most that r can. Of each stimulus that was repeated as many repeats are taken
 * as the one with the fewest has, and the samples that all of these have. Below 0 the estimate counts as 0.
 */
export function encoderCeiling(data: EncoderData): EncoderCeiling {
  const presentations = presentationsOf(data);
  if (presentations === undefined)
    return { values: null, note: "none: no stimuli were named whose repeats would give one" };
  const repeated = [...presentations.values()]
    .map((list) => list.filter(({ size }) => size > 0))
    .filter((list) => list.length > 1);
  if (repeated.length === 0) return { values: null, note: "none: no stimulus was repeated" };
  const count = Math.min(...repeated.map((list) => list.length));
  const taken = repeated.map((list) => {
    const some = list.slice(0, count);
    return { some, places: [...some[0]!.keys()].filter((place) => some.every((one) => one.has(place))) };
  });
  const repeats = Array.from({ length: count }, (_, repeat): Matrix => {
    const rows = taken.flatMap(({ some, places }) => places.map((place) => some[repeat]!.get(place)!));
    return rowsAt(data.y, Int32Array.from(rows));
  });
  if (repeats[0]!.rows < 2) return { values: null, note: "none: repeats of stimuli have no samples in common" };
  const { corrected } = explainableVariance(repeats);
  const share = corrected.map((value) => Math.max(0, value));
  const note = `explainable variance of ${count} repeats of ${repeated.length} stimuli, corrected for their number`;
  return { values: { r2: share, correlation: share.map(Math.sqrt) }, note };
}

/**
 * The rows of each presentation of each stimulus, by their place in it; undefined where no stimuli were asked for. A
 * presentation goes on through samples that are left out of the design.
 */
function presentationsOf(data: EncoderData): ReadonlyMap<string, readonly Presentation[]> | undefined {
  if (data.runs.every(({ stimuli }) => stimuli === undefined)) return undefined;
  const found = new Map<string, Map<number, number>[]>();
  const rowOf = new Map(Array.from(data.runOf, (run, row) => [`${run} ${data.sampleOf[row]}`, row]));
  for (const [run, { stimuli = [] }] of data.runs.entries()) {
    let onset = 0;
    for (const [sample, label] of stimuli.entries()) {
      if (label === null) continue;
      const own = found.get(label) ?? [];
      found.set(label, own);
      if (label !== stimuli[sample - 1]) {
        onset = sample;
        own.push(new Map());
      }
      const row = rowOf.get(`${run} ${sample}`);
      if (row !== undefined) own.at(-1)!.set(sample - onset, row);
    }
  }
  return found;
}
