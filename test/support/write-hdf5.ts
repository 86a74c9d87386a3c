import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What to put at a path of the form "group/name"; 64-bit integers are written from BigInt64Array. */
export interface Hdf5Content {
  readonly shape: readonly number[];
  readonly data: Float64Array | BigInt64Array;
}

/** The bytes of an HDF5 file with one level of groups. */
export async function writeHdf5(content: Readonly<Record<string, Hdf5Content>>): Promise<Uint8Array> {
  const { default: h5wasm } = await import("h5wasm/node");
  await h5wasm.ready;
  const folder = await mkdtemp(join(tmpdir(), "neuroloom-hdf5-"));
  try {
    const path = join(folder, "written.h5");
    const file = new h5wasm.File(path, "w");
    for (const group of new Set(Object.keys(content).map((name) => name.split("/")[0]!))) file.create_group(group);
    for (const [name, { shape, data }] of Object.entries(content)) {
      const [group, dataset] = name.split("/");
      const dtype = data instanceof BigInt64Array ? "<q" : "<d";
      const parent = file.get(group!) as InstanceType<typeof h5wasm.Group>;
      parent.create_dataset({ name: dataset!, data, shape: [...shape], dtype });
    }
    file.close();
    return new Uint8Array(await readFile(path));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A float64 array of any shape, filled by its flat index. */
export function numbers(shape: readonly number[], value: (index: number) => number): Hdf5Content {
  const length = shape.reduce((product, n) => product * n, 1);
  return { shape, data: Float64Array.from({ length }, (_, index) => value(index)) };
}

/** A 64-bit integer array. */
export function integers(shape: readonly number[], values: readonly number[]): Hdf5Content {
  return { shape, data: BigInt64Array.from(values, BigInt) };
}
