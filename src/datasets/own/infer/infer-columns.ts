import { FormatError } from "../../../errors.js";
import { parseNumber } from "../../../formats/parse-number.js";
import { headerLabel } from "../header-label.js";
import { behaviourGuess, quantityGuesses } from "./channel-guesses.js";
import { type Guess, guess, type InferredContent } from "./guess.js";
import { isNamedAs } from "./name-patterns.js";
import { namesNeuron } from "./names-neuron.js";
import { isCount } from "./sequence.js";
import type { Grid, GridColumn } from "./table-grid.js";
import { timeColumns } from "./time-columns.js";
import { noTime, shown, stampGuesses } from "./time-guesses.js";

/** Names that a comment lists. */
const listed = 3;

/** Infers the parts of a table with a neuron per column. @throws FormatError where no column can be a trace */
export function inferColumns(file: string, grid: Grid, orientation: Guess): InferredContent {
  const { columns } = grid;
  const named = timeColumns(grid);
  const falling = columns.find(({ name, isNumeric, sequence }) => {
    return isNumeric && sequence.firstFall > 0 && isNamedAs("time", headerLabel(name).label);
  });
  const rising = columns.filter(({ sequence, isNumeric, name }) => {
    return isNumeric && sequence.rises && sequence.isRegular && !namesNeuron(name);
  });
  const time = named[0] ?? rising[0];
  const notes: string[] = [];
  if (falling && !time) {
    const row = falling.sequence.firstFall + (grid.hasHeader ? 2 : 1);
    notes.push(
      `"${falling.name}" falls at row ${row}: where a table has one row per sample of each neuron, bring it into a column per neuron first.`,
    );
  }
  const taken = new Set<GridColumn>(time ? [time] : []);
  const behaviour: (readonly Guess[])[] = [];
  const except: GridColumn[] = [];
  for (const column of columns) {
    if (column === time || namesNeuron(column.name)) continue;
    const left = reasonToLeave(column, [...named, ...rising], falling);
    if (column.isNumeric && isNamedAs("behaviour", headerLabel(column.name).label)) {
      behaviour.push(behaviourGuess("column", refer(column, columns), column.name));
      taken.add(column);
    } else if (left !== undefined) {
      except.push(column);
      notes.push(`Column ${wordsOf(column)} ${left}: left out.`);
    }
  }
  const traces = columns.filter((column) => !taken.has(column) && !except.includes(column));
  if (traces.length === 0) {
    const found = `${columns.length} columns, none of them one`;
    throw new FormatError({ file, place: "columns", expected: "a column that can be a trace", found });
  }
  const names = traces.slice(0, listed).map(wordsOf).join(", ");
  const why = `${traces.length} columns that nothing else names: ${names}${traces.length > listed ? ", …" : ""}`;
  const neurons = traces.filter(({ name }) => namesNeuron(name)).length;
  const isSure = neurons >= traces.length / 2;
  return {
    table: [],
    time: time ? timeOf(time, columns, named) : noTime(),
    traces: [
      orientation,
      guess("columns", "rest", isSure ? "sure" : "unsure", why),
      ...(except.length === 0
        ? []
        : [
            guess(
              "except",
              except.map((column) => refer(column, columns)),
              "likely",
              "no traces; see the notes above",
            ),
          ]),
      ...quantityGuesses(
        traces.map(({ name }) => name),
        [file],
      ),
    ],
    labels: labelsOf(grid, traces, neurons),
    behaviour,
    notes,
    samples: grid.length,
    neurons: traces.length,
  };
}

function timeOf(time: GridColumn, columns: readonly GridColumn[], named: readonly GridColumn[]): readonly Guess[] {
  const others = named.filter((column) => column !== time);
  const isNamed = named.includes(time);
  const more = others.length > 0 ? `; ${others.map(wordsOf).join(", ")} could be it too` : "";
  const why = `${isNamed ? "named as time is, and it never falls" : "it rises by the same step in every row"}${more}`;
  const sure = isNamed && others.length === 0 ? "sure" : isNamed ? "likely" : "unsure";
  // what has no name and counts from 0 or 1 are frames
  const name = !isNamed && isCount(time.values) ? "frame" : time.name;
  return stampGuesses(guess("column", refer(time, columns), sure, why), name, time.sequence);
}

function labelsOf(grid: Grid, traces: readonly GridColumn[], neurons: number): readonly Guess[] {
  const hasNames = traces.some(({ name }) => name !== "" && parseNumber(name) === undefined);
  if (!grid.hasHeader || !hasNames) return [];
  const why = `${neurons} of ${traces.length} headers are names of neurons or classes`;
  return [guess("header", true, neurons === traces.length ? "sure" : neurons > 0 ? "likely" : "unsure", why)];
}

/** Why a column is no trace; undefined where it may be one. */
function reasonToLeave(column: GridColumn, times: readonly GridColumn[], falling: GridColumn | undefined) {
  const { isNumeric, sequence, values } = column;
  if (!isNumeric) {
    // a trace with a slip in it is for a person to see, when it is read
    if (values.filter((value) => !Number.isNaN(value)).length > values.length / 2) return undefined;
    return values.every(Number.isNaN) && column.texts.every((text) => text.trim() === "") ? "is empty" : "holds words";
  }
  if (times.includes(column)) return "rises like a clock or a count";
  if (column === falling) return "is named as time is, and falls";
  return sequence.isConstant && values.length > 1 ? `is ${shown(values[0]!)} throughout` : undefined;
}

/** The name of a column where it has one of its own, else its number from 1. */
function refer({ name, index }: GridColumn, columns: readonly GridColumn[]): string | number {
  const isOwn = name !== "" && columns.filter((column) => column.name === name).length === 1;
  return isOwn ? name : index + 1;
}

function wordsOf({ name, index }: GridColumn): string {
  return name === "" ? String(index + 1) : `"${name}"`;
}
