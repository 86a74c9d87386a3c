import { ArgumentError, EmptyResultError } from "../errors.js";
import type { TableBatch } from "../tables/batch.js";
import { rowCount } from "../tables/batch.js";
import type { TableReader } from "../tables/table-reader.js";

/** The nodes of one instance; entry i of each list is node i + 1, whose parent is a node before it. */
export interface SkeletonInstance {
  readonly channel: number;
  readonly label: number;
  /** z, y, x of each node in voxels, one after the other. */
  readonly places: readonly number[];
  /** Entry of the parent; −1 for roots. */
  readonly parents: readonly number[];
  readonly radii: readonly (number | null)[];
  readonly kinds: readonly string[];
  /** Neighbours of each node before cycles were broken. */
  readonly degrees: readonly number[];
}

/** Which skeletons. */
export interface SkeletonChoice {
  readonly datasetId: string;
  readonly volumeId: string;
  readonly analysisId: string;
  readonly signal?: AbortSignal | undefined;
}

/** What a folder holds of skeletons: one analysis of one volume. */
export interface FoundSkeletons extends Omit<SkeletonChoice, "signal"> {
  /** One more than the largest place along each axis, z, y, x. */
  readonly extent: readonly [number, number, number];
  readonly unit: string;
}

type Rows = Readonly<Record<string, ArrayLike<never>>>;

/**
 * The analysis and the volume (default: the first) that have skeletons.
 *
 * @throws EmptyResultError where there are none; ArgumentError where several analyses made some and none is named
 */
export async function findSkeletons(
  reader: TableReader,
  choice: {
    readonly analysis?: string | undefined;
    readonly datasetId?: string | undefined;
    readonly volumeIds?: readonly string[] | undefined;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<FoundSkeletons> {
  const { analysis, datasetId, volumeIds, signal } = choice;
  const where = {
    ...(analysis === undefined ? {} : { analysis_id: analysis }),
    ...(datasetId === undefined ? {} : { dataset_id: datasetId }),
    ...(volumeIds === undefined ? {} : { volume_id: volumeIds }),
  };
  const analyses = new Set<string>();
  let found: FoundSkeletons | undefined;
  const extent: [number, number, number] = [1, 1, 1];
  for await (const batch of reader.read("skeleton_nodes", { where, ...(signal ? { signal } : {}) })) {
    const { analysis_id, dataset_id, volume_id, unit, z, y, x } = batch.columns as Rows;
    for (let row = 0; row < rowCount(batch); row++) {
      analyses.add(analysis_id![row]!);
      found ??= {
        analysisId: analysis_id![row]!,
        datasetId: dataset_id![row]!,
        volumeId: volume_id![row]!,
        unit: unit![row]!,
        extent,
      };
      if (volume_id![row] !== found.volumeId || dataset_id![row] !== found.datasetId) continue;
      [z, y, x].forEach((places, axis) => {
        extent[axis] = Math.max(extent[axis]!, Math.floor(places![row]!) + 1);
      });
    }
  }
  if (analyses.size > 1) {
    const expected = `one of ${[...analyses].sort().join(", ")}`;
    throw new ArgumentError({ argument: "analysis", expected, found: "none" });
  }
  if (found) return found;
  throw new EmptyResultError({ what: "rows of skeleton_nodes", next: "run the operation skeletonize first" });
}

/** The skeletons of one volume, instance after instance. */
export async function* skeletonInstances(
  reader: TableReader,
  choice: SkeletonChoice,
): AsyncGenerator<SkeletonInstance> {
  const { datasetId, volumeId, analysisId, signal } = choice;
  const where = { analysis_id: analysisId, dataset_id: datasetId, volume_id: volumeId };
  let own: ReturnType<typeof emptyInstance> | undefined;
  for await (const batch of reader.read("skeleton_nodes", { where, ...(signal ? { signal } : {}) })) {
    const { channel, instance } = batch.columns as Rows;
    for (let row = 0; row < rowCount(batch); row++) {
      if (own?.channel !== channel![row] || own?.label !== instance![row]) {
        if (own) yield own;
        own = emptyInstance(channel![row]!, instance![row]!);
      }
      addNode(own!, batch, row);
    }
  }
  if (own) yield own;
}

function emptyInstance(channel: number, label: number) {
  return {
    ...{ channel, label, places: [] as number[], parents: [] as number[] },
    ...{
      radii: [] as (number | null)[],
      kinds: [] as string[],
      degrees: [] as number[],
      entries: new Map<number, number>(),
    },
  };
}

function addNode(own: ReturnType<typeof emptyInstance>, batch: TableBatch, row: number): void {
  const { z, y, x, node, parent, radius, kind, degree } = batch.columns as Rows;
  own.entries.set(node![row]!, own.kinds.length);
  own.places.push(z![row]!, y![row]!, x![row]!);
  own.parents.push(parent![row] === null ? -1 : (own.entries.get(parent![row]!) ?? -1));
  own.radii.push(radius![row]!);
  own.kinds.push(kind![row]!);
  own.degrees.push(degree![row]!);
}
