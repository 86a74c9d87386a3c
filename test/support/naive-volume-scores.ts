import type { LabelVolume } from "../../src/volumes/label-volume.js";
import { runsOfVoxels } from "../../src/volumes/runs-of-voxels.js";
import { thin } from "../../src/volumes/thinning/thin.js";
import { voxelsOfRuns } from "../../src/volumes/voxels-of-runs.js";

type Voxels = ReadonlySet<number>;

/** Scores of a sample in the most direct way: sets of voxels, set operations, loops over all pairs. */
export interface NaiveScores {
  readonly coverage: readonly number[];
  readonly coverageOfOverlapping: readonly number[];
  readonly falseMerges: number;
  readonly falseSplits: number;
  /** Per threshold: matches, false positives, false splits, false merges. */
  readonly counts: readonly (readonly number[])[];
  readonly mostMatches: readonly number[];
}

const f32 = Math.fround;

function both(a: Voxels, b: Voxels): Set<number> {
  return new Set([...a].filter((voxel) => b.has(voxel)));
}

function without(a: Voxels, b: Voxels): Set<number> {
  return new Set([...a].filter((voxel) => !b.has(voxel)));
}

function all(sets: readonly Voxels[]): Set<number> {
  return new Set(sets.flatMap((set) => [...set]));
}

function severalOf(sets: readonly Voxels[]): Set<number> {
  return new Set([...all(sets)].filter((voxel) => sets.filter((set) => set.has(voxel)).length > 1));
}

function share(part: Voxels, whole: Voxels): number {
  return whole.size === 0 ? 0 : part.size / whole.size;
}

