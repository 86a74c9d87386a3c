import { FormatError } from "../../../errors.js";
import { headerLabel } from "../header-label.js";
import { behaviourGuess, quantityGuesses } from "./channel-guesses.js";
import { type Guess, guess, type InferredContent } from "./guess.js";
import { isNamedAs } from "./name-patterns.js";
import { namesNeuron } from "./names-neuron.js";
import { sequenceOf } from "./sequence.js";
import type { Grid, GridColumn } from "./table-grid.js";
import { noTime, stampGuesses } from "./time-guesses.js";

/** Infers the parts of a table with a neuron per row. @throws FormatError where no column can hold samples */
export function inferRows(file: string, grid: Grid, orientation: Guess): InferredContent {
  const { columns, firstStamp } = grid;
  const first = firstStamp >= 0 ? firstStamp : firstSample(columns);
  const samples = columns.length - first;
  if (samples < 1) {
    const found = `${columns.length} columns, the last of them of words`;
    throw new FormatError({ file, place: "columns", expected: "columns of samples", found });
  }
  const meta = columns.slice(0, first);
  const label = labelColumn(meta);
  const texts = label === undefined ? [] : label.texts.map((text) => text.trim());
  const isBehaviour = (text: string) => !namesNeuron(text) && isNamedAs("behaviour", headerLabel(text).label);
  const behaviour = texts.filter((text) => isBehaviour(text) && texts.filter((other) => other === text).length === 1);
  const neurons = grid.length - behaviour.length;
  if (neurons < 1) {
    const found = `${grid.length} rows of behaviour`;
    throw new FormatError({ file, place: "rows", expected: "a row that can be a trace", found });
  }
  const others = meta.filter((column) => column !== label);
  return {
    table: [],
    time: firstStamp < 0 ? noTime() : headerTime(grid),
    traces: [
      orientation,
      guess(
        "first_column",
        first + 1,
        firstStamp >= 0 ? "sure" : "likely",
        `${samples} columns of numbers from here on`,
      ),
      ...quantityGuesses([], [file]),
    ],
    labels: label === undefined ? [] : [labelGuess(label, grid)],
    behaviour: behaviour.map((text) => behaviourGuess("row", text, text)),
    notes: others.map(
      ({ index, name }) => `Column ${name === "" ? index + 1 : `"${name}"`} says what rows are: not read.`,
    ),
    samples,
    neurons,
  };
}

function headerTime({ stamps, columns, firstStamp }: Grid): readonly Guess[] {
  const sequence = sequenceOf(stamps);
  const before = columns[firstStamp - 1]?.name ?? "";
  const source = guess("header", true, "likely", `the first row rises from ${stamps[0]} to ${stamps.at(-1)}`);
  const isCount = sequence.medianStep === 1 && stamps.every(Number.isInteger);
  return stampGuesses(source, isCount ? "frame" : before, sequence);
}

/** The column behind the last one of words, or behind a first one that counts rows. */
function firstSample(columns: readonly GridColumn[]): number {
  const lastWords = columns.findLastIndex(
    ({ isNumeric, texts }) => !isNumeric && texts.some((text) => text.trim() !== ""),
  );
  if (lastWords >= 0) return lastWords + 1;
  const counts = columns[0]?.sequence;
  return counts?.rises && counts.isRegular && counts.medianStep === 1 && columns.length > 1 ? 1 : 0;
}

/** The column that names rows best: most names of neurons, then named as labels are, then most different words. */
function labelColumn(meta: readonly GridColumn[]): GridColumn | undefined {
  const score = ({ texts, name, isNumeric }: GridColumn) =>
    4 * (texts.filter(namesNeuron).length / texts.length) +
    (isNamedAs("labels", name) ? 2 : 0) +
    (isNumeric ? 0 : new Set(texts).size / texts.length);
  return [...meta].sort((a, b) => score(b) - score(a))[0];
}

function labelGuess({ index, name, texts }: GridColumn, grid: Grid): Guess {
  const named = texts.filter(namesNeuron).length;
  const why = `${named} of ${texts.length} rows are named as neurons are`;
  const isOwn = name !== "" && grid.columns.filter((column) => column.name === name).length === 1;
  return guess("column", isOwn ? name : index + 1, named >= texts.length / 2 ? "sure" : "unsure", why);
}
