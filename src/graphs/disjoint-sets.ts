/** Sets of the numbers 0 to count - 1, at first one for each. */
export interface DisjointSets {
  /** A number that stands for the set of `i` until the next `join`. */
  readonly find: (i: number) => number;
  /** Makes one set of the sets of `i` and `j`, with the smaller of their two standing numbers; false if they were one. */
  readonly join: (i: number, j: number) => boolean;
}

/** Union-find with paths that are halved on the way (Tarjan & van Leeuwen 1984, https://doi.org/10.1145/62.2160). */
export function disjointSets(count: number): DisjointSets {
  const above = new Int32Array(count);
  for (let i = 0; i < count; i++) above[i] = i;
  const find = (i: number): number => {
    let at = i;
    while (above[at] !== at) {
      above[at] = above[above[at]!]!;
      at = above[at]!;
    }
    return at;
  };
  const join = (i: number, j: number): boolean => {
    const a = find(i);
    const b = find(j);
    if (a < b) above[b] = a;
    else above[a] = b;
    return a !== b;
  };
  return { find, join };
}
