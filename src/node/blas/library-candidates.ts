import { existsSync } from "node:fs";
import { join } from "node:path";

/** What decides where a library is looked for. */
export interface LibrarySearch {
  /** A file, a name for the system's loader, or the name of a known library (openblas, mkl, accelerate). Default: NEUROLOOM_BLAS, else all that are known. */
  readonly library?: string | undefined;
  /** Default: the environment of the process. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Default: the one of the process. */
  readonly platform?: NodeJS.Platform | undefined;
}

type Family = "darwin" | "linux" | "win32";

const accelerate = "/System/Library/Frameworks/Accelerate.framework/Accelerate";

/** The usual file names of each library, the ones with the most to offer first. */
export const knownLibraries: Readonly<Record<string, Readonly<Record<Family, readonly string[]>>>> = {
  accelerate: { darwin: [accelerate], linux: [], win32: [] },
  openblas: {
    darwin: ["libopenblas.dylib", "libopenblas.0.dylib"],
    linux: ["libopenblas.so.0", "libopenblasp.so.0", "libopenblas.so", "libopenblas64_.so.0", "libopenblas64.so.0"],
    win32: ["openblas.dll", "libopenblas.dll"],
  },
  mkl: {
    darwin: ["libmkl_rt.2.dylib", "libmkl_rt.dylib"],
    linux: ["libmkl_rt.so.3", "libmkl_rt.so.2", "libmkl_rt.so.1", "libmkl_rt.so"],
    win32: ["mkl_rt.3.dll", "mkl_rt.2.dll", "mkl_rt.1.dll"],
  },
};

/** Folders where package managers put libraries and the system's loader does not look. */
const folders: Readonly<Record<Family, readonly string[]>> = {
  darwin: ["/opt/homebrew/opt/openblas/lib", "/usr/local/opt/openblas/lib", "/opt/local/lib", "/usr/local/lib"],
  linux: ["/usr/local/lib", "/opt/OpenBLAS/lib", "/opt/intel/oneapi/mkl/latest/lib", "/usr/lib64", "/usr/lib"],
  win32: ["C:\\Program Files (x86)\\Intel\\oneAPI\\mkl\\latest\\bin"],
};

/** Folders below those that tools announce in the environment. */
const announced: Readonly<Record<string, readonly string[]>> = {
  CONDA_PREFIX: ["lib", join("Library", "bin")],
  VIRTUAL_ENV: ["lib", join("Library", "bin")],
  MKLROOT: ["lib", join("lib", "intel64"), "bin"],
};

/** The name that stands for no library. */
export const noLibrary = "none";

/** The library that the caller or the environment names; undefined where neither does. */
export function namedLibrary({ library, env = process.env }: LibrarySearch = {}): string | undefined {
  return library || env.NEUROLOOM_BLAS || undefined;
}

/**
 * What to hand to the loader, best first. A library that is named is the only one tried. A plain BLAS (`libblas`) is not
 * looked for: it is often the reference implementation, which is slower than the WebAssembly kernels; nor is BLIS, which
 * loses NaN in some products.
 */
export function libraryCandidates(search: LibrarySearch = {}): readonly string[] {
  const { env = process.env, platform = process.platform } = search;
  const named = namedLibrary(search);
  if (named === noLibrary) return [];
  if (named !== undefined && !Object.hasOwn(knownLibraries, named)) return [named];
  const family: Family = platform === "darwin" || platform === "win32" ? platform : "linux";
  const places = [
    ...Object.entries(announced).flatMap(([name, parts]) =>
      env[name] ? parts.map((part) => join(env[name]!, part)) : [],
    ),
    ...folders[family],
  ];
  const known = named === undefined ? Object.values(knownLibraries) : [knownLibraries[named]!];
  return known.flatMap((one) => {
    const files = one[family];
    const whole = places.flatMap((place) => files.map((file) => join(place, file))).filter((file) => existsSync(file));
    // elsewhere the loaders also look in the current folder, where no library must come from
    return family === "linux" ? [...files, ...whole] : [...files.filter((file) => file === accelerate), ...whole];
  });
}
