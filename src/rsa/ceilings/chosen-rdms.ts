import { ArgumentError } from "../../errors.js";
import { pairCount } from "../pair-count.js";
import { rdmVector } from "../rdm-vector.js";
import type { RdmVectors } from "../rdm-vectors.js";

/**
 * The RDMs at the given places, copied in that order.
 *
 * @throws ArgumentError for none, or a place outside the stack.
 */
export function chosenRdms(rdms: RdmVectors, places: readonly number[]): RdmVectors {
  const wrong = places.find((place) => !(Number.isInteger(place) && place >= 0 && place < rdms.nRdms));
  if (wrong !== undefined || places.length === 0) {
    const found = wrong === undefined ? "none" : String(wrong);
    throw new ArgumentError({ argument: "rdms", expected: `places below ${rdms.nRdms}`, found });
  }
  const pairs = pairCount(rdms.nConditions);
  const values = new Float64Array(places.length * pairs);
  places.forEach((place, k) => {
    values.set(rdmVector(rdms, place), k * pairs);
  });
  return { nConditions: rdms.nConditions, nRdms: places.length, values };
}
