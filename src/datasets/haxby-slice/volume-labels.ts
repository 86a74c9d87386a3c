import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import { textLines } from "../../formats/text-lines.js";

/** Volumes of one run, with what was shown in each. */
export interface LabelledRun {
  /** The run, in the file's words. */
  readonly run: string;
  /** Its first volume, counted over all runs. */
  readonly start: number;
  /** One per volume. */
  readonly labels: readonly string[];
}

/**
 * Reads a text with a line per volume: a label and a run, a blank between them. Lines of a run follow each other.
 *
 * @throws FormatError for a line of other parts, and for a run that comes back after another one
 */
export async function readVolumeLabels(source: ByteSource, signal?: AbortSignal): Promise<readonly LabelledRun[]> {
  const runs: { readonly run: string; readonly start: number; readonly labels: string[] }[] = [];
  let volumes = 0;
  for await (const { line, text } of textLines(source, signal ? { signal } : {})) {
    const fail = (expected: string): FormatError => {
      const found = JSON.stringify(text.slice(0, 60));
      return new FormatError({ file: source.name, place: `line ${line}`, expected, found });
    };
    const [label, run, ...more] = text.trim().split(/\s+/);
    if (!label || run === undefined || more.length > 0) throw fail("a label and a run");
    if (runs.at(-1)?.run !== run) {
      if (runs.some((earlier) => earlier.run === run)) throw fail("the lines of a run to follow each other");
      runs.push({ run, start: volumes, labels: [] });
    }
    runs.at(-1)!.labels.push(label);
    volumes++;
  }
  return runs;
}

/**
 * The number that stands for each label: two files that say the same in words and in numbers.
 *
 * @throws FormatError where they do not
 */
export function labelCodes(
  words: readonly LabelledRun[],
  numbers: readonly LabelledRun[],
  file: string,
): ReadonlyMap<string, number> {
  const codes = new Map<string, number>();
  const all = numbers.flatMap(({ run, labels }) => labels.map((code) => ({ run, code: Number(code) })));
  const volumes = words.reduce((sum, { labels }) => sum + labels.length, 0);
  if (all.length !== volumes) {
    throw new FormatError({ file, place: "lines", expected: `${volumes} volumes`, found: String(all.length) });
  }
  for (const { run, start, labels } of words) {
    for (const [index, label] of labels.entries()) {
      const { run: otherRun, code } = all[start + index]!;
      const known = codes.get(label) ?? code;
      if (otherRun === run && Number.isInteger(code) && known === code) codes.set(label, code);
      else {
        const expected = `${known} ${run}, as elsewhere for ${label}`;
        throw new FormatError({ file, place: `line ${start + index + 1}`, expected, found: `${code} ${otherRun}` });
      }
    }
  }
  return codes;
}
