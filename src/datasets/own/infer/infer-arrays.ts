import type { ByteSource } from "../../../bytes/byte-source.js";
import { FormatError } from "../../../errors.js";
import { type ArrayEntry, type ArrayFile, onlyArray } from "../arrays/array-file.js";
import { openArrays } from "../arrays/open-arrays.js";
import { behaviourGuess, quantityGuesses } from "./channel-guesses.js";
import { type Guess, guess, type InferredContent } from "./guess.js";
import { isNamedAs } from "./name-patterns.js";
import { namesNeuron } from "./names-neuron.js";
import { type Sequence, sequenceOf } from "./sequence.js";
import { noTime, shown, stampGuesses } from "./time-guesses.js";

/** Vectors that are read to see whether they are a clock. */
const mostVectors = 40;

interface Clock {
  readonly entry: ArrayEntry;
  readonly sequence: Sequence;
}

/**
 * Asks a file of arrays: which matrix holds the traces, and by agreement of lengths which vector is its clock and
 * which list its labels.
 *
 * @throws FormatError for a file without a matrix of numbers
 */
export async function inferArrays(source: ByteSource): Promise<InferredContent> {
  const arrays = await openArrays(source);
  try {
    const [matrix, ...others] = matrices(arrays.entries);
    if (!matrix) {
      const found =
        arrays.entries
          .map(({ name }) => name)
          .slice(0, 20)
          .join(", ") || "no array";
      throw new FormatError({ file: source.name, place: "arrays", expected: "a matrix of traces", found });
    }
    return await inferMatrix(arrays, matrix, others);
  } finally {
    arrays.close();
  }
}

async function inferMatrix(
  arrays: ArrayFile,
  matrix: ArrayEntry,
  others: readonly ArrayEntry[],
): Promise<InferredContent> {
  const [rows, columns] = axesOf(matrix);
  const clocks = await clocksOf(arrays, matrix, [rows, columns]);
  const lists = arrays.entries.filter(
    ({ holds, shape }) => holds === "texts" && isOneOf(lengthOf(shape), [rows, columns]),
  );
  const labels = [...lists].sort((a, b) => Number(isNamedAs("labels", b.name)) - Number(isNamedAs("labels", a.name)));
  const clock = clocks[0];
  const label = labels.find(
    ({ shape }) => !clock || rows === columns || lengthOf(shape) !== lengthOf(clock.entry.shape),
  );
  const { down, sure, why } = axisOfTime([rows, columns], clock, label);
  const [samples, neurons] = down ? [rows, columns] : [columns, rows];
  const texts = label && lengthOf(label.shape) === neurons ? await arrays.texts(label.name) : [];
  const behaviour = arrays.entries.filter(
    (entry) =>
      entry.holds === "numbers" &&
      lengthOf(entry.shape) === samples &&
      isVector(entry) &&
      entry !== clock?.entry &&
      isNamedAs("behaviour", lastPart(entry.name)),
  );
  const named = isNamedAs("traces", lastPart(matrix.name));
  const shape = matrix.shape.join(" × ");
  const why2 = `${shape}, ${named ? "named as traces are" : "the largest matrix of numbers"}${listOf(others)}`;
  const variable = guess("variable", matrix.name, named || others.length === 0 ? "likely" : "unsure", why2);
  const unit = matrix.unit && matrix.unit !== "unknown" ? [guess("unit", matrix.unit, "sure", "the file says so")] : [];
  const quantity = quantityGuesses([], [matrix.name, arrays.file]);
  return {
    table: [],
    time: await timeOf(arrays, matrix, clock, clocks.slice(1)),
    traces: [
      ...(matrix.name === onlyArray ? [] : [variable]),
      guess("orientation", down ? "columns" : "rows", sure, why),
      ...(unit.length > 0 ? [...quantity.filter(({ key }) => key !== "unit"), ...unit] : quantity),
    ],
    labels: texts.length === neurons && label ? [labelGuess(label, texts)] : [],
    behaviour: behaviour.map(({ name }) => behaviourGuess("variable", name, name)),
    notes: [],
    samples,
    neurons,
  };
}

/** Matrices of numbers, the likeliest to hold traces first. A file that only has a vector has one trace. */
function matrices(entries: readonly ArrayEntry[]): readonly ArrayEntry[] {
  const numbers = entries.filter(
    ({ holds, shape }) => holds === "numbers" && lengthOf(shape) > 1 && axes(shape).length <= 2,
  );
  const wide = numbers.filter((entry) => !isVector(entry));
  const found = wide.length > 0 ? wide : numbers.filter(({ name }) => !isNamedAs("time", lastPart(name)));
  const score = ({ name, shape }: ArrayEntry) => (isNamedAs("traces", lastPart(name)) ? 1e12 : 0) + lengthOf(shape);
  return [...found].sort((a, b) => score(b) - score(a));
}

