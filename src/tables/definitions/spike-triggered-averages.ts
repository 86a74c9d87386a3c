import { defineTable, optional, required } from "../definition.js";

export const spikeTriggeredAverages = defineTable({
  name: "spike_triggered_averages",
  version: 1,
  grain: "one channel of a recording around the events of one label",
  key: ["dataset_id", "recording_id", "channel_index", "event_kind", "label"],
  partition: "analysis_id",
  columns: {
    dataset_id: required("string", "The dataset of the recording."),
    recording_id: required("string", "The recording."),
    channel_index: required("int32", "The channel that is averaged."),
    name: optional("string", "Canonical name of the channel."),
    quantity: required("string", "What the numbers are."),
    unit: optional("string", "Unit of the numbers; 1 for none."),
    event_kind: required("string", "Kind of the events."),
    label: required("string", "Their label, for example the unit that fired; the kind where they have none."),
    n_events: required("int32", "Events with a whole window."),
    n_left_out: required("int32", "Events whose window leaves the channel."),
    channel_mean: optional("float64", "Mean of the whole channel."),
    highest: optional("float64", "Largest of the average; null where there is no event."),
    highest_lag_s: optional("float64", "Where it is, seconds before the event."),
    lowest: optional("float64", "Smallest of the average."),
    lowest_lag_s: optional("float64", "Where it is, seconds before the event."),
    lags_s: required("list<float64>", "Lags, falling; above 0 the channel comes before the event."),
    average: required("list<float64>", "Mean over events, one per lag; null where the channel lacks samples."),
  },
});
