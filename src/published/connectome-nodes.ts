import { celegansNeurons } from "../identities/neurons.js";
import type { Row } from "../tables/tables.js";

/** Types in the order of their numbers in the product. */
const types = ["inter", "motor", "pharyngeal", "sensory"];

/**
 * The nodes of the product's graphs, as its node table has them: positions with their first two axes swapped against
 * the atlas, transmitters in two spellings. Its 1,024 node features are uninitialised memory there and are not given.
 */
export function publishedNodes(): readonly Row<"published_nodes">[] {
  return celegansNeurons.flatMap(({ slot, name, neuronClass, type, neurotransmitterSource, positionUm }) => {
    if (slot === null) return [];
    const [axis, first, second] = positionUm!;
    return [
      {
        node_index: slot,
        node_label: name,
        node_class: neuronClass,
        node_type: type,
        y: types.indexOf(type),
        neurotransmitter: neurotransmitterSource!,
        x_pos: first,
        y_pos: axis,
        z_pos: second,
      },
    ];
  });
}
