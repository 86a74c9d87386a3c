/** An order of points in which parents come before their children. */
export interface ParentsFirst {
  /** Old places in their new order. */
  readonly order: Int32Array;
  /** New places of the parents, -1 for roots. */
  readonly parents: Int32Array;
  /** The first point that is among its own ancestors, -1 where none is. */
  readonly cyclic: number;
}

/**
 * Moves each point behind its parent and no other one: where parents come first already, nothing moves.
 *
 * @param parents - Places of the parents, -1 for roots.
 */
export function parentsFirst(parents: Int32Array): ParentsFirst {
  const count = parents.length;
  const order = new Int32Array(count);
  const newPlaces = new Int32Array(count).fill(-1);
  // by which point's walk to the root a point was last met
  const metBy = new Int32Array(count).fill(-1);
  const ancestors = new Int32Array(count);
  let placed = 0;
  for (let point = 0; point < count; point++) {
    let depth = 0;
    for (let at = point; at >= 0 && newPlaces[at]! < 0; at = parents[at]!) {
      if (metBy[at] === point) return { order, parents, cyclic: at };
      metBy[at] = point;
      ancestors[depth++] = at;
    }
    while (depth > 0) {
      const at = ancestors[--depth]!;
      newPlaces[at] = placed;
      order[placed++] = at;
    }
  }
  const ordered = Int32Array.from(order, (at) => (parents[at]! < 0 ? -1 : newPlaces[parents[at]!]!));
  return { order, parents: ordered, cyclic: -1 };
}
