import { FormatError } from "../../../errors.js";
import { type Sequence, sequenceOf } from "./sequence.js";
import { numberIn, type TableHead } from "./table-head.js";

/** A column of a table below its header. */
export interface GridColumn {
  /** From 0. */
  readonly index: number;
  /** Of the header, trimmed; empty without one. */
  readonly name: string;
  /** NaN for a missing value and for what is no number. */
  readonly values: Float64Array;
  readonly texts: readonly string[];
  /** Every field that is not missing is a number, and one is. */
  readonly isNumeric: boolean;
  readonly sequence: Sequence;
}

/** A table with its header told apart. */
export interface Grid {
  readonly hasHeader: boolean;
  /** Why the first row is a header, or none. */
  readonly whyHeader: string;
  readonly columns: readonly GridColumn[];
  /** Rows below the header. */
  readonly length: number;
  /** Index of the first of the columns whose headers are rising numbers to the end; -1 where there are none. */
  readonly firstStamp: number;
  readonly stamps: Float64Array;
}

/** Rising numbers in the first row that make it a header of times or frames. */
const fewestStamps = 3;

/** Tells the header and the columns apart. @throws FormatError for a table that is only a header, or holds no number */
export function tableGrid(file: string, { rows, table }: TableHead): Grid {
  const first = rows[0]!.fields;
  const below = rows.slice(1);
  const numbersOf = (texts: readonly string[]) =>
    Float64Array.from(texts, (text) => numberIn(text, table) ?? Number.NaN);
  const top = numbersOf(first);
  const firstStamp = risingTail(top);
  const hasTail = firstStamp >= 0 && below.length > 0;
  // names stand above numbers
  const names = first.filter((text, index) => {
    const isName = text.trim() !== "" && numberIn(text, table) === undefined;
    return isName && below.some(({ fields }) => typeof numberIn(fields[index]!, table) === "number");
  });
  const hasHeader = names.length > 0 || hasTail || (below.length === 0 && top.every(Number.isNaN));
  const body = hasHeader ? below : rows;
  if (body.length === 0) {
    throw new FormatError({ file, place: "the whole file", expected: "rows of samples", found: "a header only" });
  }
  const columns = first.map((text, index) => {
    const texts = body.map(({ fields }) => fields[index]!);
    const values = numbersOf(texts);
    const isNumeric =
      values.some((value) => !Number.isNaN(value)) && texts.every((field) => numberIn(field, table) !== undefined);
    return { index, name: hasHeader ? text.trim() : "", values, texts, isNumeric, sequence: sequenceOf(values) };
  });
  if (
    !columns.some(({ isNumeric }) => isNumeric) &&
    !columns.some(({ values }) => values.some((value) => !Number.isNaN(value)))
  ) {
    throw new FormatError({ file, place: "the whole file", expected: "columns of numbers", found: "text only" });
  }
  const why = hasTail ? "numbers that rise stand in it" : "names stand above numbers";
  const whyHeader = hasHeader ? why : "the first row holds numbers like the others";
  const isTail = hasHeader && hasTail;
  return {
    hasHeader,
    whyHeader,
    columns,
    length: body.length,
    firstStamp: isTail ? firstStamp : -1,
    stamps: isTail ? top.slice(firstStamp) : new Float64Array(0),
  };
}

/** Where numbers begin that rise by one step to the end of the row, or rise behind words; -1 for none. */
function risingTail(numbers: Float64Array): number {
  let start = numbers.length;
  while (start > 0 && Number.isFinite(numbers[start - 1]!) && !(numbers[start - 1]! >= numbers[start]!)) start--;
  const tail = numbers.subarray(start);
  if (tail.length < fewestStamps || tail.length < numbers.length / 2) return -1;
  if (start > 0 && Number.isFinite(numbers[start - 1]!)) return -1;
  // a row of samples that happens to rise has other steps
  return sequenceOf(tail).isRegular ? start : -1;
}
