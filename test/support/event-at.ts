import type { Row } from "../../src/tables/tables.js";

/** An event of a test: a moment without a label unless `more` says otherwise. */
export function eventAt(onset_s: number, more: Partial<Row<"events">> & { readonly kind: string }): Row<"events"> {
  return {
    ...{ recording_id: "r", event_index: 0, onset_s, duration_s: null, label: null, value: null, text: null },
    ...{ stimulus_file: null, stimulus_offset_s: null, sequence_id: null, word_index: null, condition: null },
    ...{ language: null, attributes: null },
    ...more,
  };
}

/** A spike of a test. */
export function spikeAt(onset_s: number, more: Partial<Row<"events">> = {}): Row<"events"> {
  return eventAt(onset_s, { kind: "spike", ...more });
}
