import type { LibraryModule, LibraryStream } from "./library-module.js";

/** What a guarded call gave: a value, or why there is none. */
export type Outcome<T> =
  | { readonly kind: "value"; readonly value: T; readonly diagnostics: string }
  | { readonly kind: "thrown"; readonly error: unknown; readonly diagnostics: string }
  | { readonly kind: "crashed"; readonly error: unknown };

/** The HDF5 library of this process: one instance, silent, with an empty file system of its own. */
export interface Hdf5Library {
  readonly module: LibraryModule;
  /** Grows by one whenever the library was set back; files opened before must be opened again. */
  generation(): number;
  /**
   * Runs `task`; a crash of the compiled code is caught and the library is set back to its first state. The library's
   * memory may grow to `memoryBytes`, beyond which its allocations fail.
   */
  guard<T>(task: () => T, memoryBytes: number): Outcome<T>;
  /** Counts open files; when the last one of a run with errors closes, the library is set back. */
  opened(): void;
  closed(): void;
}

/** Diagnostics kept of one call; the rest says the same again. */
const diagnosticsLength = 16 * 1024;

const wasmPageBytes = 64 * 1024;

let loading: Promise<Hdf5Library> | undefined;

/** Loads the library at the first call. */
export function hdf5Library(): Promise<Hdf5Library> {
  loading ??= load();
  return loading;
}

/**
 * h5wasm's memory build is used everywhere, in Node too: it cannot reach any file of the machine, so nothing that
 * a file says (external links, external raw data, virtual sources) can make it open one.
 */
async function load(): Promise<Hdf5Library> {
  const { ready } = await import("h5wasm");
  const module = (await ready) as unknown as LibraryModule;
  const { FS } = module;
  const decoder = new TextDecoder();
  let diagnostics = "";
  let generation = 0;
  let openFiles = 0;
  let hadErrors = false;

  const listen = (stream: LibraryStream | null | undefined, keep: boolean): void => {
    if (!stream) return;
    const write = (_: unknown, buffer: Uint8Array, offset: number, length: number): number => {
      if (keep && diagnostics.length < diagnosticsLength) {
        diagnostics += decoder.decode(buffer.subarray(offset, offset + length).slice());
      }
      return length;
    };
    stream.stream_ops = { ...stream.stream_ops, write, read: () => 0 };
  };
  listen(FS.streams[0], false);
  listen(FS.streams[1], false);
  listen(FS.streams[2], true);
  for (const name of FS.readdir("/dev")) {
    if (name !== "." && name !== ".." && name !== "shm") FS.unlink(`/dev/${name}`);
  }
  // Called before the library would print; throwing here keeps it silent.
  module.onAbort = (reason) => {
    throw new WebAssembly.RuntimeError(`aborted: ${String(reason)}`);
  };

  const firstState = withoutTrailingZeros(module.HEAPU8);

  function setBack(): void {
    for (const stream of FS.streams) if (stream && stream.fd > 2) FS.close(stream);
    const heap = module.HEAPU8;
    heap.set(firstState);
    heap.fill(0, firstState.length);
    generation++;
    hadErrors = false;
  }

  function guard<T>(task: () => T, memoryBytes: number): Outcome<T> {
    let outcome: Outcome<T> | undefined;
    diagnostics = "";
    module._neuroloomTask = () => {
      try {
        outcome = { kind: "value", value: task(), diagnostics };
      } catch (error) {
        outcome = isCrash(error) ? { kind: "crashed", error } : { kind: "thrown", error, diagnostics };
      }
    };
    // ccall with a string argument saves the stack pointer before and restores it after the call, which a crash
    // in the middle of compiled code would otherwise leave displaced.
    withMemoryLimit(memoryBytes, () => module.ccall("neuroloomTask", null, ["string"], [""]));
    if (outcome?.kind === "crashed") setBack();
    if (outcome?.kind !== "value" || outcome.diagnostics !== "") hadErrors = true;
    return outcome!;
  }

  return {
    module,
    generation: () => generation,
    guard,
    opened: () => {
      openFiles++;
    },
    closed: () => {
      openFiles--;
      if (openFiles === 0 && hadErrors) setBack();
    },
  };
}

/**
 * Runs `call` while no WebAssembly memory can grow beyond `limit` bytes. The library's memory object is out of reach
 * and its own limit is 2 GiB, which a few damaged bytes in a file can make it take; so growing is refused at its
 * root, for the length of this synchronous call.
 */
function withMemoryLimit(limit: number, call: () => void): void {
  const { prototype } = WebAssembly.Memory;
  const { grow } = prototype;
  prototype.grow = function (this: WebAssembly.Memory, pages: number): number {
    if (this.buffer.byteLength + pages * wasmPageBytes > limit)
      throw new RangeError(`more than ${limit} bytes of memory`);
    return grow.call(this, pages);
  };
  try {
    call();
  } finally {
    prototype.grow = grow;
  }
}

/** A trap, an abort or a stack overflow: the compiled code stopped in the middle of its work. */
function isCrash(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
}

/** A copy of the memory up to its last word that is not zero. */
function withoutTrailingZeros(memory: Uint8Array): Uint8Array {
  const words = new Int32Array(memory.buffer);
  let end = words.length;
  while (end > 0 && words[end - 1] === 0) end--;
  return memory.slice(0, end * 4);
}
