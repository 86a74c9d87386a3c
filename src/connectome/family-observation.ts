import { percentile } from "../stats/percentile.js";

/** One annotation's part of a layer: what it lists, and the cells that occur in it. */
export interface AnnotationLayer {
  readonly cells: ReadonlySet<string>;
  /** The part of the animal that was seen; null for all of it. */
  readonly region: string | null;
  /** By pair; null where the source gives no weight. */
  readonly weights: ReadonlyMap<string, number | null>;
}

/** What one independent observation says of a pair of cells. */
export interface FamilyObservation {
  readonly annotationsAble: number;
  readonly annotationsPresent: number;
  readonly isPresent: boolean;
  /** Whether it is absent, and all that could show it saw parts of the animal in which nobody saw the pair. */
  readonly isOutside: boolean;
  /** Median of the listed weights; null where none is listed. */
  readonly weight: number | null;
}

/**
 * What the annotations of one family, taken as one observation, say of a pair. It is present where at least as many
 * list it as lack it. Among those that lack it, an annotation of a part of the animal votes only where another of that
 * part lists the pair: the tail says nothing of a connection in the head.
 *
 * @param seenIn regions in which an annotation of any family lists the pair
 */
export function observe(
  layer: readonly AnnotationLayer[],
  { key, pre, post }: { readonly key: string; readonly pre: string; readonly post: string },
  seenIn: ReadonlySet<string | null>,
): FamilyObservation {
  const able = layer.filter(({ cells }) => cells.has(pre) && cells.has(post));
  const listed = able.filter(({ weights }) => weights.has(key));
  const regions = new Set(listed.map(({ region }) => region));
  const against = able.filter(({ weights, region }) => !weights.has(key) && (region === null || regions.has(region)));
  const weights = listed.map((one) => one.weights.get(key)!).filter((weight) => weight !== null);
  const isPresent = listed.length > 0 && listed.length >= against.length;
  return {
    annotationsAble: able.length,
    annotationsPresent: listed.length,
    isPresent,
    isOutside: !isPresent && able.every(({ region }) => region !== null && !seenIn.has(region)),
    weight: weights.length === 0 ? null : percentile(weights, 50),
  };
}
