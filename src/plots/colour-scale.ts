/** Which colours a scale has, from its lowest to its highest value. */
export type ScaleKind = "diverging" | "sequential";

/** How numbers become colours; those beyond the ends get the colours of the ends. */
export interface ColourScale {
  readonly kind: ScaleKind;
  readonly low: number;
  readonly high: number;
}

type Rgb = readonly [red: number, green: number, blue: number];

const stops: Readonly<Record<ScaleKind, readonly Rgb[]>> = {
  // blue, near white, red: ends differ in hue and stay apart for colour-blind readers
  diverging: [
    [5, 48, 97],
    [33, 102, 172],
    [103, 169, 207],
    [209, 229, 240],
    [247, 247, 247],
    [253, 219, 199],
    [239, 138, 98],
    [178, 24, 43],
    [103, 0, 31],
  ],
  // viridis: lightness rises evenly, also for colour-blind readers and in grey
  sequential: [
    [68, 1, 84],
    [72, 40, 120],
    [62, 73, 137],
    [49, 104, 142],
    [38, 130, 142],
    [31, 158, 137],
    [53, 183, 121],
    [110, 206, 88],
    [181, 222, 43],
    [253, 231, 37],
  ],
};

/** The diverging scale from −limit to limit. */
export function symmetricScale(limit: number): ColourScale {
  return { kind: "diverging", low: -limit, high: limit };
}

/** The sequential scale from the lowest to the highest of the values that are known; from 0 to 1 where none is. */
export function sequentialScale(values: Iterable<number>): ColourScale {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low > high ? { kind: "sequential", low: 0, high: 1 } : { kind: "sequential", low, high };
}

/** A scale that holds all of the values that are known: diverging around 0 where some are below it, else sequential. */
export function scaleOf(values: Iterable<number>): ColourScale {
  const range = sequentialScale(values);
  return range.low < 0 ? symmetricScale(Math.max(-range.low, range.high)) : range;
}

/** Where a value stands on the scale, from 0 to 1; the middle where the scale holds one value only. */
export function shareOf(value: number, { low, high }: ColourScale): number {
  return low === high ? 0.5 : (Math.max(low, Math.min(high, value)) - low) / (high - low);
}

/** The colour at a share of the scale, from 0 to 1: red, green, blue. */
export function mixedColour(kind: ScaleKind, share: number): Rgb {
  const list = stops[kind];
  const place = share * (list.length - 1);
  const below = Math.min(list.length - 2, Math.floor(place));
  const [from, to] = [list[below]!, list[below + 1]!];
  const mix = (channel: 0 | 1 | 2) => Math.round(from[channel] + (place - below) * (to[channel] - from[channel]));
  return [mix(0), mix(1), mix(2)];
}

/** The colour of a value as CSS has it. */
export function colourOf(value: number, scale: ColourScale): string {
  const parts = mixedColour(scale.kind, shareOf(value, scale));
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}
