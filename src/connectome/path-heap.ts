/** A heap of nodes by the length at which they were found, the least first. */
export interface PathHeap {
  /** Puts a node in, or moves it up where it is in already at a larger length. */
  push(node: number, length: number): void;
  /** Takes the node of the least length out; −1 where none is left. */
  pop(): number;
}

/** An empty binary heap for nodes 0 … n − 1; push and pop take O(log n). The lengths lie in heap order, where they are compared. */
export function pathHeap(n: number): PathHeap {
  const nodes = new Int32Array(n);
  const lengths = new Float64Array(n);
  const placeOf = new Int32Array(n).fill(-1);
  let size = 0;
  return {
    push(node, length) {
      let place = placeOf[node]!;
      if (place < 0) place = size++;
      while (place > 0) {
        const above = (place - 1) >> 1;
        const other = lengths[above]!;
        if (other <= length) break;
        lengths[place] = other;
        nodes[place] = nodes[above]!;
        placeOf[nodes[place]!] = place;
        place = above;
      }
      lengths[place] = length;
      nodes[place] = node;
      placeOf[node] = place;
    },
    pop() {
      if (size === 0) return -1;
      const least = nodes[0]!;
      placeOf[least] = -1;
      size--;
      if (size === 0) return least;
      const node = nodes[size]!;
      const length = lengths[size]!;
      let place = 0;
      for (let child = 1; child < size; child = 2 * place + 1) {
        if (child + 1 < size && lengths[child + 1]! < lengths[child]!) child++;
        const other = lengths[child]!;
        if (other >= length) break;
        lengths[place] = other;
        nodes[place] = nodes[child]!;
        placeOf[nodes[place]!] = place;
        place = child;
      }
      lengths[place] = length;
      nodes[place] = node;
      placeOf[node] = place;
      return least;
    },
  };
}
