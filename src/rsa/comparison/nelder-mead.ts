/** A point and its value. */
interface Vertex {
  readonly at: readonly number[];
  readonly value: number;
}

/** Settings of {@link nelderMead}. */
export interface NelderMeadOptions {
  /** Length of the first steps. */
  readonly step: number;
  /** Ends when no corner of the simplex is further than this from the best one. */
  readonly tolerance: number;
  /** Most steps of one descent. */
  readonly steps: number;
}

/**
 * Minimum of a function of few numbers without derivatives (Nelder and Mead 1965,
 * https://doi.org/10.1093/comjnl/7.4.308), started again at what it found until that gains nothing.
 *
 * @returns Where the least value was found, and that value; Infinity where the function has none.
 */
export function nelderMead(
  f: (at: readonly number[]) => number,
  start: readonly number[],
  options: NelderMeadOptions,
): Vertex {
  let best: Vertex = { at: start, value: f(start) };
  for (let descent = 0; descent < 5; descent++) {
    const found = descend(f, best, options);
    const isDone = !(found.value < best.value - 1e-14 * Math.abs(best.value));
    if (found.value <= best.value) best = found;
    if (isDone) break;
  }
  return best;
}

function descend(f: (at: readonly number[]) => number, start: Vertex, options: NelderMeadOptions): Vertex {
  const vertexAt = (at: readonly number[]): Vertex => ({ at, value: f(at) });
  const others = start.at.map((_, k) => vertexAt(start.at.map((value, i) => (i === k ? value + options.step : value))));
  let simplex = byValue([start, ...others]);
  for (let step = 0; step < options.steps && spread(simplex) > options.tolerance; step++) {
    const best = simplex[0]!;
    const worst = simplex.at(-1)!;
    const rest = simplex.slice(0, -1);
    const centre = start.at.map((_, k) => rest.reduce((sum, { at }) => sum + at[k]!, 0) / rest.length);
    const along = (factor: number) => vertexAt(centre.map((value, k) => value + factor * (worst.at[k]! - value)));
    const reflected = along(-1);
    if (reflected.value < best.value) {
      const expanded = along(-2);
      simplex = byValue([...rest, expanded.value < reflected.value ? expanded : reflected]);
      continue;
    }
    if (reflected.value < rest.at(-1)!.value) {
      simplex = byValue([...rest, reflected]);
      continue;
    }
    const contracted = along(reflected.value < worst.value ? -0.5 : 0.5);
    const isBetter = contracted.value < Math.min(worst.value, reflected.value);
    simplex = isBetter
      ? byValue([...rest, contracted])
      : byValue([best, ...simplex.slice(1).map(({ at }) => vertexAt(at.map((value, k) => (value + best.at[k]!) / 2)))]);
  }
  return simplex[0]!;
}

function byValue(simplex: readonly Vertex[]): readonly Vertex[] {
  return simplex.toSorted((a, b) => a.value - b.value);
}

function spread([best, ...others]: readonly Vertex[]): number {
  return Math.max(...others.flatMap(({ at }) => at.map((value, k) => Math.abs(value - best!.at[k]!))));
}
