import { matMatrix } from "../../formats/mat/mat-access.js";
import type { ReadPart } from "../rdms/dataset-part.js";
import { misfit } from "../rdms/mat-rdm.js";
import { matVariables } from "../rdms/mat-variable.js";
import { responseBatch } from "../rdms/response-batch.js";
import { numberedStimuli } from "../rdms/stimulus-set.js";

/**
 * Patterns as responses: a row per condition, a column per channel.
 *
 * @throws FormatError where the part's variable is no matrix with two or more rows
 */
export const readPatterns: ReadPart = async (source, { part, signal }) => {
  const place = part.about.source_name ?? part.id;
  const [value] = await matVariables(source, [place], { signal });
  const patterns = matMatrix(value);
  if (!patterns || patterns.rows < 2) {
    throw misfit(value, "a matrix of real numbers", { file: source.name, place });
  }
  const { rows, columns, values } = patterns;
  const stimuli = numberedStimuli(part.about.stimulus_set ?? part.id, rows);
  const { response_set = part.id, quantity = "" } = part.about;
  const about = { response_set, quantity, source_file: part.file, source_place: place };
  const row = (index: number) => Float64Array.from({ length: columns }, (_, column) => values[index + column * rows]!);
  return { stimuli, batches: [responseBatch(about, stimuli, row)] };
};