/** Both volumes of one shape, without a filter. */
export function naiveScores(
  gtVolume: LabelVolume,
  predVolume: LabelVolume,
  thresholds: readonly number[],
  partly: boolean,
): NaiveScores {
  const { shape } = gtVolume;
  const masksOf = ({ instances }: LabelVolume): Voxels[] => instances.map(({ runs }) => new Set(voxelsOfRuns(runs)));
  const skeletonOf = (mask: Voxels): Voxels => {
    const voxels = [...mask].sort((a, b) => a - b);
    return new Set(thin(runsOfVoxels(voxels, shape), shape).voxels);
  };
  const gt = masksOf(gtVolume);
  const pred = masksOf(predVolume);
  const gtSkeletons = gt.map(skeletonOf);
  const predSkeletons = pred.map(skeletonOf);
  const recall = gt.map((_, g) => pred.map((mask) => f32(share(both(gtSkeletons[g]!, mask), gtSkeletons[g]!))));
  const precisionIn = (masks: readonly Voxels[]): number[][] => [
    predSkeletons.map((skeleton) => f32(share(without(skeleton, all(masks)), skeleton))),
    ...masks.map((mask) => predSkeletons.map((skeleton) => f32(share(both(skeleton, mask), skeleton)))),
  ];
  const precision = precisionIn(gt);
  const clDice = gt.map((_, g) =>
    pred.map((__, p) => {
      const [P, R] = [precision[g + 1]![p]!, recall[g]![p]!];
      return P + R === 0 ? 0 : f32(f32(f32(2 * P) * R) / f32(P + R));
    }),
  );
  const best = (matrix: readonly (readonly number[])[], p: number): number => {
    const column = matrix.map((row) => row[p]!);
    return column.indexOf(Math.max(...column));
  };

  const coverageOf = (gts: readonly number[]): number[] => {
    const rows = precisionIn(gts.map((g) => gt[g]!));
    const union = severalOf(gts.map((g) => gt[g]!)).size > 0 && severalOf(pred).size > 0;
    return gts.map((g, place) => {
      const own = pred.map((_, p) => p).filter((p) => best(rows, p) === place + 1);
      if (union) return share(both(gtSkeletons[g]!, all(own.map((p) => pred[p]!))), gtSkeletons[g]!);
      return own.reduce((sum, p) => f32(sum + recall[g]![p]!), 0);
    });
  };

  const manyToMany = (threshold: number): (readonly [number, number])[] => {
    const candidates = gt
      .flatMap((_, g) => pred.map((__, p) => [g, p] as const))
      .filter(([g, p]) => recall[g]![p]! > f32(threshold));
    if (severalOf(gt).size === 0 && severalOf(pred).size === 0) return candidates;
    const skeletonLeft = gtSkeletons.map((skeleton) => new Set(skeleton) as Voxels);
    const maskLeft = pred.map((mask) => new Set(mask) as Voxels);
    let time = 0;
    let live = candidates.map(([g, p]) => ({ g, p, score: recall[g]![p]!, time: time++ }));
    const set = (g: number, p: number, score: number): void => {
      live = live.filter((pair) => pair.g !== g || pair.p !== p);
      if (score > threshold) live.push({ g, p, score, time: time++ });
    };
    const taken: (readonly [number, number])[] = [];
    while (live.length > 0) {
      const { g, p } = [...live].sort((a, b) => b.score - a.score || a.time - b.time)[0]!;
      taken.push([g, p]);
      skeletonLeft[g] = without(skeletonLeft[g]!, pred[p]!);
      maskLeft[p] = without(maskLeft[p]!, gt[g]!);
      for (const [g2, p2] of candidates) {
        if (g2 === g) set(g, p2, both(skeletonLeft[g]!, pred[p2]!).size / gtSkeletons[g]!.size);
      }
      for (const [g2, p2] of candidates) {
        if (p2 === p) set(g2, p, both(gtSkeletons[g2]!, maskLeft[p]!).size / gtSkeletons[g2]!.size);
      }
    }
    return taken;
  };
  const surplus = (keys: readonly number[]): number => keys.length - new Set(keys).size;

  const shared = severalOf(gt);
  const restSkeletons = gt.map((mask) => skeletonOf(without(mask, shared)));
  const restRecall = gt.map((_, g) =>
    pred.map((mask) => f32(share(both(restSkeletons[g]!, without(mask, shared)), restSkeletons[g]!))),
  );

  const greedy = (threshold: number): (readonly [number, number])[] => {
    const pairs = gt.flatMap((_, g) => pred.map((__, p) => [g, p] as const));
    const sorted = pairs
      .filter(([g, p]) => clDice[g]![p]! > f32(threshold))
      .sort(([a, b], [c, d]) => clDice[c]![d]! - clDice[a]![b]! || a - c || b - d);
    const taken: (readonly [number, number])[] = [];
    for (const [g, p] of sorted) if (!taken.some(([a, b]) => a === g || b === p)) taken.push([g, p]);
    return taken;
  };
  const mostFrom = (g: number, used: readonly number[], threshold: number): number => {
    if (g === gt.length) return 0;
    const options = pred.map((_, p) => p).filter((p) => !used.includes(p) && clDice[g]![p]! > f32(threshold));
    return Math.max(
      mostFrom(g + 1, used, threshold),
      ...options.map((p) => 1 + mostFrom(g + 1, [...used, p], threshold)),
    );
  };

  const overlapping = gt.map((_, g) => g).filter((g) => both(gt[g]!, shared).size > 0);
  return {
    coverage: coverageOf(gt.map((_, g) => g)),
    coverageOfOverlapping: coverageOf(overlapping),
    falseMerges: surplus(manyToMany(0.1).map(([, p]) => p)),
    falseSplits: surplus(manyToMany(0.05).map(([g]) => g)),
    counts: thresholds.map((threshold) => {
      const pairs = greedy(threshold);
      const unmatched = pred.map((_, p) => p).filter((p) => !pairs.some(([, q]) => q === p));
      const inGt = unmatched.filter((p) => best(precision, p) > 0).length;
      const above = (p: number): number =>
        gt.filter((_, g) => recall[g]![p]! > f32(threshold) && restRecall[g]![p]! > f32(threshold)).length;
      const merges = pred.reduce((sum, _, p) => sum + Math.max(0, above(p) - 1), 0);
      return [pairs.length, partly ? inGt : unmatched.length, inGt, merges];
    }),
    mostMatches: thresholds.map((threshold) => mostFrom(0, [], threshold)),
  };
}
