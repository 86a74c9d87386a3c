import { existsSync } from "node:fs";
import { basename } from "node:path";
import type { LibraryHandle } from "koffi";
import { FormatError, MissingFileError } from "../../errors.js";
import type { BlasLibrary, NativeFunction } from "./blas-library.js";
import { checkProducts } from "./check-products.js";
import { type FindFunction, makerOf } from "./library-makers.js";
import { type Koffi, loadKoffi } from "./load-koffi.js";
import { cblasSignatures, lapackSignatures, type NativeSignature } from "./native-signatures.js";
import { symbolConventions } from "./symbol-conventions.js";

const next = "name a BLAS library by NEUROLOOM_BLAS: a path, a file name, or openblas, mkl or accelerate";

const opened = new Map<string, BlasLibrary>();

/**
 * Opens a library and finds its functions. A library is opened once per thread of JavaScript. Its own code runs while it
 * is opened: `file` must come from the user, never from data.
 *
 * @param file - A path, or a name for the system's loader.
 * @throws MissingPartError without koffi; MissingFileError when there is no such library; FormatError when it is no
 *   shared library of this machine, lacks a function of BLAS, or does not multiply.
 */
export async function openLibrary(file: string): Promise<BlasLibrary> {
  const koffi = await loadKoffi();
  const known = opened.get(file);
  if (known) return known;
  const handle = loadHandle(koffi, file);
  const dgemm = cblasSignatures.cblas_dgemm;
  const convention =
    symbolConventions.find(({ prefix, c }) => bind(handle, `${prefix}cblas_dgemm${c}`, dgemm)) ??
    symbolConventions.at(-1)!;
  const { prefix, c, fortran, integerBits } = convention;
  const find: FindFunction = (name, ...signature) => bind(handle, `${prefix}${name}${c}`, signature);
  // a library of several conventions names these functions plainly
  const maker = makerOf((name, ...signature) => find(name, ...signature) ?? bind(handle, name, signature));
  const cblas = bindAll(cblasSignatures, (name, signature) => find(name, ...signature));
  if (cblas.missing.length > 0) {
    const found = `none named ${cblas.missing.join(", ")}`;
    throw new FormatError({ file, place: "functions", expected: "BLAS with its C interface", found, next });
  }
  const lapack = bindAll(lapackSignatures, (name, signature) => bind(handle, `${prefix}${name}${fortran}`, signature));
  const { threads, setThreads } = maker ?? {};
  const wide = integerBits === 64 || (integerBits === undefined && maker?.wide === true);
  const library: BlasLibrary = {
    file,
    title: maker?.title ?? basename(file),
    largestInteger: wide ? Number.MAX_SAFE_INTEGER : 2 ** 31 - 1,
    cblas: cblas.functions,
    lapack: lapack.missing.length > 0 ? undefined : lapack.functions,
    threads: threads && (() => Number(threads())),
    setThreads: setThreads && ((count) => void setThreads(count)),
  };
  checkProducts(library);
  opened.set(file, library);
  return library;
}

function loadHandle(koffi: Koffi, file: string): LibraryHandle {
  const isPath = /[/\\]/.test(file);
  if (isPath && !existsSync(file)) throw new MissingFileError({ file, searched: ["the disk"], next });
  try {
    return koffi.load(file);
  } catch (cause) {
    if (!isPath) throw new MissingFileError({ file, searched: ["the folders of the system's loader"], next, cause });
    const found = (cause as Error).message;
    throw new FormatError({ file, place: "loading", expected: "a shared library of this machine", found, next, cause });
  }
}

function bind(handle: LibraryHandle, name: string, [result, words]: NativeSignature): NativeFunction | undefined {
  try {
    return handle.func(name, result, [...words]) as NativeFunction;
  } catch {
    return undefined;
  }
}

/** The functions of a table, and the names of those that the library does not have. */
function bindAll<Name extends string>(
  signatures: Readonly<Record<Name, NativeSignature>>,
  find: (name: Name, signature: NativeSignature) => NativeFunction | undefined,
): { readonly functions: Record<Name, NativeFunction>; readonly missing: readonly Name[] } {
  const found = (Object.keys(signatures) as Name[]).map((name) => [name, find(name, signatures[name])] as const);
  const functions = Object.fromEntries(found) as Record<Name, NativeFunction>;
  return { functions, missing: found.flatMap(([name, bound]) => (bound ? [] : [name])) };
}
