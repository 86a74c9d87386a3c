/** Places at equal steps along each axis. */
export interface VolumeGrid {
  readonly origin: readonly [number, number, number];
  /** In metres; of an axis along which nothing differs, that of the others. */
  readonly step: readonly [number, number, number];
  readonly size: readonly [number, number, number];
}

/** Steps along one axis that a volume has at most. */
const mostSteps = 1000;
/** How far a place may be from its step, in steps. */
const slack = 0.02;

type Place = readonly [number, number, number];

/**
 * The grid that places stand on: along each axis all are whole steps from the lowest, of which there are not more than ten
 * times as many as there are different places; undefined where they do not, as of cells, or of an oblique image.
 */
export function volumeGrid(places: readonly Place[]): VolumeGrid | undefined {
  const axes = ([0, 1, 2] as const).map((axis) => axisGrid(places.map((place) => place[axis])));
  const [x, y, z] = axes;
  if (!x || !y || !z) return undefined;
  if (axes.every((axis) => axis!.size === 1)) return undefined;
  const known = axes.find((axis) => axis!.size > 1)!.step;
  const stepOf = ({ size, step }: { readonly size: number; readonly step: number }) => (size === 1 ? known : step);
  return {
    origin: [x.origin, y.origin, z.origin],
    step: [stepOf(x), stepOf(y), stepOf(z)],
    size: [x.size, y.size, z.size],
  };
}

function axisGrid(values: readonly number[]) {
  const sorted = Float64Array.from(values).sort();
  const [origin, last] = [sorted[0]!, sorted.at(-1)!];
  const extent = last - origin;
  // single precision leaves differences that are no steps
  const least = Math.max(extent / mostSteps / 2, 1e-9);
  let step = Number.POSITIVE_INFINITY;
  let different = 1;
  for (let index = 1; index < sorted.length; index++) {
    const difference = sorted[index]! - sorted[index - 1]!;
    if (difference <= least) continue;
    different += 1;
    step = Math.min(step, difference);
  }
  if (different === 1) return extent <= 1e-9 ? { origin, step: 0, size: 1 } : undefined;
  const size = Math.round(extent / step) + 1;
  // the mean step is more exact than one difference
  const exact = extent / (size - 1);
  const isOnGrid = sorted.every((value) => {
    const steps = (value - origin) / exact;
    return Math.abs(steps - Math.round(steps)) <= slack;
  });
  return isOnGrid && size <= mostSteps && size <= 10 * different ? { origin, step: exact, size } : undefined;
}

/** The steps of a place from the origin of the grid. */
export function gridPlace({ origin, step }: VolumeGrid, place: Place): Place {
  const at = (axis: 0 | 1 | 2) => Math.round((place[axis] - origin[axis]) / step[axis]);
  return [at(0), at(1), at(2)];
}
