import { ArgumentError } from "../errors.js";
import { accumulateInstances } from "./accumulate-instances.js";
import { type Connectivity, componentsOfRuns } from "./components-of-runs.js";
import type { VolumeShape, VoxelRuns } from "./label-volume.js";

/** What hangs together, and which pieces are kept. */
export interface PieceOptions {
  /** 26 by default. */
  readonly connectivity?: Connectivity;
  /** Pieces of fewer voxels are dust and are dropped; 0 by default, which drops none. */
  readonly dust?: number;
  /** So many of the largest pieces are kept, of equal ones those that begin first; all by default. */
  readonly largest?: number;
}

/** One connected piece of a set of voxels. */
export interface Piece {
  /** 1 for the largest piece; of equal ones that which begins first has the lower rank. */
  readonly rank: number;
  readonly voxels: number;
  /** Its box along z, y, x: first voxels, and one more than the last. */
  readonly low: readonly [z: number, y: number, x: number];
  readonly high: readonly [z: number, y: number, x: number];
  /** False where it is dust, or not among the largest that were asked for. */
  readonly kept: boolean;
}

/** The pieces of a set in the order of their first voxels, and the voxels of those that are kept. */
export interface PiecesOfRuns {
  readonly pieces: readonly Piece[];
  /** The piece of each run. */
  readonly componentOf: Int32Array;
  readonly kept: VoxelRuns;
}

/**
 * Takes a set of voxels apart into its connected pieces and drops dust and small ones.
 *
 * @throws ArgumentError for a connectivity other than 6, 18 and 26, and for limits that are negative or no numbers
 */
export function piecesOfRuns(
  runs: VoxelRuns,
  shape: VolumeShape,
  { connectivity = 26, dust = 0, largest = Number.POSITIVE_INFINITY }: PieceOptions = {},
): PiecesOfRuns {
  for (const [argument, value] of Object.entries({ dust, largest })) {
    if (!(value >= 0)) throw new ArgumentError({ argument, expected: "a number of at least 0", found: String(value) });
  }
  const { count, componentOf } = componentsOfRuns(runs, shape, connectivity);
  const { onRun, measures } = accumulateInstances(shape, {
    withShape: false,
    maximumInstances: Number.POSITIVE_INFINITY,
  });
  for (let run = 0; run < componentOf.length; run++) {
    onRun(componentOf[run]! + 1, runs.starts[run]!, runs.lengths[run]!);
  }
  const measured = measures();
  const ranks = new Int32Array(count);
  Array.from(ranks, (_, piece) => piece)
    .sort((a, b) => measured[b]!.voxels - measured[a]!.voxels || a - b)
    .forEach((piece, place) => {
      ranks[piece] = place + 1;
    });
  const pieces = measured.map(({ voxels, low, high }, piece): Piece => {
    const rank = ranks[piece]!;
    return { rank, voxels, low, high, kept: voxels >= dust && rank <= largest };
  });
  const isKept = (_: number, run: number) => pieces[componentOf[run]!]!.kept;
  return { pieces, componentOf, kept: { starts: runs.starts.filter(isKept), lengths: runs.lengths.filter(isKept) } };
}
