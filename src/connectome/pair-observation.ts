import { percentile } from "../stats/percentile.js";

/** One annotation's part of a layer: what it lists, and the cells that occur in it. */
export interface AnnotationLayer {
  readonly cells: ReadonlySet<string>;
  /** The part of the animal that was seen; null for all of it. */
  readonly region: string | null;
  /** By pair; null where the source gives no weight. */
  readonly weights: ReadonlyMap<string, number | null>;
}

/** What a family, or an observation of several families, says of a pair of cells. */
export interface PairObservation {
  readonly annotationsAble: number;
  readonly annotationsPresent: number;
  readonly isPresent: boolean;
  /** Whether it is absent, and all that could show it saw parts of the animal in which nobody saw the pair. */
  readonly isOutside: boolean;
  /** Median of the listed weights; null where none is listed. */
  readonly weight: number | null;
}

/**
 * What the annotations of one family say of a pair. It is present where at least as many list it as lack it. Among
 * those that lack it, an annotation of a part of the animal votes only where another of that part lists the pair: the
 * tail says nothing of a connection in the head.
 *
 * @param seenIn regions in which an annotation of any family lists the pair
 */
export function observeFamily(
  layer: readonly AnnotationLayer[],
  { key, pre, post }: { readonly key: string; readonly pre: string; readonly post: string },
  seenIn: ReadonlySet<string | null>,
): PairObservation {
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
    weight: medianOf(weights),
  };
}

/**
 * What several families that share images say of a pair, each a reading of its own: present where at least as many of
 * them have it as lack it. A family that looked elsewhere has no vote.
 */
export function joinFamilies(families: readonly PairObservation[]): PairObservation {
  const able = families.filter(({ annotationsAble }) => annotationsAble > 0);
  const present = able.filter(({ isPresent }) => isPresent);
  const against = able.filter((family) => !family.isPresent && !family.isOutside);
  const sum = (of: (family: PairObservation) => number) => able.reduce((total, family) => total + of(family), 0);
  return {
    annotationsAble: sum(({ annotationsAble }) => annotationsAble),
    annotationsPresent: sum(({ annotationsPresent }) => annotationsPresent),
    isPresent: present.length > 0 && present.length >= against.length,
    isOutside: able.every(({ isOutside }) => isOutside),
    weight: medianOf(present.flatMap(({ weight }) => (weight === null ? [] : [weight]))),
  };
}

function medianOf(weights: readonly number[]): number | null {
  return weights.length === 0 ? null : percentile(weights, 50);
}
