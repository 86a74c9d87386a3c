import type { Matrix } from "../../linalg/provider.js";
import { type AlignedPoints, type ProcrustesAlignedOptions, procrustesAligned } from "./procrustes-aligned.js";

/** Settings of {@link alignedMaps}. */
export interface AlignedMapsOptions extends ProcrustesAlignedOptions {
  /** Each map to the aligned one before it, or all to the first. Default: previous. */
  readonly to?: "previous" | "first" | undefined;
  /** A map to which the first one is aligned. Default: the first stays as it is. */
  readonly reference?: Matrix | undefined;
}

/**
 * Maps of the same points, one after another, each laid upon the previous or the first one, so that what moves between them
 * is the arrangement and not the turn of the axes.
 *
 * @throws ArgumentError as {@link procrustesAligned}.
 */
export function alignedMaps(maps: readonly Matrix[], options: AlignedMapsOptions): readonly AlignedPoints[] {
  const { to = "previous", reference, ...rest } = options;
  const aligned: AlignedPoints[] = [];
  for (const map of maps) {
    const before = to === "first" ? aligned[0] : aligned.at(-1);
    const isFirst = aligned.length === 0;
    // without a reference the first map is laid upon itself
    aligned.push(procrustesAligned(map, isFirst ? (reference ?? map) : before!.points, rest));
  }
  return aligned;
}
