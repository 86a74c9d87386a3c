import { openRequired } from "../../bytes/file-set.js";
import { openMat } from "../../formats/mat.js";
import { frameClock } from "../../tables/frame-clock.js";
import { blockOfTraces } from "../block-of-traces.js";
import { channelCollector } from "../channel-collector.js";
import { chooseQuantity } from "../choose-quantity.js";
import type { ReadDataset } from "../dataset.js";
import { clockBatch } from "../imaging-clock.js";
import { isPositiveNumber, manifestFact } from "../manifest-fact.js";
import { neuronChannels } from "../neuron-channels.js";
import { readRecordings } from "../read-recordings.js";
import { recordingRow } from "../recording-row.js";
import { emptyTraceStatus, reportSamples } from "../report-samples.js";
import { readNames } from "./read-names.js";
import { readTracks } from "./read-tracks.js";

const axes = ["x", "y", "z"] as const;

/**
 * Reads tracked cells: the intensity of each as a neuron's trace, its position in each frame as three more channels,
 * and its mean position in the columns of `channels`. Neither file nor study states a frame rate, so that the clock
 * `frames` counts: one second of the tables is one frame. The size of a voxel is a fact of the manifest.
 */
export const read: ReadDataset = async function* (manifest, files, options) {
  const quantity = chooseQuantity(manifest, options.quantity);
  const voxelUm = manifestFact(manifest, "voxel_size_um", "three lengths", isThreeLengths);
  const stepS = manifestFact(manifest, "nominal_step_s", "a positive number", isPositiveNumber);
  yield* readRecordings(manifest, options, async (recordingId, entry, report) => {
    const mat = await openMat(await openRequired(files, entry.path));
    try {
      const tracks = await readTracks(mat, entry.path);
      const place = "neurons_cleaned.coords";
      const block = blockOfTraces(tracks.intensity, { file: entry.path, place });
      reportSamples(block, report, { source_file: entry.path, place });
      const identities = neuronChannels(await readNames(mat, block.traces.length, entry.path, report));
      const frames = block.traces[0]!.length;
      const timeS = Float64Array.from({ length: frames }, (_, frame) => frame * stepS);
      report({
        source_file: entry.path,
        place: "the whole file",
        rule: "unknown-rate",
        severity: "repair",
        expected: "time stamps or a frame rate",
        found: "frame numbers only",
        action: `times count frames, at ${stepS} s each; they are no seconds of the recording`,
      });
      const channels = channelCollector(recordingId, { samplingRateHz: null, timeOf: (sample) => timeS[sample]! });
      const metres = axes.map((axis, index) =>
        tracks[axis].map((track) => Float64Array.from(track, (value) => value * voxelUm[index]! * 1e-6)),
      );
      for (const [cell, identity] of identities.entries()) {
        const status = identity.status === "good" ? emptyTraceStatus(block, cell) : undefined;
        const [x_m, y_m, z_m] = metres.map((tracksOfAxis) => mean(tracksOfAxis[cell]!));
        const position = { x_m: x_m!, y_m: y_m!, z_m: z_m!, coordinate_frame: "image stack, mean over all frames" };
        const more = { source_index: cell + 1, quantity: quantity.name, unit: quantity.unit, clock: frameClock };
        channels.add({ ...identity, ...status, ...position, ...more }, block.traces[cell]!);
      }
      for (const cell of identities.keys()) {
        for (const [index, axis] of axes.entries()) {
          const names = { name: `position_${axis}_cell_${cell + 1}`, source_index: cell + 1 };
          const more = { quantity: `position_${axis}`, unit: "m", clock: frameClock };
          channels.add({ kind: "other", ...names, ...more }, Float32Array.from(metres[index]![cell]!));
        }
      }
      const row = recordingRow(manifest, entry, {
        recording_id: recordingId,
        subject_id: recordingId,
        task: "immobilised",
        sampling_rate_hz: null,
        n_samples: frames,
        n_channels: channels.count(),
        duration_s: frames * stepS,
      });
      const clock = clockBatch(recordingId, [{ name: frameClock, timeS }]);
      return [row, channels.channels(), clock, ...channels.signals()];
    } finally {
      mat.close();
    }
  });
};

/** Mean of the samples that are there; null where none is. */
function mean(values: Float64Array): number | null {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

function isThreeLengths(value: unknown): value is readonly [number, number, number] {
  return Array.isArray(value) && value.length === 3 && value.every(isPositiveNumber);
}
