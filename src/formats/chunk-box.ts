/** An array in chunks, with how many of these there are along each axis. */
export interface ChunkCounts {
  readonly shape: readonly number[];
  readonly chunks: readonly number[];
  readonly counts: readonly number[];
}

/** Counts the chunks along each axis; the last of an axis may reach over the end of the array. */
export function chunkCounts(shape: readonly number[], chunks: readonly number[]): ChunkCounts {
  return { shape, chunks, counts: shape.map((length, axis) => Math.ceil(length / (chunks[axis] ?? 1))) };
}

/** The coordinates of the chunk with this number, counted in C order, and the box of the array that it holds. */
export function chunkBox(
  index: number,
  { shape, chunks, counts }: ChunkCounts,
): { readonly coordinates: readonly number[]; readonly start: readonly number[]; readonly shape: readonly number[] } {
  const coordinates: number[] = new Array(counts.length);
  let rest = index;
  for (let axis = counts.length - 1; axis >= 0; axis--) {
    coordinates[axis] = rest % counts[axis]!;
    rest = Math.floor(rest / counts[axis]!);
  }
  const start = coordinates.map((at, axis) => at * chunks[axis]!);
  return { coordinates, start, shape: start.map((at, axis) => Math.min(chunks[axis]!, shape[axis]! - at)) };
}
