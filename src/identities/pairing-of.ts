import { neuronByName } from "./neurons.js";

/** How two neurons or classes are related, as `correlation_summaries` says it. */
export type Pairing = "same-class" | "same-side" | "opposite-side" | "other";

/** Members of one class, different classes on one side or on two, or `other` where a side is not known or has none. */
export function pairingOf(nameA: string, nameB: string): Pairing {
  const [a, b] = [neuronByName(nameA), neuronByName(nameB)];
  if ((a?.neuronClass ?? nameA) === (b?.neuronClass ?? nameB)) return "same-class";
  if (!a?.side || !b?.side) return "other";
  return a.side === b.side ? "same-side" : "opposite-side";
}
