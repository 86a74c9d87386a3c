import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import { parseNumber } from "../../formats/parse-number.js";
import { textLines } from "../../formats/text-lines.js";
import type { ReadOptions } from "../dataset.js";

/** What a file of spike times holds. */
export interface SpikeFile {
  /** Microseconds, in the order of the file, which rises. */
  readonly timesUs: Float64Array;
  /** The lines `# key: value` at its beginning. */
  readonly header: ReadonlyMap<string, string>;
}

/**
 * Reads a file of spike times: lines `# key: value`, then one time in microseconds per line. Empty lines are passed over;
 * the files end with two of them.
 *
 * @throws FormatError with the line for what is no time, and for times that do not rise; for a file without spikes
 */
export async function readSpikes(source: ByteSource, options: Pick<ReadOptions, "signal">): Promise<SpikeFile> {
  const file = source.name;
  const header = new Map<string, string>();
  const times: number[] = [];
  for await (const { line, text } of textLines(source, options.signal ? { signal: options.signal } : {})) {
    const place = `line ${line}`;
    if (text.startsWith("#")) {
      const [, key, value] = /^#\s*([^:]+):\s*(.*?)\s*$/.exec(text) ?? [];
      if (key !== undefined) header.set(key, value!);
      continue;
    }
    if (text.trim() === "") continue;
    const time = parseNumber(text);
    if (typeof time !== "number" || !Number.isFinite(time) || time < 0) {
      const found = JSON.stringify(text.slice(0, 60));
      throw new FormatError({ file, place, expected: "a time in microseconds", found });
    }
    const previous = times.at(-1) ?? Number.NEGATIVE_INFINITY;
    if (time <= previous)
      throw new FormatError({ file, place, expected: `a time after ${previous}`, found: `${time}` });
    times.push(time);
  }
  if (times.length > 0) return { timesUs: Float64Array.from(times), header };
  throw new FormatError({ file, place: "the whole file", expected: "spike times", found: "none" });
}
