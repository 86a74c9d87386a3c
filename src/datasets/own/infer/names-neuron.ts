import { resolveNeuron } from "../../../identities/resolve-neuron.js";
import { headerLabel } from "../header-label.js";

/** True for a text that names a neuron, or a class of them. */
export function namesNeuron(text: string): boolean {
  return text.length <= 100 && resolveNeuron(headerLabel(text).label).rule !== "unknown";
}
