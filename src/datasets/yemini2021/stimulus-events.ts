import { cellItems, type MatMatrix, matMatrix, matTexts } from "../../formats/mat/mat-access.js";
import type { MatValue } from "../../formats/mat/mat-value.js";
import type { MatFile } from "../../formats/mat.js";

/** One presentation of a stimulus, in seconds from the start of the recording. */
export interface Stimulus {
  readonly name: string;
  readonly onsetS: number;
  readonly durationS: number | null;
}

/** The stimuli of each recording of a file, or why they cannot be told. */
export type Stimuli = { readonly byFile: readonly (readonly Stimulus[])[] } | { readonly unclear: string };

/**
 * Reads the stimuli where the file leaves no doubt: `stim_names` has a name per stimulus, `stim_times` a row per
 * stimulus with its onset, or onset and end, in seconds within the recording, and `stims`, where there is one, says for
 * every recording in which order they came (their numbers from 1, or their names). Undefined where the file has none.
 */
export async function readStimuli(
  mat: MatFile,
  recordings: { readonly count: number; readonly shortestS: number },
): Promise<Stimuli | undefined> {
  const known = mat.variables.map(({ name }) => name);
  if (!known.includes("stim_names") && !known.includes("stim_times")) return undefined;
  const variable = (name: string) => (known.includes(name) ? mat.read(name) : undefined);
  const names = matTexts(await variable("stim_names")).map((name) => name ?? "");
  if (names.length === 0 || names.includes("")) return { unclear: "stim_names is no list of names" };
  const times = timesOf(await variable("stim_times"), names.length);
  if (!times) return { unclear: `stim_times has no row for each of ${names.length} stim_names` };
  const isWithin = times.every(
    ({ onsetS, endS }) => onsetS >= 0 && (endS ?? onsetS) >= onsetS && (endS ?? onsetS) <= recordings.shortestS,
  );
  if (!isWithin) return { unclear: `stim_times lie beyond ${recordings.shortestS.toFixed(1)} s: they are no seconds` };
  const orders = ordersOf(await variable("stims"), names, recordings.count);
  if (!orders) return { unclear: "stims does not say in which order the stimuli came in each recording" };
  const byFile = orders.map((order) =>
    times
      .map(({ onsetS, endS }, slot) => ({
        name: names[order[slot]!]!,
        onsetS,
        durationS: endS === null ? null : endS - onsetS,
      }))
      .sort((a, b) => a.onsetS - b.onsetS),
  );
  return { byFile };
}

function timesOf(value: MatValue | undefined, count: number) {
  const matrix = matMatrix(value);
  if (!matrix) return undefined;
  const isList = (matrix.rows === 1 || matrix.columns === 1) && matrix.rows * matrix.columns === count;
  // a single stimulus with onset and end is a row of two
  if (isList) return Array.from(matrix.values, (onsetS) => ({ onsetS, endS: null }));
  if (matrix.rows !== count || matrix.columns !== 2) return undefined;
  return Array.from({ length: count }, (_, row) => ({ onsetS: at(matrix, row, 0), endS: at(matrix, row, 1) }));
}

/** For each recording the stimulus (from 0) of each slot; the order of the names where the file has no `stims`. */
function ordersOf(
  value: MatValue | undefined,
  names: readonly string[],
  count: number,
): readonly (readonly number[])[] | undefined {
  const plain = names.map((_, index) => index);
  if (!value) return Array.from({ length: count }, () => plain);
  const [rows, columns] = value.shape;
  if (value.shape.length !== 2 || rows !== count || columns !== names.length) return undefined;
  const numbers = matMatrix(value);
  const texts = numbers ? [] : matTexts(value);
  if (!numbers && cellItems(value).length !== texts.length) return undefined;
  const orders = Array.from({ length: count }, (_, row) =>
    plain.map((slot) => (numbers ? at(numbers, row, slot) - 1 : names.indexOf(texts[row + slot * count] ?? ""))),
  );
  const isOrder = (order: readonly number[]) =>
    plain.every((index) => order.filter((one) => one === index).length === 1);
  return orders.every(isOrder) ? orders : undefined;
}

function at({ values, rows }: MatMatrix, row: number, column: number): number {
  return values[row + column * rows]!;
}
