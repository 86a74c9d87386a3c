import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import { rowOf } from "../../linalg/rows.js";

/**
 * The maps of targets without repeats, since fields out of a list are shared by many.
 *
 * @param maps - t × P.
 * @returns The maps that differ, and of each target which one is its own.
 */
export function distinctMaps(maps: Matrix): { readonly distinct: Matrix; readonly indexOf: Int32Array } {
  const found: Float64Array[] = [];
  const byKey = new Map<number, number[]>();
  const indexOf = Int32Array.from({ length: maps.rows }, (_, target) => {
    const map = rowOf(maps, target);
    const key = map.reduce((sum, value, position) => sum + value * (position + 1), 0);
    const alike = byKey.get(key) ?? [];
    byKey.set(key, alike);
    const same = alike.find((index) => found[index]!.every((value, position) => Object.is(value, map[position])));
    if (same !== undefined) return same;
    alike.push(found.length);
    return found.push(map) - 1;
  });
  const distinct = matrix(found.length, maps.columns);
  for (const [index, map] of found.entries()) distinct.values.set(map, index * maps.columns);
  return { distinct, indexOf };
}
