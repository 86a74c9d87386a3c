import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import { parseNumber } from "../../formats/parse-number.js";
import { textLines } from "../../formats/text-lines.js";
import type { ReadOptions } from "../dataset.js";

/**
 * Reads spike times trial by trial: a line per trial, times in milliseconds between blanks. A trial without a spike is an
 * empty line.
 *
 * @throws FormatError with the line for what is no time and for times that fall; for another number of lines
 */
export async function readTrials(
  source: ByteSource,
  trials: number,
  options: Pick<ReadOptions, "signal">,
): Promise<readonly Float64Array[]> {
  const file = source.name;
  const read: Float64Array[] = [];
  for await (const { line, text } of textLines(source, options.signal ? { signal: options.signal } : {})) {
    if (line > trials && text.trim() !== "") {
      throw new FormatError({ file, place: `line ${line}`, expected: `${trials} trials, a line each`, found: "more" });
    }
    if (line > trials) continue;
    const words = text.split(/\s+/).filter((word) => word !== "");
    read.push(Float64Array.from(words, (word, index) => timeOf(word, file, `line ${line}, time ${index + 1}`)));
    const times = read.at(-1)!;
    const falling = times.findIndex((time, index) => index > 0 && time < times[index - 1]!);
    if (falling < 0) continue;
    const found = `${times[falling]} after ${times[falling - 1]}`;
    throw new FormatError({ file, place: `line ${line}`, expected: "times that do not fall", found });
  }
  if (read.length === trials) return read;
  const expected = `${trials} trials, a line each`;
  throw new FormatError({ file, place: "lines", expected, found: `${read.length}` });
}

function timeOf(word: string, file: string, place: string): number {
  const time = parseNumber(word);
  if (typeof time === "number" && Number.isFinite(time) && time >= 0) return time;
  const found = JSON.stringify(word.slice(0, 60));
  throw new FormatError({ file, place, expected: "a time in milliseconds", found });
}
