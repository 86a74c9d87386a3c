import type { FileSet } from "../bytes/file-set.js";
import { memoryFiles } from "../bytes/memory-files.js";
import { selectRecordings } from "../datasets/read-recordings.js";
import { isNeuroloomError, MissingFileError, type NeuroloomError } from "../errors.js";
import { holdsUnnamed } from "../manifest/holds-unnamed.js";
import type { Manifest } from "../manifest/schema.js";
import type { FileSelection } from "../manifest/select-files.js";
import type { DataStore } from "./data-store.js";
import type { FailedItem } from "./prepare.js";

/** The files that could be had, and the recordings whose files could not. */
export interface FilesByRecording {
  readonly files: FileSet;
  readonly failures: readonly FailedItem[];
  /** Files without an address that are not there: of a source that comes in parts, some are enough. */
  readonly absent: readonly string[];
}

/**
 * The selected files of a dataset. Where some cannot be had, or are damaged, the files of the other recordings are
 * still given, and of the files that a pattern finds those that are whole. A dataset that comes without files has none.
 *
 * @throws what the store throws when no recording's files can be had, or the dataset has no recordings to part it by
 */
export async function filesByRecording(
  store: DataStore,
  manifest: Manifest,
  selection: FileSelection,
  signal?: AbortSignal,
): Promise<FilesByRecording> {
  if (manifest.files.length === 0) return { files: memoryFiles({}), failures: [], absent: [] };
  const failures: FailedItem[] = [];
  const onDamaged = (item: string, error: NeuroloomError) => failures.push({ item, error });
  try {
    return { files: await store.ensure(manifest, selection, { onDamaged }), failures, absent: [] };
  } catch (error) {
    const { only, subset } = selection;
    const wanted = selectRecordings(manifest, { ...(only ? { only } : {}), ...(subset ? { subset } : {}) });
    if (signal?.aborted || !isNeuroloomError(error) || wanted.length < 2) throw error;
    const sets: FileSet[] = [];
    const absent: string[] = [];
    for (const { recordingId, file } of wanted) {
      try {
        const only = holdsUnnamed(file) ? file.path : recordingId;
        sets.push(await store.ensure(manifest, { ...selection, only }, { onDamaged }));
      } catch (cause) {
        if (signal?.aborted || !isNeuroloomError(cause)) throw cause;
        if (cause instanceof MissingFileError && holdsUnnamed(file)) absent.push(file.path);
        else failures.push({ item: recordingId, error: cause });
      }
    }
    if (sets.length === 0) throw error;
    return { files: firstOf(sets), failures, absent };
  }
}

/** Each path from the first set that has it. */
function firstOf(sets: readonly FileSet[]): FileSet {
  return {
    async open(path) {
      for (const set of sets) {
        const source = await set.open(path);
        if (source) return source;
      }
      return undefined;
    },
    async *list(prefix) {
      const paths = new Set<string>();
      for (const set of sets) for await (const path of set.list(prefix)) paths.add(path);
      yield* [...paths].sort();
    },
  };
}
