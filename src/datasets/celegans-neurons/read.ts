import { celegansNeurons } from "../../identities/neurons.js";
import { batchOf } from "../../tables/batch.js";
import type { ReadDataset } from "../dataset.js";

/** Gives the list of the 302 neurons that the package carries; no file is read. */
export const read: ReadDataset = async function* (manifest) {
  const rows = celegansNeurons.map((neuron) => ({
    neuron: neuron.name,
    neuron_class: neuron.neuronClass,
    side: neuron.side,
    position: neuron.position,
    type: neuron.type,
    neurotransmitter: neuron.neurotransmitter,
    neurotransmitter_source: neuron.neurotransmitterSource,
    slot: neuron.slot,
    x_um: neuron.positionUm?.[0] ?? null,
    y_um: neuron.positionUm?.[1] ?? null,
    z_um: neuron.positionUm?.[2] ?? null,
    source: manifest.id,
  }));
  yield batchOf("neurons", rows);
};
