/** Which of several instances at a pixel is seen. */
export type FrontRule = "smallest" | "largest" | "first" | "last";

const rankings: Readonly<Record<FrontRule, (voxels: number, place: number) => number>> = {
  // a small one would vanish behind a large one, a large one never vanishes behind small ones
  smallest: (voxels) => -voxels,
  largest: (voxels) => voxels,
  first: (_, place) => -place,
  // what the maximum over numbered labels shows
  last: (_, place) => place,
};

/** One number per instance from its voxels and its place in the list; where several meet the one with the largest is seen. */
export function frontRanks(voxels: ArrayLike<number>, rule: FrontRule): Float64Array {
  return Float64Array.from(voxels, rankings[rule]);
}