/** Vectors as long as an axis of the matrix that rise, those named as time first. */
async function clocksOf(arrays: ArrayFile, matrix: ArrayEntry, lengths: readonly number[]): Promise<readonly Clock[]> {
  const vectors = arrays.entries.filter(
    (entry) =>
      entry.holds === "numbers" && entry !== matrix && isVector(entry) && isOneOf(lengthOf(entry.shape), lengths),
  );
  const clocks: Clock[] = [];
  for (const entry of vectors.slice(0, mostVectors)) {
    const sequence = sequenceOf((await arrays.numbers(entry.name)).values);
    if (sequence.rises) clocks.push({ entry, sequence });
  }
  const score = ({ entry }: Clock) =>
    (entry.name === `${matrix.name}/timestamps` ? 2 : 0) + (isNamedAs("time", lastPart(entry.name)) ? 1 : 0);
  return clocks.sort((a, b) => score(b) - score(a));
}

function axisOfTime(
  [rows, columns]: readonly [number, number],
  clock: Clock | undefined,
  label: ArrayEntry | undefined,
) {
  const length = clock && lengthOf(clock.entry.shape);
  if (length !== undefined && rows !== columns) {
    return {
      down: length === rows,
      sure: "sure",
      why: `${clock!.entry.name} is as long as this axis of time`,
    } as const;
  }
  if (label && rows !== columns) {
    return {
      down: lengthOf(label.shape) === columns,
      sure: "sure",
      why: `${label.name} is as long as the other axis`,
    } as const;
  }
  const why = rows === columns ? "both axes are as long" : `the longer axis is taken for time: ${rows} × ${columns}`;
  return { down: rows >= columns, sure: "unsure", why } as const;
}

async function timeOf(
  arrays: ArrayFile,
  matrix: ArrayEntry,
  clock: Clock | undefined,
  others: readonly Clock[],
): Promise<readonly Guess[]> {
  if (matrix.rateHz) return [guess("rate_hz", matrix.rateHz, "sure", "the file states it beside the traces")];
  if (clock) {
    const more =
      others.length > 0
        ? `; ${others
            .map(({ entry }) => entry.name)
            .slice(0, 5)
            .join(", ")} could be it too`
        : "";
    const isNamed = isNamedAs("time", lastPart(clock.entry.name));
    const why = `it rises, and is as long as the traces${more}`;
    const source = guess("variable", clock.entry.name, isNamed ? "sure" : "unsure", why);
    // the stamps of a series are seconds by the definition of the format
    const name = /^\/.*\/timestamps$/.test(clock.entry.name) ? "seconds" : lastPart(clock.entry.name);
    return stampGuesses(source, name, clock.sequence);
  }
  for (const { name, shape, holds } of arrays.entries) {
    if (holds !== "numbers" || lengthOf(shape) !== 1 || !isNamedAs("rate", lastPart(name))) continue;
    const value = (await arrays.numbers(name)).values[0]!;
    if (value > 0 && Number.isFinite(value)) return [guess("rate_hz", value, "likely", `${name} is ${shown(value)}`)];
  }
  return noTime();
}

function labelGuess({ name }: ArrayEntry, texts: readonly (string | null)[]): Guess {
  const neurons = texts.filter((text) => text !== null && namesNeuron(text)).length;
  const why = `a list as long as the traces; ${neurons} of ${texts.length} are names of neurons or classes`;
  return guess("variable", name, neurons > 0 ? "sure" : "likely", why);
}

function listOf(others: readonly ArrayEntry[]): string {
  if (others.length === 0) return "";
  return `; others: ${others
    .slice(0, 4)
    .map(({ name }) => name)
    .join(", ")}${others.length > 4 ? ", …" : ""}`;
}

function axes(shape: readonly number[]): readonly number[] {
  return shape.length <= 2 ? shape : shape.filter((length) => length !== 1);
}

function axesOf({ shape }: ArrayEntry): readonly [number, number] {
  const [rows = 1, columns = 1] = axes(shape);
  return [rows, columns];
}

function lengthOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

function isVector({ shape }: ArrayEntry): boolean {
  return shape.filter((length) => length > 1).length <= 1;
}

function isOneOf(length: number, lengths: readonly number[]): boolean {
  return length > 1 && lengths.includes(length);
}

function lastPart(name: string): string {
  return name.slice(name.search(/[^./]*$/));
}
