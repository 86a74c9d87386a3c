import { matText } from "../../formats/mat/mat-access.js";
import type { Manifest, ManifestFile } from "../../manifest/schema.js";
import type { TableBatch } from "../../tables/batch.js";
import { addNeurons } from "../add-neurons.js";
import { channelCollector } from "../channel-collector.js";
import { chooseQuantity } from "../choose-quantity.js";
import { clockBatch } from "../imaging-clock.js";
import { isTextRecord, manifestFact } from "../manifest-fact.js";
import { recordingRow } from "../recording-row.js";
import { reportSamples } from "../report-samples.js";
import { eventBatch, stateEvents } from "../state-events.js";
import { animalClock, animalStamps } from "./animal-clock.js";
import { animalLabels } from "./animal-ids.js";
import type { AnimalPlace } from "./animal-place.js";
import { animalStates } from "./animal-states.js";
import { animalStimulus } from "./animal-stimulus.js";
import { animalTraces, blockOf, holdsTraces } from "./animal-traces.js";
import { commonFields, type ZimmerLayout } from "./layout.js";

/** One animal to read, and what is known about it. */
export interface AnimalRecording extends AnimalPlace {
  readonly manifest: Manifest;
  readonly entry: ManifestFile;
  readonly layout: ZimmerLayout;
  readonly recordingId: string;
  /** Name of the file without folder and ending. */
  readonly fileName: string;
  /** 0-based place of the animal in its file. */
  readonly index: number;
  /** The quantity that was asked for; else the first of the manifest that the animal has. */
  readonly quantity: string | undefined;
}

/** Reads the tables of one animal; none where it does not have the quantity that was asked for. */
export function readAnimal(recording: AnimalRecording): readonly TableBatch[] {
  const { manifest, entry, layout, recordingId, fileName, index, animal, report } = recording;
  const quantity = heldQuantity(recording);
  if (!quantity) return [];
  const traces = animalTraces(recording, layout.traces[quantity.name] ?? [], layout);
  const where = { source_file: entry.path, place: traces.place };
  if (traces.isTransposed) {
    const found = `neurons × frames (${traces.neurons} × ${traces.frames})`;
    const rule = "transposed-traces";
    report({ ...where, rule, severity: "repair", expected: "frames × neurons", found, action: "turned" });
  } else if (!traces.isConfirmed) {
    const found = `${traces.frames} × ${traces.neurons}, neither as many stamps nor as many names`;
    const action = "the first axis is taken to be time";
    report({ ...where, rule: "axes-unconfirmed", severity: "note", found, action });
  }
  const clock = animalClock(recording, animalStamps(recording, layout.time, traces.frames));
  const labels = animalLabels(recording, layout.ids, traces.neurons);
  const block = blockOf(traces, entry.path);
  reportSamples(block, report, where);
  const channels = channelCollector(recordingId, { samplingRateHz: clock.rateHz, timeOf: clock.timeOf });
  addNeurons(channels, block, labels, quantity);
  const states = animalStates(recording, traces.frames) ?? [];
  const events = [...stateEvents(states, clock.timeOf), ...animalStimulus(recording, clock)];
  const row = recordingRow(manifest, entry, {
    recording_id: recordingId,
    subject_id: matText(animal[commonFields.name])?.trim() || null,
    task: manifestFact(manifest, "task", "a task per file", isTextRecord)[fileName] ?? null,
    condition: manifestFact(manifest, "condition", "a condition per file", isTextRecord)[fileName] ?? null,
    animal_group: layout.animalGroup?.(fileName, index) ?? null,
    sampling_rate_hz: clock.rateHz,
    n_samples: traces.frames,
    n_channels: channels.count(),
    duration_s: clock.durationS,
  });
  return [
    row,
    channels.channels(),
    ...(clock.stamped ? [clockBatch(recordingId, [clock.stamped])] : []),
    ...(events.length > 0 ? [eventBatch(recordingId, events)] : []),
    ...channels.signals(),
  ];
}

/** The quantity to read; undefined, and reported, where the animal lacks the one that was asked for. */
function heldQuantity(recording: AnimalRecording): Manifest["quantities"][number] | undefined {
  const { manifest, entry, layout, place, quantity, animal, report } = recording;
  const isHeld = (name: string) => holdsTraces(animal, layout.traces[name] ?? []);
  const first = manifest.quantities.find(({ name }) => isHeld(name));
  if (quantity === undefined) return first ?? chooseQuantity(manifest, layout.published.quantity);
  if (!first || isHeld(quantity)) return chooseQuantity(manifest, quantity);
  const found = manifest.quantities.filter(({ name }) => isHeld(name)).map(({ name }) => name);
  report({
    source_file: entry.path,
    place,
    rule: "quantity-not-held",
    severity: "loss",
    expected: quantity,
    found: found.join(", "),
    action: "the recording is left out",
  });
  return undefined;
}
