import { openZip } from "../../bytes/zip.js";
import { hdf5Arrays } from "../../datasets/volumes/hdf5-arrays.js";
import { openVolumeArray } from "../../datasets/volumes/open-volume-array.js";
import { volumeFormat } from "../../datasets/volumes/volume-format.js";
import { isNeuroloomError } from "../../errors.js";
import { hdf5BlockedArray } from "../../formats/hdf5-blocks.js";
import { openZarr } from "../../formats/zarr.js";
import type { Session } from "../command.js";
import { textTable } from "../text-table.js";
import type { VolumeFile } from "./volume-files.js";

/** What a file says about one of its arrays. */
interface ArrayInfo {
  readonly array: string;
  readonly shape: readonly number[] | null;
  readonly dtype: string | null;
  readonly chunks: readonly number[] | null;
  readonly codec: string | null;
  readonly storedBytes: number | null;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Why it cannot be read as numbers; null where it can. */
  readonly problem: string | null;
}

/** Lists the arrays of files with what their metadata say; no chunk is read. */
export async function tellVolumeInfo(files: readonly VolumeFile[], session: Session): Promise<void> {
  for (const file of files) {
    const arrays = await arraysOf(file, session.signal);
    const chosen = arrays.filter(
      ({ array }) => file.array === undefined || array === file.array.replace(/^\/+|\/+$/g, ""),
    );
    if (session.options.json) {
      for (const info of chosen) session.printJson({ file: file.name, sample: file.sample, ...info });
      continue;
    }
    session.print(file.name);
    const cells = chosen.map(({ array, shape, dtype, chunks, codec, storedBytes, attributes, problem }) => [
      array || "/",
      shape?.join("×") ?? "-",
      dtype ?? "-",
      chunks?.join("×") ?? "-",
      codec ?? "-",
      storedBytes === null ? "-" : String(storedBytes),
      problem ?? shortened(attributes),
    ]);
    for (const line of textTable(["ARRAY", "SHAPE", "TYPE", "CHUNKS", "CODEC", "BYTES", "ATTRIBUTES"], cells)) {
      session.print(`  ${line}`);
    }
  }
}

async function arraysOf({ files, path, requested }: VolumeFile, signal: AbortSignal): Promise<readonly ArrayInfo[]> {
  const source = await files.open(path);
  const format = source && volumeFormat(source.name, await source.read(0, Math.min(source.size, 1024), signal));
  if (!source || format === "zip") {
    const set = source ? await openZip(source, { signal }) : files;
    const store = await openZarr(set, { name: path, signal, ...(!source && { root: path }) });
    // over a network, sizes of chunks would cost a request for each
    const arrays = await store.arrays({ measure: requested === undefined });
    return arrays.map(({ path: array, shape, dtype, chunks, codec, storedBytes, attributes, problem }) => {
      return { array, shape, dtype, chunks, codec, storedBytes, attributes, problem };
    });
  }
  if (format !== "hdf5") return [await infoOf("", () => openVolumeArray(files, path, { signal }))];
  const arrays = await hdf5Arrays(source, signal);
  const infos: ArrayInfo[] = [];
  for (const array of arrays) infos.push(await infoOf(array, () => hdf5BlockedArray(source, `/${array}`, { signal })));
  return infos;
}

async function infoOf(array: string, open: () => ReturnType<typeof openVolumeArray>): Promise<ArrayInfo> {
  try {
    const opened = await open();
    const { shape, dtype, chunks, codec, storedBytes } = opened;
    return { array, shape, dtype, chunks, codec, storedBytes, attributes: await opened.attributes(), problem: null };
  } catch (error) {
    // one array of text, say, does not hide the others
    if (!isNeuroloomError(error) || array === "") throw error;
    const nothing = { shape: null, dtype: null, chunks: null, codec: null, storedBytes: null, attributes: {} };
    return { array, ...nothing, problem: error.message };
  }
}

function shortened(attributes: Readonly<Record<string, unknown>>): string {
  const text = JSON.stringify(attributes);
  return text.length <= 100 ? text : `${text.slice(0, 97)}...`;
}
