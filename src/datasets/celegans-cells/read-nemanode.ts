import { FormatError } from "../../errors.js";
import { readJson } from "../../formats/json.js";
import { isRecord } from "../manifest-fact.js";
import type { ReadNodeTable, SourceCell } from "./node-table.js";
import { sortedWords } from "./words.js";

/** Letters of `typ` and `nt`, by NemaNode's own description of its data; null: unknown, or nothing. */
const types: Readonly<Record<string, string | null>> = {
  s: "sensory",
  i: "inter",
  m: "motor",
  n: "modulatory",
  b: "muscle",
  u: null,
};
const transmitters: Readonly<Record<string, string | null>> = {
  a: "ACh",
  d: "DA",
  g: "GABA",
  l: "Glu",
  o: "Octopamine",
  s: "5HT",
  t: "Tyramine",
  u: null,
  n: null,
};

/**
 * The cells of NemaNode: a JSON list of `{ name, classes, typ, nt, emb, inhead, intail }`, where each letter of `typ`
 * and `nt` is one type or transmitter, and the last three are 0 or 1.
 *
 * @throws FormatError that names the record for another shape, and for letters and flags of no known meaning
 */
export const readNemanode: ReadNodeTable = async (source, { signal }) => {
  const file = source.name;
  const list = await readJson(source, { ...(signal && { signal }) });
  if (!Array.isArray(list)) {
    throw new FormatError({ file, place: "the whole file", expected: "a list of cells", found: typeof list });
  }
  const cells = list.map((record: unknown, index): SourceCell => {
    const place = `record ${index + 1}`;
    const fail = (expected: string, found: unknown): never => {
      const text = found === undefined ? "none" : JSON.stringify(found).slice(0, 60);
      throw new FormatError({ file, place, expected, found: text });
    };
    if (!isRecord(record)) return fail("an object with name, classes, typ, nt, emb, inhead and intail", record);
    const text = (key: string): string => {
      const value = record[key];
      return typeof value === "string" && value.trim() !== "" ? value.trim() : fail(`a text in ${key}`, value);
    };
    const flag = (key: string): boolean => {
      const value = record[key];
      return value === 0 || value === 1 ? value === 1 : fail(`0 or 1 in ${key}`, value);
    };
    const words = (key: string, letters: Readonly<Record<string, string | null>>): string | null => {
      const code = [...text(key)];
      const unknown = code.find((letter) => !Object.hasOwn(letters, letter));
      if (unknown !== undefined) return fail(`letters of ${Object.keys(letters).join("")} in ${key}`, unknown);
      return sortedWords(code.map((letter) => letters[letter]!));
    };
    return {
      name_source: text("name"),
      cell_class: text("classes"),
      type: words("typ", types),
      type_source: text("typ"),
      neurotransmitter: words("nt", transmitters),
      neurotransmitter_source: text("nt"),
      embryonic: flag("emb"),
      in_head: flag("inhead"),
      in_tail: flag("intail"),
      place,
    };
  });
  return { cells };
};
