import { neuronByName } from "../identities/neurons.js";
import { groupRows } from "../tables/group-rows.js";

/**
 * Places of the names by class of neuron, for `labelShuffles`. Members of a class, left and right above all, are alike
 * in their wiring and in their activity: shuffled one by one, they would count as independent, and p would come out too
 * small. A class of which some members are absent is a smaller block; one that is alone in its size keeps its place.
 */
export function classBlocks(names: readonly string[]): readonly (readonly number[])[] {
  const places = names.map((name, place) => ({ place, neuronClass: neuronByName(name)?.neuronClass ?? name }));
  const classes = groupRows(places, ({ neuronClass }) => neuronClass);
  return [...classes.values()].map((members) => members.map(({ place }) => place));
}
