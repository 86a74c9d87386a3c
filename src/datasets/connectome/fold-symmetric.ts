import { compareCodePoints } from "../../bytes/compare-code-points.js";
import { type CombinedEdge, mergeAttributes } from "./combine-edges.js";
import { cellKey } from "./named-edge.js";

/** How a source lists connections without a direction. */
export type PairListing =
  /** Each pair once, in whichever order. */
  | "once"
  /** Each pair in both orders; a missing order is unknown. */
  | "both"
  /** As a square matrix that should be symmetric; a missing entry is a zero. */
  | "matrix";

/** A connection without direction: `pre` comes before `post` by code point. */
export interface FoldedEdge extends CombinedEdge {
  readonly forward: number | null;
  readonly backward: number | null;
  /** Whether the two directions differ; null where only one of them is stated. */
  readonly asymmetric: boolean | null;
}

/**
 * Folds both directions of a pair into one edge. Its weight is the larger of the two, both stay beside it. A cell
 * joined with itself has one value, which is both directions.
 */
export function foldSymmetric(edges: readonly CombinedEdge[], listing: PairListing): readonly FoldedEdge[] {
  const pairs = new Map<string, { forward?: CombinedEdge; backward?: CombinedEdge }>();
  for (const edge of edges) {
    const [pre, post] = [cellKey(edge.pre), cellKey(edge.post)];
    const isForward = compareCodePoints(pre, post) <= 0;
    const { kind, transmitter, receptor } = edge.source;
    const ends = isForward ? [pre, post] : [post, pre];
    const key = JSON.stringify([kind, ...ends, transmitter ?? null, receptor ?? null]);
    const pair = pairs.get(key) ?? {};
    pair[isForward ? "forward" : "backward"] = edge;
    pairs.set(key, pair);
  }
  return [...pairs.values()].map(({ forward, backward }) => folded(forward, backward, listing));
}

function folded(
  forward: CombinedEdge | undefined,
  backward: CombinedEdge | undefined,
  listing: PairListing,
): FoldedEdge {
  const first = forward ?? turned(backward!);
  const isSelf = cellKey(first.pre) === cellKey(first.post);
  const absent = listing === "matrix" ? 0 : null;
  const there = forward ? forward.source.weight : absent;
  const back = isSelf ? there : backward ? backward.source.weight : absent;
  const weight = there === null ? back : back === null ? there : Math.max(there, back);
  const attributes = mergeAttributes(first.source.attributes, forward && backward?.source.attributes);
  return {
    ...first,
    source: { ...first.source, weight, ...(attributes && { attributes }) },
    forward: there,
    backward: back,
    asymmetric: there === null || back === null ? null : there !== back,
  };
}

function turned(edge: CombinedEdge): CombinedEdge {
  const { source, pre, post } = edge;
  return { ...edge, source: { ...source, pre: source.post, post: source.pre }, pre: post, post: pre };
}
