import { batchOf, type TableBatch } from "../../tables/batch.js";
import type { Row } from "../../tables/tables.js";
import type { SourceStimulus } from "./stimulus-set.js";

/** What is known of all responses of a set. */
export type AboutResponses = Pick<Row<"responses">, "response_set" | "quantity" | "source_file"> &
  Partial<Pick<Row<"responses">, "unit" | "subject" | "session" | "source_place">>;

/** One response per stimulus, in the order of the stimuli, as a batch of the table `responses`. */
export function responseBatch(
  about: AboutResponses,
  stimuli: readonly SourceStimulus[],
  valuesOf: (stimulus: number) => Float64Array,
): TableBatch {
  const rows = stimuli.map(({ stimulus_id }, index) => ({
    ...{ ...about, stimulus_id },
    response_id: `${about.response_set}:${stimulus_id}`,
    values: valuesOf(index),
  }));
  return batchOf("responses", rows);
}
