import { cellKey, type NamedEdge } from "./named-edge.js";
import type { SourceEdge } from "./source-edge.js";

/** Rows of one ordered pair, joined: weights added, attributes merged; names, place and kind are those of the first. */
export interface CombinedEdge extends NamedEdge {
  /** Rows of the source that became it. */
  readonly count: number;
  /** Where the second of them stands. */
  readonly again?: string | undefined;
}

/** Joins rows that state the same connection: same kind, transmitter and receptor, and the same ordered pair of cells. */
export function combineEdges(edges: readonly NamedEdge[]): readonly CombinedEdge[] {
  const combined = new Map<string, CombinedEdge>();
  for (const edge of edges) {
    const { kind, transmitter, receptor } = edge.source;
    const key = JSON.stringify([kind, cellKey(edge.pre), cellKey(edge.post), transmitter ?? null, receptor ?? null]);
    const before = combined.get(key);
    combined.set(key, before ? joined(before, edge) : { ...edge, count: 1 });
  }
  return [...combined.values()];
}

function joined(before: CombinedEdge, { source }: NamedEdge): CombinedEdge {
  const attributes = mergeAttributes(before.source.attributes, source.attributes);
  const weight = addWeights(before.source.weight, source.weight);
  const { place } = source;
  return {
    ...before,
    source: { ...before.source, weight, ...(attributes && { attributes }) },
    count: before.count + 1,
    again: before.again ?? place,
  };
}

function addWeights(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : a + b;
}

type Attributes = NonNullable<SourceEdge["attributes"]>;

/** Numbers of one name are added, other values that differ are joined as text. */
export function mergeAttributes(a: Attributes | undefined, b: Attributes | undefined): Attributes | undefined {
  if (!a || !b) return a ?? b;
  const merged = { ...a };
  for (const [name, value] of Object.entries(b)) {
    const before = merged[name] ?? null;
    if (before === null) merged[name] = value;
    else if (typeof before === "number" && typeof value === "number") merged[name] = before + value;
    else if (value !== null && !String(before).split("; ").includes(String(value)))
      merged[name] = `${before}; ${value}`;
  }
  return merged;
}
