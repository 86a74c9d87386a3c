import type { VoxelEdges } from "./distance-to-background.js";

/** dz, dy, dx of a step, which is 9(dz + 1) + 3(dy + 1) + (dx + 1). */
export const neighbourSteps: readonly (readonly [number, number, number])[] = Array.from({ length: 27 }, (_, step) => [
  Math.floor(step / 9) - 1,
  (Math.floor(step / 3) % 3) - 1,
  (step % 3) - 1,
]);

/** Coordinates that a step changes: 1 through a face, 2 through an edge, 3 through a corner. */
export const stepKinds: readonly number[] = neighbourSteps.map((step) => step.filter((change) => change !== 0).length);

/** How far each step leads. */
export function stepLengths(voxelEdges: VoxelEdges): Float64Array {
  return Float64Array.from(neighbourSteps, (step) =>
    Math.hypot(...step.map((change, axis) => change * voxelEdges[axis]!)),
  );
}
