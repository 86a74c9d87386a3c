/** A heap of numbers from which the smallest comes out first; equal ones cancel in pairs (sums modulo 2). */
export interface KeyHeap {
  readonly push: (key: number) => void;
  /** Takes the smallest number that is there an odd number of times, and its equals; −1 where none is left. */
  readonly takeSmallest: () => number;
  readonly clear: () => void;
}

/** An empty {@link KeyHeap} for numbers from 0. */
export function keyHeap(): KeyHeap {
  let keys = new Float64Array(1024);
  let size = 0;

  function push(key: number): void {
    if (size === keys.length) {
      const larger = new Float64Array(2 * size);
      larger.set(keys);
      keys = larger;
    }
    let place = size++;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (keys[above]! <= key) break;
      keys[place] = keys[above]!;
      place = above;
    }
    keys[place] = key;
  }

  function pop(): number {
    const smallest = keys[0]!;
    const key = keys[--size]!;
    let place = 0;
    for (let child = 1; child < size; child = 2 * place + 1) {
      if (child + 1 < size && keys[child + 1]! < keys[child]!) child++;
      if (keys[child]! >= key) break;
      keys[place] = keys[child]!;
      place = child;
    }
    keys[place] = key;
    return smallest;
  }

  function takeSmallest(): number {
    while (size > 0) {
      const key = pop();
      let isOdd = true;
      while (size > 0 && keys[0] === key) {
        pop();
        isOdd = !isOdd;
      }
      if (isOdd) return key;
    }
    return -1;
  }

  return { push, takeSmallest, clear: () => (size = 0) };
}
