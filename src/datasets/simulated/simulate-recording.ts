import type { RandomSource } from "../../random/random-source.js";
import { batchOf, type TableBatch } from "../../tables/batch.js";
import type { Row } from "../../tables/tables.js";
import type { SimulatedModel } from "./model.js";
import { simulateTrace, simulateVelocity } from "./simulate-trace.js";
import { type StateBout, stateAtSamples, stateChain } from "./state-chain.js";

/** What stands in `modality` and `condition` of every simulated recording. */
const simulatedModality = "simulated-calcium-imaging";

interface PlantedNeuron {
  readonly name: string | null;
  readonly label: string | null;
  readonly neuronClass: string | null;
  readonly gain: Readonly<Record<string, number>>;
}

/**
 * One simulated recording as batches of recordings, channels, signals and events. The stream of random numbers is
 * derived per part from `random`, so that a recording does not depend on the others. A stretch of 5 % of the last
 * named trace is missing, as where a neuron was lost by a tracker.
 */
export function simulateRecording(
  model: SimulatedModel,
  recordingId: string,
  random: RandomSource,
  licence: string | null,
): readonly TableBatch[] {
  const bouts = stateChain(model, random.derive("states"));
  const states = stateAtSamples(bouts, model.samples);
  const neurons = plantedNeurons(model, random.derive("neurons"));
  const traces = neurons.map(({ gain }, index) => simulateTrace(states, gain, model, random.derive("trace", index)));
  const lost = neurons.findLastIndex(({ name }) => name !== null);
  const gap = Math.floor(model.samples / 2);
  traces[lost]?.fill(Number.NaN, gap, gap + Math.ceil(model.samples / 20));
  const velocity = simulateVelocity(states, model, random.derive("velocity"));
  const channels = [
    ...neurons.map((neuron, index) => neuronChannel(model, recordingId, neuron, index)),
    velocityChannel(model, recordingId, neurons.length),
  ];
  return [
    batchOf("recordings", [recordingRow(model, recordingId, channels.length, licence)]),
    batchOf("channels", channels),
    batchOf(
      "signals",
      [...traces, velocity].map((values, channel_index) => ({
        recording_id: recordingId,
        channel_index,
        chunk_index: 0,
        start_sample: 0,
        start_s: 0,
        values,
      })),
    ),
    batchOf("events", stateEvents(model, recordingId, bouts)),
  ];
}

function plantedNeurons(model: SimulatedModel, random: RandomSource): readonly PlantedNeuron[] {
  const planted: PlantedNeuron[] = [];
  for (const { neuron_class, members, gain } of model.neurons) {
    for (const name of members) {
      const labelled = random.uniform() < model.labelled_share;
      const identity = labelled ? { name, label: name, neuronClass: neuron_class } : unlabelled;
      // members of a class share its drive, not its exact strength
      planted.push({ ...identity, gain: scaled(gain, 1 + 0.15 * random.normal()) });
    }
  }
  for (let index = 0; index < model.unlabelled; index++) {
    const gain = Object.fromEntries(Object.keys(model.states).map((state) => [state, 0.25 * random.normal()]));
    planted.push({ ...unlabelled, gain });
  }
  return planted;
}

const unlabelled = { name: null, label: null, neuronClass: null } as const;

function scaled(gain: Readonly<Record<string, number>>, factor: number): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(gain).map(([state, value]) => [state, value * factor]));
}

function recordingRow(
  model: SimulatedModel,
  recordingId: string,
  n_channels: number,
  licence: string | null,
): Row<"recordings"> & Record<string, unknown> {
  return {
    recording_id: recordingId,
    subject_id: null,
    session_id: null,
    task: "planted forward, reversal and turn states",
    run: null,
    condition: "simulated",
    modality: simulatedModality,
    animal_group: null,
    start_utc: null,
    sampling_rate_hz: model.sampling_rate_hz,
    n_samples: model.samples,
    n_channels,
    duration_s: model.samples / model.sampling_rate_hz,
    reference: null,
    highpass_hz: null,
    lowpass_hz: null,
    line_hz: null,
    source_file: `simulated with seed ${model.seed}`,
    source_sha256: null,
    licence,
  };
}

function neuronChannel(model: SimulatedModel, recording_id: string, neuron: PlantedNeuron, channel_index: number) {
  return {
    recording_id,
    channel_index,
    kind: "neuron",
    name_source: neuron.label,
    name: neuron.name,
    neuron_class: neuron.neuronClass,
    name_confidence: neuron.name === null ? null : 1,
    name_rule: neuron.name === null ? null : "planted",
    source_index: channel_index,
    quantity: "simulated_dff",
    unit: "1",
    clock: "imaging",
    sampling_rate_hz: model.sampling_rate_hz,
    status: "good",
  };
}

function velocityChannel(model: SimulatedModel, recording_id: string, channel_index: number) {
  return {
    recording_id,
    channel_index,
    kind: "behaviour",
    name_source: "velocity",
    name: "velocity",
    quantity: "velocity",
    unit: "mm/s",
    clock: "imaging",
    sampling_rate_hz: model.sampling_rate_hz,
    status: "good",
  };
}

function stateEvents(model: SimulatedModel, recording_id: string, bouts: readonly StateBout[]) {
  return bouts.map(({ state, start, end }, event_index) => ({
    recording_id,
    event_index,
    onset_s: start / model.sampling_rate_hz,
    duration_s: (end - start) / model.sampling_rate_hz,
    kind: "state",
    label: state,
  }));
}
