import { explainableVariance } from "../../encoders/scores/noise-ceilings.js";
import type { Matrix } from "../../linalg/provider.js";
import { type EncoderData, rowsAt } from "./encoder-data.js";
import { stimulusOf } from "./encoder-folds.js";
import type { EncoderScore } from "./fit-space.js";

/** What a model could reach at most, per score a number per target, or why nobody knows. */
export interface EncoderCeiling {
  readonly values: Readonly<Record<EncoderScore, Float64Array>> | null;
  readonly note: string;
}

/**
 * The ceiling from repeats of stimuli: the explainable variance of targets over repeats, corrected for their number, is
 * the most that R² can reach, its root the most that r can. Of each stimulus that was repeated as many repeats are taken
 * as the one with the fewest has, and as many samples as its shortest repeat. Below 0 the estimate counts as 0.
 */
export function encoderCeiling(data: EncoderData): EncoderCeiling {
  const presentations = presentationsOf(data);
  if (presentations === undefined)
    return { values: null, note: "none: no stimuli were named whose repeats would give one" };
  const repeated = [...presentations.values()].filter((list) => list.length > 1);
  if (repeated.length === 0) return { values: null, note: "none: no stimulus was repeated" };
  const count = Math.min(...repeated.map((list) => list.length));
  const repeats = Array.from({ length: count }, (_, repeat): Matrix => {
    const rows = repeated.flatMap((list) => {
      const length = Math.min(...list.map((one) => one.length));
      return list[repeat]!.slice(0, length);
    });
    return rowsAt(data.y, Int32Array.from(rows));
  });
  const { corrected } = explainableVariance(repeats);
  const share = corrected.map((value) => Math.max(0, value));
  const note = `explainable variance of ${count} repeats of ${repeated.length} stimuli, corrected for their number`;
  return { values: { r2: share, correlation: share.map(Math.sqrt) }, note };
}

/** The rows of each presentation of each stimulus; undefined where no stimuli were asked for. */
function presentationsOf(data: EncoderData): ReadonlyMap<string, readonly (readonly number[])[]> | undefined {
  if (data.runs.every(({ stimuli }) => stimuli === undefined)) return undefined;
  const found = new Map<string, number[][]>();
  for (let row = 0; row < data.runOf.length; row++) {
    const label = stimulusOf(data, row);
    if (label === null) continue;
    const continues =
      row > 0 &&
      stimulusOf(data, row - 1) === label &&
      data.runOf[row - 1] === data.runOf[row] &&
      data.sampleOf[row - 1]! + 1 === data.sampleOf[row];
    const own = found.get(label) ?? [];
    if (continues) own.at(-1)!.push(row);
    else own.push([row]);
    found.set(label, own);
  }
  return found;
}
