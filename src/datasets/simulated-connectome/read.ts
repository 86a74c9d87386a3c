import { SchemaError } from "../../errors.js";
import { celegansNeurons, type Neuron } from "../../identities/neurons.js";
import { createRandom } from "../../random/create-random.js";
import { batchOf } from "../../tables/batch.js";
import type { Row } from "../../tables/tables.js";
import type { ReadDataset } from "../dataset.js";

/** What the manifest's fact `model` says. */
interface WiringModel {
  readonly seed: string;
  /** Neurons whose cell body lies nearer to the tip of the head than this take part. */
  readonly head_um: number;
  /** Chance of a chemical edge between two cell bodies at one place, and of a gap junction. */
  readonly chemical_chance: number;
  readonly gap_chance: number;
  /** Distance over which the chances fall to 1/e. */
  readonly reach_um: number;
  /** Mean number of synapses of an edge. */
  readonly mean_synapses: number;
}

const names = ["head_um", "chemical_chance", "gap_chance", "reach_um", "mean_synapses"] as const;

/**
 * Draws one annotation of the wiring from the model in the manifest's fact `model`: edges between neurons of the head, the
 * rarer the further apart their cell bodies lie. No file is read, and no connection stands for one of an animal; the
 * annotation says so in its title, edition, method and source, and a finding says it once more.
 * Throws a {@link SchemaError} where the model is not sound.
 */
export const read: ReadDataset = async function* (manifest) {
  const model = checkedModel(manifest.facts.model?.value, manifest.id);
  const connectome_id = "simulated_head";
  const edges = drawnEdges(model).map((edge, edge_index): Row<"edges"> => {
    const { pre, post, kind, weight } = edge;
    const symmetric = kind === "gap";
    return {
      ...{ connectome_id, edge_index, pre, post, pre_kind: "neuron", post_kind: "neuron", kind, weight, symmetric },
      ...{ weight_unit: "simulated synapses", transmitter: null, receptor: null, q_value: null, q_equivalence: null },
      ...{ weight_forward: symmetric ? weight : null, weight_backward: symmetric ? weight : null },
      ...{ asymmetric: symmetric ? false : null, self_loop: false, listed: true },
      ...{ pre_source: pre, post_source: post, attributes: null },
    };
  });
  const cells = new Set(edges.flatMap(({ pre, post }) => [pre, post])).size;
  const origin = `simulated with seed ${model.seed}`;
  yield batchOf("connectomes", [
    {
      ...{ connectome_id, title: "Simulated wiring of the head (no animal)", edition: origin, family: "simulated" },
      ...{ method: "simulation", region: "head", weight_unit: "simulated synapses" },
      ...{ n_cells: cells, n_neurons: cells, n_listed: cells, n_edges: edges.length },
      ...{ source_file: origin, licence: manifest.licence.spdx, citation: manifest.title },
    },
  ]);
  yield batchOf("edges", edges);
  const found = "no measurement: every edge was drawn from a stated model";
  const action = "labelled as simulated in every table";
  const place = { source_file: origin, place: connectome_id, rule: "simulated-data", severity: "note" as const };
  yield batchOf("findings", [{ finding_index: 0, ...place, found, action }]);
};

interface DrawnEdge {
  readonly pre: string;
  readonly post: string;
  readonly kind: "chemical" | "gap";
  readonly weight: number;
}

function drawnEdges(model: WiringModel): readonly DrawnEdge[] {
  const random = createRandom(model.seed);
  const isInHead = (neuron: Neuron) =>
    neuron.positionUm !== null && neuron.slot !== null && neuron.positionUm[0] < model.head_um;
  const neurons = celegansNeurons.filter(isInHead);
  const edges: DrawnEdge[] = [];
  // a geometric number of synapses, at least one
  const weight = () => 1 + Math.floor(Math.log(1 - random.uniform()) / Math.log(1 - 1 / model.mean_synapses));
  for (const pre of neurons) {
    for (const post of neurons) {
      if (pre === post) continue;
      const near = Math.exp(-distance(pre, post) / model.reach_um);
      if (random.uniform() < model.chemical_chance * near) {
        edges.push({ pre: pre.name, post: post.name, kind: "chemical", weight: weight() });
      }
      if (pre.name < post.name && random.uniform() < model.gap_chance * near) {
        edges.push({ pre: pre.name, post: post.name, kind: "gap", weight: weight() });
      }
    }
  }
  return edges;
}

function distance(one: Neuron, other: Neuron): number {
  return Math.hypot(...one.positionUm!.map((value, axis) => value - other.positionUm![axis]!));
}

function checkedModel(value: unknown, file: string): WiringModel {
  const model = (value ?? {}) as Readonly<Record<string, unknown>>;
  const isSound = (name: string) => typeof model[name] === "number" && Number.isFinite(model[name]) && model[name] > 0;
  const issues = names.filter((name) => !isSound(name)).map((name) => `facts.model.${name}: expected a number above 0`);
  if (typeof model.seed !== "string") issues.push("facts.model.seed: expected text");
  if (Number(model.mean_synapses) <= 1) issues.push("facts.model.mean_synapses: expected a number above 1");
  if (issues.length > 0) throw new SchemaError({ file, issues });
  return model as unknown as WiringModel;
}
