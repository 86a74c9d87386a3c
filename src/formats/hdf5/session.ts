import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError, isNeuroloomError } from "../../errors.js";
import { heapCheck } from "./check-heap.js";
import { innermostReason } from "./diagnostics.js";
import type { Outcome } from "./library.js";
import { hdf5Library } from "./library.js";
import type { LibraryModule } from "./library-module.js";
import { pagedBytes } from "./paged-bytes.js";

/** A file that is open in the library; every call goes through {@link Hdf5Session.run}. */
export interface Hdf5Session {
  readonly source: ByteSource;
  /**
   * Runs `task`, which must be repeatable: it is called again after bytes that it needed were fetched. An error that
   * the library reports, even one that `task` does not see, is thrown as a {@link FormatError} naming `place`.
   * `largestPart` is the size of the largest stretch that the library has to hold as a whole, such as a chunk.
   */
  run<T>(place: string, task: (module: LibraryModule, file: bigint) => T, largestPart?: number): Promise<T>;
  close(): void;
}

/** Memory of the library itself and of one call; parts come on top, four times for filters and conversions. */
const libraryBytes = 128 * 1024 * 1024;
const inputOutputError = 29;
/** Reads that one call of the library may make; only an endless loop makes more. */
const readsPerCall = 2_000_000;

let mounted = 0;

/** Opens `source` as HDF5 file. @throws FormatError when the library does not take it. */
export async function hdf5Session(source: ByteSource, signal?: AbortSignal): Promise<Hdf5Session> {
  const library = await hdf5Library();
  const { module } = library;
  const pages = pagedBytes(source);
  const checkHeap = heapCheck(pages);
  let file: bigint | undefined;
  let generation = -1;
  let isClosed = false;
  let reads = 0;

  function openInLibrary(): bigint {
    const path = `/${mounted++}.h5`;
    const { FS } = module;
    FS.writeFile(path, new Uint8Array(0));
    const { node } = FS.lookupPath(path);
    Object.defineProperty(node, "usedBytes", { get: () => source.size });
    const read = (_: unknown, heap: Uint8Array, offset: number, length: number, position: number): number => {
      const count = Math.max(0, Math.min(length, source.size - position));
      if (++reads > readsPerCall) throw new FS.ErrnoError(inputOutputError);
      if (count === 0) return 0;
      const target = new Uint8Array(heap.buffer, heap.byteOffset + offset, count);
      if (!pages.copy(position, target) || checkHeap(position, count) !== "sound") {
        throw new FS.ErrnoError(inputOutputError);
      }
      return count;
    };
    node.stream_ops = { ...node.stream_ops, read };
    try {
      return module.open(path, module.H5F_ACC_RDONLY, false, -1, -1);
    } finally {
      // The open descriptor stays good; without a name no other file can refer to this one.
      FS.unlink(path);
    }
  }

  function attempt<T>(task: (module: LibraryModule, file: bigint) => T, memory: number): Outcome<T> {
    reads = 0;
    if (file === undefined || generation !== library.generation()) {
      const opening = library.guard(openInLibrary, memory);
      if (opening.kind !== "value") return opening;
      if (opening.value < 0n) return { kind: "thrown", error: undefined, diagnostics: opening.diagnostics };
      file = opening.value;
      generation = library.generation();
    }
    const opened = file;
    return library.guard(() => task(module, opened), memory);
  }

  async function run<T>(place: string, task: (module: LibraryModule, file: bigint) => T, largestPart = 0): Promise<T> {
    const memory = libraryBytes + 4 * largestPart;
    for (;;) {
      await pages.fetchMissing(signal);
      if (isClosed) throw failure(source, place, "an open file", "one that was closed");
      const outcome = attempt(task, memory);
      if (pages.isMissing()) continue;
      pages.trim();
      return settle(source, place, outcome);
    }
  }

  function close(): void {
    if (isClosed) return;
    isClosed = true;
    const opened = file;
    if (opened !== undefined && generation === library.generation()) {
      library.guard(() => module.close_file(opened), libraryBytes);
    }
    library.closed();
  }

  library.opened();
  const session = { source, run, close };
  try {
    await run("superblock", () => undefined);
  } catch (error) {
    close();
    throw error;
  }
  return session;
}

function settle<T>(source: ByteSource, place: string, outcome: Outcome<T>): T {
  if (outcome.kind === "crashed")
    throw failure(source, place, "a sound structure", "one that no reader can follow", outcome.error);
  if (outcome.kind === "thrown" && isNeuroloomError(outcome.error)) throw outcome.error;
  const reason = innermostReason(outcome.diagnostics);
  if (reason !== undefined) throw failure(source, place, "a readable HDF5 structure", reason);
  if (outcome.kind === "value") return outcome.value;
  throw failure(source, place, "a readable HDF5 structure", describe(outcome.error), outcome.error);
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : "a file that the HDF5 library does not open";
}

/** The library that is built in has deflate, shuffle, fletcher32, n-bit and scale-offset. */
const lackingFilter = "write the dataset anew with gzip, where this filter is at hand (LZF: h5py)";

function failure(source: ByteSource, place: string, expected: string, found: string, cause?: unknown): FormatError {
  return new FormatError({
    file: source.name,
    place,
    expected,
    found,
    cause,
    next: found.startsWith("required filter") ? lackingFilter : "get the file again from its source",
  });
}
