/** A function of many variables and its slope, at one place. */
export interface SlopeAt {
  readonly value: number;
  readonly gradient: Float64Array;
}

/** How long {@link minimise} tries. */
export interface MinimiseOptions {
  readonly mostSteps: number;
  /** The share by which a step must lower the value to be followed by another. */
  readonly tolerance: number;
}

/** Steps whose change of slope is remembered. */
const memory = 8;

/**
 * Goes downhill by L-BFGS (Liu and Nocedal 1989, https://doi.org/10.1007/BF01589116): the direction is the slope, bent by
 * how it changed over the last steps; a step is halved until the value falls enough (Armijo), so that it never rises.
 *
 * @returns The last place, and the value at every place from the start on, falling.
 */
export function minimise<At extends SlopeAt>(
  at: (place: Float64Array) => At,
  start: Float64Array,
  { mostSteps, tolerance }: MinimiseOptions,
): { readonly place: Float64Array; readonly found: At; readonly values: Float64Array } {
  let place = start;
  let found = at(place);
  const values = [found.value];
  let past: Change[] = [];
  for (let step = 0; step < mostSteps; step++) {
    const direction = downhill(found.gradient, past);
    const slope = dot(direction, found.gradient);
    if (!(slope < 0)) break;
    // without a memory of slopes the size of the first step is anybody's guess
    const first = past.length === 0 ? 1 / Math.sqrt(dot(direction, direction)) : 1;
    const next = lineSearch(at, { place, found, direction, slope, first });
    if (!next) break;
    const change = { move: less(next.place, place), turn: less(next.found.gradient, found.gradient) };
    // where the slope turned the other way the change says nothing about a minimum
    if (dot(change.move, change.turn) > 0) past = [...past, change].slice(-memory);
    const gain = found.value - next.found.value;
    ({ place, found } = next);
    values.push(found.value);
    if (gain <= tolerance * Math.abs(found.value)) break;
  }
  return { place, found, values: Float64Array.from(values) };
}

interface Change {
  readonly move: Float64Array;
  readonly turn: Float64Array;
}

/** Minus the slope, times what the changes say of the inverse of the second derivative (two-loop recursion). */
function downhill(gradient: Float64Array, past: readonly Change[]): Float64Array {
  let direction = gradient.map((value) => -value);
  const parts: number[] = [];
  for (const { move, turn } of past.toReversed()) {
    const part = dot(move, direction) / dot(move, turn);
    parts.push(part);
    direction = direction.map((value, index) => value - part * turn[index]!);
  }
  const last = past.at(-1);
  const scale = last ? dot(last.move, last.turn) / dot(last.turn, last.turn) : 1;
  direction = direction.map((value) => value * scale);
  for (const { move, turn } of past) {
    const part = parts.pop()! - dot(turn, direction) / dot(move, turn);
    direction = direction.map((value, index) => value + part * move[index]!);
  }
  return direction;
}

/** The first place on the way, halving the step, where the value falls by a share of what the slope promises. */
function lineSearch<At extends SlopeAt>(
  at: (place: Float64Array) => At,
  from: { place: Float64Array; found: At; direction: Float64Array; slope: number; first: number },
): { readonly place: Float64Array; readonly found: At } | undefined {
  for (let length = from.first, halving = 0; halving < 40; halving++, length /= 2) {
    const place = from.place.map((value, index) => value + length * from.direction[index]!);
    const found = at(place);
    if (found.value <= from.found.value + 1e-4 * length * from.slope) return { place, found };
  }
  return undefined;
}

function less(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, index) => value - b[index]!);
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, index) => sum + value * b[index]!, 0);
}
