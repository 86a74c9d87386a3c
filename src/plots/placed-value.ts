import type { ColourScale } from "./colour-scale.js";
import type { Panel } from "./figure.js";

/** A number at a place. */
export interface PlacedValue {
  /** Place in metres. */
  readonly place: readonly [x: number, y: number, z: number];
  /** NaN where there is none. */
  readonly value: number;
  /** What stands there. */
  readonly label: string;
}

/** How maps of values are drawn. */
export interface ValueMapOptions {
  readonly document: Document;
  readonly width: number;
  readonly scale: ColourScale;
  /** The id of the pattern for places without a value. */
  readonly pattern: string;
  readonly heading: string;
  /** Slices of a volume at most. */
  readonly mostSlices: number;
}

/** A drawn map. */
export interface ValueMap {
  readonly panel: Panel;
  /** How places became the drawing, in words. */
  readonly words: string;
  /** Whether the pattern marks places without a value. */
  readonly isHatched: boolean;
}
