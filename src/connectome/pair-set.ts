/** A set of ordered pairs of node indices that does not grow. */
export interface PairSet {
  has(i: number, j: number): boolean;
  add(i: number, j: number): void;
  delete(i: number, j: number): void;
}

/**
 * An empty set for up to `capacity` pairs of n nodes: a hash table of the numbers i · n + j with linear probing, at most half
 * full, from which a pair is taken by moving later ones back (Knuth, The Art of Computer Programming, volume 3, section 6.4,
 * algorithm R).
 */
export function pairSet(n: number, capacity: number): PairSet {
  const bits = Math.max(4, Math.ceil(Math.log2(2 * capacity + 2)));
  const mask = 2 ** bits - 1;
  const keys = new Float64Array(mask + 1).fill(-1);
  const home = (key: number) => {
    const mixed = Math.imul(key | 0, 0x9e3779b1);
    return (mixed ^ (mixed >>> 15)) & mask;
  };
  const find = (key: number) => {
    let place = home(key);
    while (keys[place]! >= 0 && keys[place] !== key) place = (place + 1) & mask;
    return place;
  };
  return {
    has: (i, j) => keys[find(i * n + j)]! >= 0,
    add(i, j) {
      keys[find(i * n + j)] = i * n + j;
    },
    delete(i, j) {
      let gap = find(i * n + j);
      if (keys[gap]! < 0) return;
      for (let place = (gap + 1) & mask; keys[place]! >= 0; place = (place + 1) & mask) {
        // it may move back when its home does not lie between the gap and its place
        if (((place - home(keys[place]!)) & mask) < ((place - gap) & mask)) continue;
        keys[gap] = keys[place]!;
        gap = place;
      }
      keys[gap] = -1;
    },
  };
}
