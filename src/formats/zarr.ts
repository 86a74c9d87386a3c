import type { FileSet } from "../bytes/file-set.js";
import { FormatError } from "../errors.js";
import type { BlockedArray } from "./blocked-array.js";
import type { ArrayDescription } from "./zarr/array-description.js";
import { blocksOfChunks } from "./zarr/blocks-of-chunks.js";
import { chunkedArray, type StoredArray } from "./zarr/chunked-array.js";
import { describeV2 } from "./zarr/describe-v2.js";
import { describeV3 } from "./zarr/describe-v3.js";
import { findRoot } from "./zarr/find-root.js";
import { foregroundOfChunks } from "./zarr/foreground-of-chunks.js";
import type { JsonObject } from "./zarr/json-fields.js";
import { readDocument, readDocuments, type ZarrNode } from "./zarr/read-documents.js";
import { storedBytesOf } from "./zarr/stored-bytes.js";

/** Where a store is, and what to call it. */
export interface ZarrOptions {
  /** The folder of the store among the files. Default: the top, or the only folder that has a store. */
  readonly root?: string;
  /** What errors call the store. Default: its folder. */
  readonly name?: string;
  readonly signal?: AbortSignal;
}

/** What a store says about an array, without reading a chunk. */
export interface ZarrArray {
  /** Below the root; empty where the store is one array. */
  readonly path: string;
  readonly version: 2 | 3;
  readonly shape: readonly number[];
  /** "uint8", "float32", …; as the file has it where it holds no numbers. */
  readonly dtype: string;
  /** Lengths of the chunks that are decoded by themselves. */
  readonly chunks: readonly number[];
  /** Lengths of the shards that chunks are gathered in; null where each chunk is a file. */
  readonly shards: readonly number[] | null;
  readonly codec: string | null;
  readonly fillValue: unknown;
  readonly attributes: JsonObject;
  /** Bytes of the files of its chunks; null where they were not asked for. */
  readonly storedBytes: number | null;
  /** Why its elements cannot be read as numbers; null where they can. */
  readonly problem: string | null;
}

/** Whether the files of chunks are opened to add up their sizes; over a network, that costs a request for each. */
export interface MeasureOptions {
  readonly measure?: boolean;
}

/** The groups and arrays of an opened store. */
export interface ZarrStore {
  /** The folder of the store among the files; empty for the top. */
  readonly root: string;
  /** The format of the root. */
  readonly version: 2 | 3;
  /** Paths of the groups below the root, which is the empty one. */
  readonly groups: readonly string[];
  /** All arrays, by path. */
  arrays(options?: MeasureOptions): Promise<readonly ZarrArray[]>;
  /**
   * An array of numbers for reading block by block.
   *
   * @throws FormatError naming the arrays that exist where there is none at `path`, and for one that cannot be read
   */
  array(path: string, options?: MeasureOptions): Promise<BlockedArray>;
  /** The attributes of a group or an array. */
  attributes(path: string): Promise<JsonObject>;
}

/**
 * Opens a Zarr store of format 2 or 3: lists its groups and arrays and reads their metadata, no chunk. The files may be
 * a folder or an archive (`openZip`), also a remote one.
 *
 * Elements may be whole numbers, bool or floats, in Blosc 1, gzip, zlib, Zstandard or LZ4, behind shuffle, delta,
 * bitround, fixedscaleoffset or transpose, in shards or not. Chunks that are not stored hold the fill value. Integers of
 * 64 bit must be below 2^53; half-precision floats become float32. Sizes in metadata and chunks are checked before
 * anything is allocated by them.
 *
 * @throws FormatError where there is no store, or more than one, and for damaged metadata
 */
export async function openZarr(files: FileSet, options: ZarrOptions = {}): Promise<ZarrStore> {
  const { signal } = options;
  const given = options.root?.replace(/^\/+|\/+$/g, "");
  const prefix = given ? `${given}/` : "";
  const paths: string[] = [];
  for await (const path of files.list(prefix)) paths.push(path);
  const root = given === undefined ? findRoot(paths, options.name ?? "the given files") : prefix;
  const file = options.name ?? (root.slice(0, -1) || "zarr store");
  const names = paths.filter((path) => path.startsWith(root)).map((path) => path.slice(root.length));
  const nodes = await readDocuments(files, root, names, signal);
  const first = nodes[0];
  if (!first) {
    throw new FormatError({ file, place: "zarr store", expected: ".zgroup, .zarray or zarr.json", found: "none" });
  }

  const attributesOf = async ({ path, version, document }: ZarrNode): Promise<JsonObject> => {
    if (version === 3) return (document.attributes as JsonObject | undefined) ?? {};
    const name = `${path === "" ? "" : `${path}/`}.zattrs`;
    return names.includes(name) ? readDocument(files, root + name, signal) : {};
  };

  const described = ({ version, document, file: of }: ZarrNode): ArrayDescription =>
    (version === 3 ? describeV3 : describeV2)(document, { file: of, place: "metadata" });

  const storedOf = (node: ZarrNode): StoredArray => {
    const folder = node.path === "" ? "" : `${node.path}/`;
    const keys = names.filter((name) => name.startsWith(folder)).map((name) => name.slice(folder.length));
    return { files, file, path: node.path, folder: root + folder, description: described(node), keys };
  };

  function find(path: string, kind?: "array"): ZarrNode {
    const plain = path.replace(/^\/+|\/+$/g, "");
    const node = nodes.find((one) => one.path === plain);
    if (node && (!kind || node.kind === kind)) return node;
    const known = nodes.filter((one) => !kind || one.kind === kind).map((one) => one.path || "/");
    const expected = `one of ${known.slice(0, 20).join(", ") || "no arrays"}${known.length > 20 ? ", …" : ""}`;
    throw new FormatError({
      file,
      place: `${kind ?? "path"} ${plain || "/"}`,
      expected,
      found: node?.kind ?? "nothing",
    });
  }

  return {
    root: root.slice(0, -1),
    version: first.version,
    groups: nodes.filter(({ kind }) => kind === "group").map(({ path }) => path),
    attributes: async (path) => attributesOf(find(path)),
    arrays: ({ measure } = {}) =>
      Promise.all(
        nodes
          .filter(({ kind }) => kind === "array")
          .map(async (node) => {
            const stored = storedOf(node);
            const { reading, attributes: _, separator: __, keyPrefix: ___, ...description } = stored.description;
            return {
              ...{ path: node.path, version: node.version, ...description },
              attributes: await attributesOf(node),
              storedBytes: measure ? await storedBytesOf(stored) : null,
              problem: typeof reading === "string" ? reading : null,
            };
          }),
      ),
    async array(path, { measure } = {}) {
      const node = find(path, "array");
      const stored = storedOf(node);
      const array = await chunkedArray(stored);
      const { shape, dtype, chunks, codec } = stored.description;
      return {
        ...{ file, path: node.path, shape, dtype, chunks, codec },
        storedBytes: measure ? await storedBytesOf(stored) : null,
        attributes: () => attributesOf(node),
        foreground: (onRun, reading) => foregroundOfChunks(array, onRun, reading),
        blocks: (reading) => blocksOfChunks(array, reading),
      };
    },
  };
}
