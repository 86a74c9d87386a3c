/** A sweep chooses voxels with background on one side. */
export interface Sweep {
  /** Bits of a pattern (as in {@link VoxelNeighbours}) that the sweep looks at. */
  readonly sides: number;
  /** Those of them that have to be foreground. */
  readonly foreground: number;
}

/** Sides in the order of the sweeps: y - 1, y + 1, x + 1, x - 1, z + 1, z - 1. */
const towards = [10, 16, 14, 12, 22, 4];

/** The directions of Lee, Kashyap and Chu in the order of scikit-image. The first four leave out the z axis. */
export const borderSweeps: readonly Sweep[] = towards.map((bit) => ({ sides: 1 << bit, foreground: 0 }));

/**
 * The same, where the side across has to be foreground: two layers are thinned from one side and a single layer, which
 * has both sides free, from its rim only.
 */
export const layerSweeps: readonly Sweep[] = towards.map((bit) => ({
  sides: (1 << bit) | (1 << (26 - bit)),
  foreground: 1 << (26 - bit),
}));
