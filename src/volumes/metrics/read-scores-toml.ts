import { FormatError } from "../../errors.js";
import { readScore } from "./read-score.js";
import type { Score } from "./sample-scores.js";
import type { ScoreRecord } from "./score-record.js";

/** What a result file of the reference holds. */
export interface ReadScores {
  /** Single numbers, such as `general.FM`. */
  readonly scores: ScoreRecord;
  /** Lists, such as `general.gt_skel_coverage`. */
  readonly lists: Readonly<Record<string, readonly Score[]>>;
}

/**
 * Reads the scores of a sample as the reference evaluation writes them: a TOML file of tables, numbers and lists of
 * numbers, each in one line. Numbers may be quoted; `nan` is null.
 *
 * @param file - Its name, for errors.
 * @throws FormatError with the line that is something else, or a name that is there twice
 */
export function readScoresToml(text: string, file: string): ReadScores {
  const scores = new Map<string, Score>();
  const lists = new Map<string, readonly Score[]>();
  let table = "";
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    const place = `line ${index + 1}`;
    const header = /^\[\s*([\w.-]+)\s*\](?:\s*#.*)?$/.exec(line);
    const equals = line.indexOf("=");
    const key = /^(?:"([^"\\]*)"|'([^']*)'|([\w-]+))$/.exec(line.slice(0, Math.max(0, equals)).trim());
    if (header) table = `${header[1]}.`;
    else if (key) {
      const name = table + (key[1] ?? key[2] ?? key[3]);
      if (scores.has(name) || lists.has(name)) throw notScores(file, place, "a name once", name);
      const value = line
        .slice(equals + 1)
        .split("#", 1)[0]!
        .trim();
      if (value === "") throw notScores(file, place, "a number", line);
      if (!value.startsWith("[")) scores.set(name, readScore(value, file, place));
      else if (value.endsWith("]")) lists.set(name, itemsOf(value.slice(1, -1), file, place));
      else throw notScores(file, place, "a list that ends in its line", line);
    } else throw notScores(file, place, "[table] or name = number", line);
  }
  return { scores: Object.fromEntries(scores), lists: Object.fromEntries(lists) };
}

/** Numbers between commas; one more comma may follow the last. */
function itemsOf(list: string, file: string, place: string): readonly Score[] {
  const items = list.split(",").map((item) => item.trim());
  return (items.at(-1) === "" ? items.slice(0, -1) : items).map((item) => readScore(item, file, place));
}

function notScores(file: string, place: string, expected: string, found: string): FormatError {
  return new FormatError({ file, place, expected, found: JSON.stringify(found.slice(0, 60)) });
}
