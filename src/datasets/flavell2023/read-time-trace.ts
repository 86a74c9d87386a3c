import { FormatError } from "../../errors.js";
import { type TraceBlock, traceBlock } from "../trace-block.js";

/** Time stamps and traces of an export that lists `[time, [value of each trace]]` per frame. */
export interface TimeTrace {
  readonly stamps: Float64Array;
  readonly block: TraceBlock;
}

/**
 * Checks the shape of the parsed file and takes the numbers out of it. A null among the values is a missing sample.
 *
 * @throws FormatError for another shape, rows of different length, and what is no number
 */
export function readTimeTrace(parsed: unknown, file: string): TimeTrace {
  if (!Array.isArray(parsed) || parsed.length === 0) {
    throw new FormatError({ file, place: "the whole file", expected: "a list of frames", found: describe(parsed) });
  }
  const width = frameOf(parsed[0], file, 0).values.length;
  if (width === 0) throw new FormatError({ file, place: "frame 0", expected: "a value of each trace", found: "none" });
  const stamps = new Float64Array(parsed.length);
  const block = traceBlock(width, parsed.length, { file, place: "frames" });
  for (const [index, entry] of parsed.entries()) {
    const frame = frameOf(entry, file, index);
    if (frame.values.length !== width) {
      const found = `${frame.values.length}`;
      throw new FormatError({
        file,
        place: `frame ${index}`,
        expected: `${width} values as in the first frame`,
        found,
      });
    }
    stamps[index] = frame.stamp;
    block.fill(
      index,
      frame.values.map((value) => numberOf(value, file, index)),
    );
  }
  return { stamps, block };
}

function frameOf(entry: unknown, file: string, index: number): { stamp: number; values: readonly unknown[] } {
  const [stamp, values] = Array.isArray(entry) ? (entry as unknown[]) : [];
  if (typeof stamp === "number" && Array.isArray(values) && (entry as unknown[]).length === 2) return { stamp, values };
  throw new FormatError({ file, place: `frame ${index}`, expected: "[time, [values]]", found: describe(entry) });
}

function numberOf(value: unknown, file: string, index: number): number {
  if (typeof value === "number") return value;
  if (value === null) return Number.NaN;
  throw new FormatError({ file, place: `frame ${index}`, expected: "numbers", found: describe(value) });
}

function describe(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
