import type { Manifest, ManifestFile } from "../../manifest/schema.js";
import type { TableBatch } from "../../tables/batch.js";
import { addNeurons } from "../add-neurons.js";
import { blockOfTraces } from "../block-of-traces.js";
import { channelCollector } from "../channel-collector.js";
import { chooseQuantity } from "../choose-quantity.js";
import type { ReadDataset } from "../dataset.js";
import { clockBatch, mainClock, stampedDuration } from "../imaging-clock.js";
import { isPositiveNumber, manifestFact } from "../manifest-fact.js";
import { type ReportFinding, readFoundRecordings } from "../read-recordings.js";
import { recordingRow } from "../recording-row.js";
import { reportSamples } from "../report-samples.js";
import { foundWorms } from "./found-worms.js";
import { describingColumns, neuronColumn, readWorm, type Worm } from "./read-worm.js";

export { readPublished } from "./read-published.js";

/**
 * Reads the CSV files of an archive, or loose ones: a worm per file, a neuron per row, all frames. The files carry no
 * times: those of the tables are nominal, frame × `nominal_step_s` of the manifest. `source_index` is the row from 1.
 */
export const read: ReadDataset = async function* (manifest, files, options) {
  const quantity = chooseQuantity(manifest, options.quantity);
  const stepS = manifestFact(manifest, "nominal_step_s", "a positive number", isPositiveNumber);
  yield* readFoundRecordings(manifest, files, options, async (entry, source) => {
    const worms = await foundWorms(source);
    const recordings = worms.map(({ recordingId, place, open }) => ({
      recordingId,
      read: async (report: ReportFinding) => {
        const worm = await readWorm(await open(), options.signal);
        return wormTables({ manifest, entry, recordingId, quantity, worm, stepS, place }, report);
      },
    }));
    return { recordings };
  });
};

interface Source {
  readonly manifest: Manifest;
  readonly entry: ManifestFile;
  readonly recordingId: string;
  readonly quantity: Manifest["quantities"][number];
  readonly worm: Worm;
  readonly stepS: number;
  readonly place: string;
}

function wormTables(source: Source, report: ReportFinding): readonly TableBatch[] {
  const { manifest, entry, recordingId, quantity, worm, stepS, place } = source;
  const { frames } = worm;
  const where = { source_file: entry.path, place };
  const traces = worm.rows.map(({ values }) => values);
  const block = blockOfTraces(traces, { file: entry.path, place });
  reportSamples(block, report, where);
  reportColumns(worm, where, report);
  const found = "none, and no rate";
  const action = `times are nominal: frame × ${stepS} s`;
  report({ ...where, rule: "nominal-clock", severity: "repair", expected: "time stamps", found, action });
  const timeS = frames.map((frame) => (frame - frames[0]!) * stepS);
  const isRegular = frames.every((frame, index) => frame - frames[0]! === index);
  const samplingRateHz = isRegular ? 1 / stepS : null;
  const channels = channelCollector(recordingId, { samplingRateHz, timeOf: (sample) => timeS[sample]! });
  const labels = worm.neurons.map((label) => (label.trim() === "" ? undefined : { label }));
  addNeurons(channels, block, labels, quantity, 1);
  const row = recordingRow(manifest, entry, {
    recording_id: recordingId,
    subject_id: recordingId,
    sampling_rate_hz: samplingRateHz,
    n_samples: frames.length,
    n_channels: channels.count(),
    duration_s: isRegular ? frames.length * stepS : stampedDuration(timeS),
  });
  const clock = isRegular ? [] : [clockBatch(recordingId, [{ name: mainClock, timeS }])];
  return [row, channels.channels(), ...clock, ...channels.signals()];
}

function reportColumns(
  { descriptions }: Worm,
  where: { readonly source_file: string; readonly place: string },
  report: ReportFinding,
): void {
  const others = descriptions.filter((name) => name !== neuronColumn).map((name) => name || "(no name)");
  if (descriptions.length !== describingColumns) {
    const expected = `${describingColumns} columns before the frames`;
    const found = `${descriptions.length}`;
    report({ ...where, rule: "description-columns", severity: "note", expected, found, action: "read all the same" });
  }
  if (others.length === 0) return;
  const found = others.join(", ");
  const action = "in no table: their meaning is not documented";
  report({ ...where, rule: "not-read", severity: "note", found, action });
}
