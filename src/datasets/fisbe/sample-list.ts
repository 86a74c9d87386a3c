import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import { textLines } from "../../formats/text-lines.js";
import { partsOfSampleName } from "./parts-of-sample-name.js";

export const labellings = ["completely", "partly"] as const;
export const splits = ["train", "val", "test"] as const;

/** A line of the list of samples. */
export interface ListedSample {
  readonly sample: string;
  readonly labelling: (typeof labellings)[number];
  readonly split: (typeof splits)[number];
  /** Of the file, counted from 1. */
  readonly line: number;
}

/**
 * Reads the official list of samples: sections headed `(1) samples for FlyLight completely:` and `(2) … partly:`, in each
 * the blocks `train:`, `val:`, `test:` with a name per line; blank lines separate.
 *
 * @throws FormatError, with the line, for a name before its headings, a heading of something else, a name that is none,
 *   and a sample that stands twice; for a list without samples
 */
export async function readSampleList(source: ByteSource, signal?: AbortSignal): Promise<readonly ListedSample[]> {
  const samples = new Map<string, ListedSample>();
  let labelling: ListedSample["labelling"] | undefined;
  let split: ListedSample["split"] | undefined;
  const fail = (line: number, expected: string, found: string) =>
    new FormatError({ file: source.name, place: `line ${line}`, expected, found: JSON.stringify(found.slice(0, 100)) });
  for await (const { line, text } of textLines(source, { maxLineLength: 10_000, ...(signal && { signal }) })) {
    const words = text.trim();
    if (words === "") continue;
    if (words.endsWith(":")) {
      const section = labellings.find((name) => words.toLowerCase().endsWith(` ${name}:`));
      const block = splits.find((name) => words.toLowerCase() === `${name}:`);
      if (!section && !block) throw fail(line, "a heading: … completely:, … partly:, train:, val: or test:", words);
      if (section) [labelling, split] = [section, undefined];
      else split = block;
      continue;
    }
    if (!partsOfSampleName(words)) throw fail(line, "a name such as R14A02-20180905_65_A6", words);
    if (!labelling || !split) throw fail(line, "the headings of a section and of a block first", words);
    const before = samples.get(words);
    if (before) throw fail(line, `another sample than on line ${before.line}`, words);
    samples.set(words, { sample: words, labelling, split, line });
  }
  if (samples.size > 0) return [...samples.values()];
  const expected = "samples in sections completely and partly, in blocks train, val and test";
  throw new FormatError({ file: source.name, place: "list", expected, found: "none" });
}
