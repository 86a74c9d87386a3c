/** How many chunks there are along each axis. */
export function chunkGrid(shape: readonly number[], chunks: readonly number[]): readonly number[] {
  return shape.map((length, axis) => Math.ceil(length / (chunks[axis] ?? 1)));
}
