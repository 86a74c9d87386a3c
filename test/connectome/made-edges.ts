import { neuronByName } from "../../src/identities/neurons.js";
import type { Row } from "../../src/tables/tables.js";

/** Edges of an annotation from rows such as "AVAL AVBL chemical 2 synapses"; "?" is a name that is not settled. */
export function madeEdges(connectome: string, rows: readonly string[]): readonly Row<"edges">[] {
  return rows.map((text, index) => {
    const [pre, post, kind, weight, unit] = text.split(" ") as [string, string, Row<"edges">["kind"], string, string];
    return {
      connectome_id: connectome,
      edge_index: index,
      pre: nameOf(pre),
      post: nameOf(post),
      pre_kind: kindOf(pre),
      post_kind: kindOf(post),
      kind,
      transmitter: null,
      receptor: null,
      weight: Number(weight),
      weight_unit: unit,
      symmetric: kind === "gap",
      weight_forward: null,
      weight_backward: null,
      asymmetric: null,
      self_loop: pre === post,
      listed: kindOf(pre) === "neuron" && kindOf(post) === "neuron",
      pre_source: pre,
      post_source: post,
      q_value: null,
      q_equivalence: null,
      attributes: null,
    };
  });
}

function nameOf(word: string): string | null {
  return word === "?" ? null : word;
}

function kindOf(word: string): Row<"edges">["pre_kind"] {
  return word === "?" ? null : neuronByName(word) ? "neuron" : "muscle";
}
