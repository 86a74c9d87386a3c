import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import { type Hdf5File, openHdf5 } from "../../formats/hdf5.js";

/** Objects of a file at most: a file with more is no file of volumes. */
const mostObjects = 10_000;

/**
 * Paths of all datasets of an HDF5 file, without a first slash, in stored order.
 *
 * @throws FormatError for what is no HDF5 or damaged, and for a file of very many objects, as one is whose groups contain
 *   each other
 */
export async function hdf5Arrays(source: ByteSource, signal?: AbortSignal): Promise<readonly string[]> {
  const file = await openHdf5(source, signal ? { signal } : {});
  try {
    return await datasetsBelow(file, source.name);
  } finally {
    file.close();
  }
}

async function datasetsBelow(file: Hdf5File, name: string): Promise<readonly string[]> {
  const datasets: string[] = [];
  const groups = [""];
  let objects = 0;
  for (let next = 0; next < groups.length; next++) {
    const group = groups[next]!;
    for (const entry of await file.list(`/${group}`)) {
      if (++objects > mostObjects) {
        const expected = `at most ${mostObjects} objects`;
        throw new FormatError({ file: name, place: `/${group}`, expected, found: "more" });
      }
      const path = group === "" ? entry.name : `${group}/${entry.name}`;
      if (entry.kind === "group") groups.push(path);
      if (entry.kind === "dataset") datasets.push(path);
    }
  }
  return datasets;
}
