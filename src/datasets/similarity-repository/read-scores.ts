import { FormatError } from "../../errors.js";
import { readCsv } from "../../formats/csv.js";
import { parseNumber } from "../../formats/parse-number.js";
import { batchOf } from "../../tables/batch.js";
import type { ReadPart } from "../rdms/dataset-part.js";

/**
 * A table with a row per package and a column per measure; empty fields are measures that a package does not have.
 *
 * @throws FormatError for a package that is named twice or not at all, and for fields that are no finite number
 */
export const readScores: ReadPart = async (source, { part, signal }) => {
  const { columns, rows } = await readCsv(source, signal ? { signal } : {});
  const fail = (place: string, expected: string, found: string) =>
    new FormatError({ file: source.name, place, expected, found: JSON.stringify(found.slice(0, 60)) });
  const [set_x = "x", set_y = "y"] = (part.about.response_sets ?? "").split(" ");
  const seen = new Set<string>();
  const scores = rows.flatMap(({ line, fields }) => {
    const [implementation = "", ...values] = fields;
    if (implementation === "" || seen.has(implementation)) {
      throw fail(`line ${line}`, "a package that was not named before", implementation);
    }
    seen.add(implementation);
    return values.flatMap((field, index) => {
      const value = parseNumber(field);
      if (value === null) return [];
      const measure = columns[index + 1]!;
      if (value === undefined || !Number.isFinite(value)) throw fail(`line ${line}, ${measure}`, "a number", field);
      return [{ implementation, measure, set_x, set_y, value, source_file: part.file }];
    });
  });
  if (scores.length === 0) throw fail("values", "at least one number", "");
  return { stimuli: [], batches: [batchOf("similarity_scores", scores)] };
};
