import { ArgumentError } from "../errors.js";
import type { CsrGraph } from "./csr-graph.js";

/** @throws ArgumentError for an edge whose weight is below `least`. */
export function checkWeights({ weights }: Pick<CsrGraph, "weights">, least: number): void {
  const below = weights.find((weight) => weight < least);
  if (below === undefined) return;
  const next = "leave such edges out, or take binary weights";
  throw new ArgumentError({ argument: "graph", expected: `weights from ${least}`, found: String(below), next });
}
