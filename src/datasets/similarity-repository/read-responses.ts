import { FormatError } from "../../errors.js";
import { readCsv } from "../../formats/csv.js";
import { rowNumbers } from "../../formats/parse-number.js";
import type { ReadPart } from "../rdms/dataset-part.js";
import { responseBatch } from "../rdms/response-batch.js";
import { numberedStimuli } from "../rdms/stimulus-set.js";

/**
 * A table of numbers without a header: a row per stimulus, a column per channel.
 *
 * @throws FormatError for an empty file, and for fields that are no finite number
 */
export const readResponses: ReadPart = async (source, { part, signal }) => {
  const { rows } = await readCsv(source, { header: false, ...(signal && { signal }) });
  if (rows.length < 2) {
    throw new FormatError({ file: source.name, place: "rows", expected: "two or more", found: String(rows.length) });
  }
  const values = rows.map((row) => {
    const numbers = rowNumbers(source.name, row);
    const missing = numbers.findIndex((value) => !Number.isFinite(value));
    if (missing < 0) return numbers;
    const place = `line ${row.line}, field ${missing + 1}`;
    throw new FormatError({ file: source.name, place, expected: "a number", found: `${row.fields[missing]}` });
  });
  const stimuli = numberedStimuli(part.about.stimulus_set ?? part.id, rows.length);
  const { response_set = part.id, quantity = "" } = part.about;
  const about = { response_set, quantity, unit: "1", source_file: part.file };
  return { stimuli, batches: [responseBatch(about, stimuli, (index) => values[index]!)] };
};
