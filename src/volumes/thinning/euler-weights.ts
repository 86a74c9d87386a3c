/**
 * Per octant of a 26-neighbourhood its seven voxels, as bits of a pattern: the first counts 64 in the octant's number,
 * the last 1. As scikit-image 0.26 numbers them, after Lee, Kashyap and Chu 1994
 * (https://doi.org/10.1006/cgip.1994.1042).
 */
export const octants: readonly (readonly number[])[] = [
  [6, 3, 15, 12, 7, 4, 16],
  [0, 9, 1, 10, 3, 12, 4],
  [8, 5, 17, 14, 7, 4, 16],
  [2, 11, 5, 14, 1, 10, 4],
  [24, 25, 21, 22, 15, 16, 12],
  [18, 19, 9, 10, 21, 22, 12],
  [26, 25, 17, 16, 23, 22, 14],
  [20, 23, 11, 14, 19, 22, 10],
];

/** By an octant's number: eight times what the octant adds to the change of the Euler number. Same source. */
// biome-ignore format: sixteen to a line
export const eulerWeights: readonly number[] = [
  1, -1, -1, 1, -3, -1, -1, 1, -1, 1, 1, -1, 3, 1, 1, -1,
  -3, -1, 3, 1, 1, -1, 3, 1, -1, 1, 1, -1, 3, 1, 1, -1,
  -3, 3, -1, 1, 1, 3, -1, 1, -1, 1, 1, -1, 3, 1, 1, -1,
  1, 3, 3, 1, 5, 3, 3, 1, -1, 1, 1, -1, 3, 1, 1, -1,
  -7, -1, -1, 1, -3, -1, -1, 1, -1, 1, 1, -1, 3, 1, 1, -1,
  -3, -1, 3, 1, 1, -1, 3, 1, -1, 1, 1, -1, 3, 1, 1, -1,
  -3, 3, -1, 1, 1, 3, -1, 1, -1, 1, 1, -1, 3, 1, 1, -1,
  1, 3, 3, 1, 5, 3, 3, 1, -1, 1, 1, -1, 3, 1, 1, -1,
];
