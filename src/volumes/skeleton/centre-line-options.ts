import { ArgumentError } from "../../errors.js";
import type { VoxelEdges } from "./distance-to-background.js";

/**
 * How centre lines are drawn. Lengths are in the unit of `voxelEdges`; their defaults are multiples of e, the shortest edge
 * of a voxel, and were chosen for thin neurites of a few voxels, as light microscopy shows them (e = 0.44 um in FISBe).
 */
export interface CentreLineOptions {
  /** Edges of a voxel, default 1, 1, 1. */
  readonly voxelEdges?: VoxelEdges;
  /** Pieces with fewer voxels are left out and counted. Default 20. */
  readonly dustThreshold?: number;
  /** Around a voxel of a path with radius r a cube of half-width `scale` · r + `constant` is done. Default 1.5. */
  readonly scale?: number;
  /** Default 3 e: twigs that end nearer than this to another path are roughness of the surface. */
  readonly constant?: number;
  /** Weight of keeping to the middle against going straight. Default 100000. */
  readonly penaltyScale?: number;
  /** How steeply the weight rises towards the surface. Default 4. */
  readonly penaltyExponent?: number;
  /** Whether later paths may run along earlier ones at no cost, so that they part late. Default true. */
  readonly fixBranching?: boolean;
  /** Paths per piece, not counting extra targets. Default no limit. */
  readonly maxPaths?: number;
  /** A radius beyond this has holes filled, since stained somata are often hollow. Default 6 e. */
  readonly somaDetection?: number;
  /** A radius beyond this, holes filled, is a soma, at which its piece begins. Default 8 e. */
  readonly somaAcceptance?: number;
  /** No paths lead to what lies within `somaScale` · r + `somaConstant` of a soma's centre. Default 1. */
  readonly somaScale?: number;
  /** Default e. */
  readonly somaConstant?: number;
  /** Flat indices of voxels to which paths are drawn before all others, whatever has been done around them. */
  readonly targetsBefore?: readonly number[];
  /** The same after all others. */
  readonly targetsAfter?: readonly number[];
  /** Trees of pieces that are at most this far from each other are joined where they are nearest. Default 0: none. */
  readonly joinWithin?: number;
  /** Whether paths are drawn to the middle of each area that touches a face of the volume, so that blocks meet. Default false. */
  readonly fixBorders?: boolean;
}

/** Options with their defaults filled in. */
export type CentreLineSettings = Required<CentreLineOptions>;

/** @throws ArgumentError for lengths, counts and factors that cannot be meant */
export function centreLineSettings(options: CentreLineOptions): CentreLineSettings {
  const { voxelEdges = [1, 1, 1] } = options;
  const edge = Math.min(...voxelEdges);
  const settings: CentreLineSettings = {
    voxelEdges,
    dustThreshold: options.dustThreshold ?? 20,
    scale: options.scale ?? 1.5,
    constant: options.constant ?? 3 * edge,
    penaltyScale: options.penaltyScale ?? 100_000,
    penaltyExponent: options.penaltyExponent ?? 4,
    fixBranching: options.fixBranching ?? true,
    maxPaths: options.maxPaths ?? Number.POSITIVE_INFINITY,
    somaDetection: options.somaDetection ?? 6 * edge,
    somaAcceptance: options.somaAcceptance ?? 8 * edge,
    somaScale: options.somaScale ?? 1,
    somaConstant: options.somaConstant ?? edge,
    targetsBefore: options.targetsBefore ?? [],
    targetsAfter: options.targetsAfter ?? [],
    joinWithin: options.joinWithin ?? 0,
    fixBorders: options.fixBorders ?? false,
  };
  for (const [name, value] of Object.entries(settings)) {
    if (typeof value !== "number" || value >= 0) continue;
    throw new ArgumentError({ argument: name, expected: "a number from 0", found: String(value) });
  }
  if (!voxelEdges.every((one) => one > 0 && Number.isFinite(one))) {
    throw new ArgumentError({
      argument: "voxelEdges",
      expected: "three lengths above 0",
      found: voxelEdges.join(", "),
    });
  }
  return settings;
}
