import { openRequired } from "../../bytes/file-set.js";
import { FormatError } from "../../errors.js";
import { openWav } from "../../formats/wav.js";
import { blockOfTraces } from "../block-of-traces.js";
import { channelCollector } from "../channel-collector.js";
import { chooseQuantity } from "../choose-quantity.js";
import type { ReadDataset } from "../dataset.js";
import { isPositiveNumber, manifestFact } from "../manifest-fact.js";
import { openFileOfRecording } from "../open-file-of-recording.js";
import { readRecordings } from "../read-recordings.js";
import { recordingRow } from "../recording-row.js";
import { reportOutsideSpikes } from "../report-outside-spikes.js";
import { reportSamples } from "../report-samples.js";
import { spikeEvents } from "../spike-events.js";
import { eventBatch } from "../state-events.js";
import { readTrials } from "./read-trials.js";

/**
 * Reads each song as a recording: the sound as one channel of kind stimulus, the spikes of all trials as events whose
 * `sequence_id` is the trial, from 1. Trials repeat the song: their times all count from its beginning. How many trials a
 * song has is a fact of the manifest.
 */
export const read: ReadDataset = async function* (manifest, files, options) {
  const quantity = chooseQuantity(manifest, options.quantity);
  const trials = manifestFact(manifest, "trials", "a positive number", isPositiveNumber);
  yield* readRecordings(manifest, options, async (recordingId, entry, report) => {
    const wav = await openWav(await openRequired(files, entry.path), options);
    if (wav.channels !== 1) {
      const found = `${wav.channels} channels`;
      throw new FormatError({ file: entry.path, place: "WAV chunk fmt", expected: "one channel", found });
    }
    const other = await openFileOfRecording(manifest, files, "spikes", recordingId);
    const spikes = await readTrials(other, trials, options);
    const place = "WAV samples";
    const block = blockOfTraces([await wav.read({}, options)], { file: entry.path, place });
    reportSamples(block, report, { source_file: entry.path, place });
    const { frames, samplingRateHz } = wav;
    const timeOf = (sample: number) => sample / samplingRateHz;
    const channels = channelCollector(recordingId, { samplingRateHz, timeOf });
    const named = { name: quantity.name, quantity: quantity.name, unit: quantity.unit };
    channels.add({ kind: "stimulus", ...named }, block.traces[0]!);
    const row = recordingRow(manifest, entry, {
      recording_id: recordingId,
      task: "song",
      animal_group: manifest.id,
      sampling_rate_hz: samplingRateHz,
      n_samples: frames,
      n_channels: channels.count(),
      duration_s: frames / samplingRateHz,
    });
    const events = spikes.flatMap((times, trial) =>
      spikeEvents(
        times.map((time) => time / 1000),
        { sequence_id: String(trial + 1) },
      ),
    );
    const onsets = events.map(({ onset_s }) => onset_s);
    reportOutsideSpikes(onsets, frames / samplingRateHz, report, { source_file: other.name, place: "lines" });
    return [row, channels.channels(), ...channels.signals(), eventBatch(recordingId, events)];
  });
};
