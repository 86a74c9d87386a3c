import { ArgumentError } from "../../errors.js";
import type { Neighbourhoods } from "./neighbourhoods.js";

/** Options of {@link pointNeighbourhoods}. */
export interface PointNeighbourhoodOptions {
  /** Points nearer than this belong to a centre, in the unit of the coordinates. */
  readonly radius: number;
}

/**
 * Balls around points that lie anywhere: all points at a distance strictly below the radius. Points are kept in cubes as
 * wide as the radius, so that a centre looks at its own cube and the 26 around it.
 *
 * @param coordinates - Three per point; a point of which one is NaN is no centre and no neighbour.
 * @throws ArgumentError when coordinates are no triples, or the radius is not above 0.
 */
export function pointNeighbourhoods(
  coordinates: ArrayLike<number>,
  { radius }: PointNeighbourhoodOptions,
): Neighbourhoods {
  if (coordinates.length % 3 !== 0) {
    const found = `${coordinates.length} numbers`;
    throw new ArgumentError({ argument: "coordinates", expected: "three per point", found });
  }
  if (!(radius > 0 && Number.isFinite(radius))) {
    throw new ArgumentError({ argument: "radius", expected: "a number above 0", found: String(radius) });
  }
  const points = Int32Array.from({ length: coordinates.length / 3 }, (_, point) => point);
  const centres = points.filter((point) => [0, 1, 2].every((axis) => Number.isFinite(coordinates[3 * point + axis]!)));
  const cubeOf = (point: number, axis: number) => Math.floor(coordinates[3 * point + axis]! / radius);
  const cubes = new Map<string, number[]>();
  for (const point of centres) {
    const key = `${cubeOf(point, 0)},${cubeOf(point, 1)},${cubeOf(point, 2)}`;
    const own = cubes.get(key);
    if (own) own.push(point);
    else cubes.set(key, [point]);
  }
  const isNear = (a: number, b: number) => {
    const along = (axis: number) => coordinates[3 * a + axis]! - coordinates[3 * b + axis]!;
    return Math.hypot(along(0), along(1), along(2)) < radius;
  };
  return {
    centres,
    around(position) {
      const centre = centres[position]!;
      const [x, y, z] = [cubeOf(centre, 0), cubeOf(centre, 1), cubeOf(centre, 2)];
      const near: number[] = [];
      for (const dx of [-1, 0, 1]) {
        for (const dy of [-1, 0, 1]) {
          for (const dz of [-1, 0, 1]) {
            const cube = cubes.get(`${x + dx},${y + dy},${z + dz}`) ?? [];
            for (const point of cube) if (isNear(centre, point)) near.push(point);
          }
        }
      }
      return Int32Array.from(near).sort();
    },
  };
}
