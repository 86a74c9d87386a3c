import { addNeurons } from "../add-neurons.js";
import { channelCollector } from "../channel-collector.js";
import { chooseQuantity } from "../choose-quantity.js";
import type { ReadDataset } from "../dataset.js";
import { isPositiveNumber, isRecord, isTextRecord, manifestFact } from "../manifest-fact.js";
import { npyTraces } from "../npy-traces.js";
import { fileOfRecording, type ReadRecording, readRecordings } from "../read-recordings.js";
import { recordingRow } from "../recording-row.js";
import { reportSamples } from "../report-samples.js";
import { eventBatch, stateEvents } from "../state-events.js";
import { columnLabels } from "./column-labels.js";
import { frameStates } from "./frame-states.js";
import { neuronColumns } from "./neuron-columns.js";
import { npzMember } from "./npz-member.js";

export { readPublished } from "./read-published.js";

type StatesByWorm = Readonly<Record<string, readonly string[]>>;

/**
 * Reads the NumPy export of the five worms: all traces (member `arr_0`, time × neuron), at T / 1080 frames per second;
 * states (member `b`) as events, a run of one state each. Which column is which neuron, the state codes, their shift
 * against the traces and the states of the first frames are facts of the manifest, since no file carries them in a
 * form that can be read.
 */
export const read: ReadDataset = async function* (manifest, files, options) {
  const quantity = chooseQuantity(manifest, options.quantity);
  const seconds = manifestFact(manifest, "recording_seconds", "a positive number", isPositiveNumber);
  const columns = neuronColumns(manifest);
  const groups = manifestFact(manifest, "animal_group", "a group per worm", isTextRecord);
  const codes = manifestFact(manifest, "state_codes", "a state per code", isTextRecord);
  const shift = manifestFact(manifest, "state_shift_frames", "a positive number", isPositiveNumber);
  const first = manifestFact(manifest, "first_states", "states per worm", isStatesByWorm);

  const readOne: ReadRecording = async (recordingId, entry, report) => {
    const array = await npzMember(files, entry.path, "arr_0");
    const block = await npyTraces(array, entry.path, "member arr_0", options.signal);
    reportSamples(block, report, { source_file: entry.path, place: "member arr_0" });
    const frames = block.traces[0]!.length;
    const rateHz = frames / seconds;
    const labels = columnLabels(columns[recordingId] ?? {}, block.traces.length, entry.path, report);
    const channels = channelCollector(recordingId, { samplingRateHz: rateHz, timeOf: (sample) => sample / rateHz });
    addNeurons(channels, block, labels, quantity);
    const row = recordingRow(manifest, entry, {
      recording_id: recordingId,
      subject_id: recordingId,
      task: "immobilised, no stimulus",
      condition: "wild type, NoStim",
      animal_group: groups[recordingId] ?? null,
      sampling_rate_hz: rateHz,
      n_samples: frames,
      n_channels: channels.count(),
      duration_s: frames / rateHz,
    });
    const stateFile = fileOfRecording(manifest, "states", recordingId);
    if (!stateFile) return [row, channels.channels(), ...channels.signals()];
    const coding = { file: stateFile.path, codes, shift, first: first[recordingId] };
    const states = await frameStates(await npzMember(files, stateFile.path, "b"), frames, coding);
    const unknown = states.filter((state) => state === null).length;
    if (unknown > 0) {
      const found = `no state for the first ${unknown} frames`;
      const place = "member b";
      const action = "no event covers them";
      report({ source_file: stateFile.path, place, rule: "frames-without-state", severity: "note", found, action });
    }
    const events = eventBatch(
      recordingId,
      stateEvents(states, (frame) => frame / rateHz),
    );
    return [row, channels.channels(), events, ...channels.signals()];
  };
  yield* readRecordings(manifest, options, readOne);
};

function isStatesByWorm(value: unknown): value is StatesByWorm {
  const isStates = (states: unknown) =>
    Array.isArray(states) && states.every((state: unknown) => typeof state === "string");
  return isRecord(value) && Object.values(value).every(isStates);
}
