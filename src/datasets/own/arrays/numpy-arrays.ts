import type { ByteSource } from "../../../bytes/byte-source.js";
import { type NpyArray, openNpy } from "../../../formats/npy.js";
import { openNpz } from "../../../formats/npz.js";
import { safeNumbers } from "../../../formats/safe-numbers.js";
import { type ArrayEntry, type ArrayFile, noArray, onlyArray, wrongKind } from "./array-file.js";

/** An NPY file as a file of one array. */
export async function npyArrays(source: ByteSource): Promise<ArrayFile> {
  return arraysOf(source.name, new Map([[onlyArray, await openNpy(source)]]));
}

/** An NPZ file; arrays that cannot be read, such as Python objects, are passed over. */
export async function npzArrays(source: ByteSource): Promise<ArrayFile> {
  const npz = await openNpz(source);
  const arrays = new Map<string, NpyArray>();
  const failures: unknown[] = [];
  for (const name of npz.names) {
    try {
      arrays.set(name, await npz.open(name));
    } catch (error) {
      failures.push(error);
    }
  }
  if (arrays.size === 0 && failures.length > 0) throw failures[0];
  return arraysOf(source.name, arrays);
}

function arraysOf(file: string, arrays: ReadonlyMap<string, NpyArray>): ArrayFile {
  const entries: readonly ArrayEntry[] = [...arrays].map(([name, { shape, dtype }]) => ({
    name,
    holds: /^[<>|=]?[US]/.test(dtype) ? "texts" : "numbers",
    shape,
  }));
  const named = (name: string) => {
    const array = arrays.get(name);
    if (array) return array;
    throw noArray(file, name, entries);
  };
  return {
    file,
    entries,
    async numbers(name) {
      const array = named(name);
      const order = array.fortranOrder ? "F" : "C";
      const values = await array.read(undefined, { order });
      if (Array.isArray(values)) throw wrongKind(file, name, "numbers", "text");
      return { shape: array.shape, values: safeNumbers(values, `${file}: ${name}`), order };
    },
    async texts(name) {
      const values = await named(name).read();
      if (!Array.isArray(values)) throw wrongKind(file, name, "a list of texts", "numbers");
      return values.map((value) => String(value) || null);
    },
    close: () => undefined,
  };
}
