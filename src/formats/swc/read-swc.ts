import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import { parseNumber } from "../parse-number.js";
import { type TextLineOptions, textLines } from "../text-lines.js";
import { parentsFirst } from "./parents-first.js";
import type { SwcPoints } from "./swc-points.js";

/** How SWC files are read. */
export interface SwcReadOptions extends TextLineOptions {
  /** A file with more points is refused. Default 2^24. */
  readonly maxPoints?: number;
}

const names = ["point number", "label", "x", "y", "z", "radius", "parent"] as const;
const least = [0, -(2 ** 31), -Infinity, -Infinity, -Infinity, -Infinity, -1] as const;
const most = [2 ** 53, 2 ** 31 - 1, Infinity, Infinity, Infinity, Infinity, 2 ** 53] as const;

/**
 * Reads the trees of an SWC file, however many. Points may stand in any order; where parents come first, the order stays.
 *
 * @throws FormatError with the line for what is not seven numbers, for numbers of points that occur twice, for parents
 * that are not there and for points that are their own ancestors; also for a file without any point
 */
export async function readSwc(source: ByteSource, options: SwcReadOptions = {}): Promise<SwcPoints> {
  const { maxPoints = 2 ** 24 } = options;
  const header: string[] = [];
  const lines: number[] = [];
  const columns = names.map(() => [] as number[]);
  for await (const { line, text } of textLines(source, options)) {
    const start = text.trim();
    if (start.startsWith("#")) header.push(start.slice(1).replace(/^ /, ""));
    if (start === "" || start.startsWith("#")) continue;
    if (lines.length === maxPoints) {
      throw problem(source.name, line, `at most ${maxPoints} points`, "more", "raise maxPoints if they are meant");
    }
    lines.push(line);
    for (const [column, value] of pointOf(source.name, line, start).entries()) columns[column]!.push(value);
  }
  const [numbers, labels, x, y, z, radii, parents] = columns;
  if (lines.length === 0) {
    throw new FormatError({ file: source.name, place: "the whole file", expected: "points", found: "none" });
  }
  const places = parentPlaces(source.name, lines, numbers!, parents!);
  const { order, parents: ordered, cyclic } = parentsFirst(places);
  if (cyclic >= 0) {
    const found = `point ${numbers![cyclic]} among its own ancestors`;
    throw problem(source.name, lines[cyclic]!, "trees", found);
  }
  const inOrder = (values: readonly number[]): Float64Array => Float64Array.from(order, (place) => values[place]!);
  return {
    header,
    numbers: inOrder(numbers!),
    labels: Int32Array.from(order, (place) => labels![place]!),
    x: inOrder(x!),
    y: inOrder(y!),
    z: inOrder(z!),
    radii: inOrder(radii!),
    parents: ordered,
  };
}

function pointOf(file: string, line: number, text: string): number[] {
  const words = text.split(/[ \t]+/);
  if (words.length !== names.length) {
    throw problem(file, line, `${names.length} numbers (${names.join(", ")})`, `${words.length}`);
  }
  return words.map((word, column) => {
    const value = parseNumber(word);
    const name = names[column]!;
    const isWhole = name === "point number" || name === "label" || name === "parent";
    const isNumber = typeof value === "number" && (name === "radius" || Number.isFinite(value));
    if (isNumber && !(value < least[column]! || value > most[column]!) && (!isWhole || Number.isInteger(value))) {
      return value;
    }
    const expected = `${isWhole ? "a whole number" : "a number"} as ${name}${name === "parent" ? ", -1 for a root" : ""}`;
    throw problem(file, line, expected, JSON.stringify(word.slice(0, 60)));
  });
}

function parentPlaces(
  file: string,
  lines: readonly number[],
  numbers: readonly number[],
  parents: readonly number[],
): Int32Array {
  const places = new Map<number, number>();
  for (const [place, number] of numbers.entries()) {
    const other = places.get(number);
    if (other !== undefined) {
      throw problem(file, lines[place]!, "every point once", `point ${number} as on line ${lines[other]}`);
    }
    places.set(number, place);
  }
  return Int32Array.from(parents, (number, place) => {
    if (number === -1) return -1;
    const parent = places.get(number);
    if (parent === undefined) throw problem(file, lines[place]!, "a parent that is in the file", `${number}`);
    return parent;
  });
}

function problem(file: string, line: number, expected: string, found: string, next?: string): FormatError {
  return new FormatError({ file, place: `line ${line}`, expected, found, ...(next && { next }) });
}
