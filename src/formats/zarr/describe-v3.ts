import type { ArrayDescription, ChunkReading } from "./array-description.js";
import { productOf } from "./array-description.js";
import { type ByteCodec, isByteCodec } from "./byte-codecs.js";
import { codecProblem, compressorName, plainName } from "./codec-names.js";
import { carriedFill, fillNumber } from "./fill-number.js";
import { badField, type DocumentPlace, isJsonObject, type JsonObject, lengthsOf, objectOf } from "./json-fields.js";
import { typeNamed, type ZarrType } from "./zarr-types.js";

/** The index of a shard is read as a whole. */
const mostChunksInShard = 2 ** 20;

/**
 * What a `zarr.json` document of an array says (Zarr core specification, version 3).
 *
 * @throws FormatError for fields that are missing or contradict each other
 */
export function describeV3(document: JsonObject, where: DocumentPlace): ArrayDescription {
  if (document.zarr_format !== 3) throw badField(where, "zarr_format", "3", document.zarr_format);
  const shape = lengthsOf(where, "shape", document.shape, 0);
  const grid = objectOf(where, "chunk_grid", document.chunk_grid);
  if (grid.name !== "regular") throw badField(where, "chunk_grid", '"regular"', grid.name);
  const outer = chunkShape(where, "chunk_grid", grid.configuration, shape.length);
  const codecs = codecsOf(document.codecs, where);
  const sharding = codecs.find(({ name }) => name === "sharding_indexed");
  const chunks = sharding ? chunkShape(where, "sharding", sharding.settings, shape.length) : outer;
  if (chunks.some((length, axis) => outer[axis]! % length !== 0)) {
    throw badField(where, "sharding", `chunks that divide shards of ${outer.join(" x ")}`, chunks);
  }
  if (productOf(outer) / productOf(chunks) > mostChunksInShard) {
    throw badField(where, "sharding", `shards of at most ${mostChunksInShard} chunks`, chunks);
  }
  const encoding = objectOf(where, "chunk_key_encoding", document.chunk_key_encoding);
  const { separator = encoding.name === "v2" ? "." : "/" } = (encoding.configuration ?? {}) as JsonObject;
  if ((encoding.name !== "default" && encoding.name !== "v2") || (separator !== "." && separator !== "/")) {
    throw badField(where, "chunk_key_encoding", '"default" or "v2" with "." or "/"', encoding);
  }
  const inner = sharding ? codecsOf(sharding.settings.codecs, where) : codecs;
  const type = typeNamed(document.data_type);
  return {
    ...{ shape, chunks, shards: sharding ? outer : null, separator, fillValue: document.fill_value ?? null },
    keyPrefix: encoding.name === "default" ? "c" : "",
    dtype: typeof document.data_type === "string" ? document.data_type : JSON.stringify(document.data_type),
    codec: compressorName(inner),
    attributes: isJsonObject(document.attributes) ? document.attributes : {},
    reading: type ? readingOf(document, codecs, sharding?.settings, chunks, type, where) : "it holds no numbers",
  };
}

function chunkShape(where: DocumentPlace, field: string, configuration: unknown, rank: number): readonly number[] {
  const lengths = lengthsOf(where, field, objectOf(where, field, configuration).chunk_shape, 1);
  if (lengths.length !== rank) throw badField(where, field, `${rank} lengths`, lengths);
  return lengths;
}

function codecsOf(value: unknown, where: DocumentPlace): readonly ByteCodec[] {
  if (!Array.isArray(value)) throw badField(where, "codecs", "a list", value);
  return value.map((one: unknown) => {
    const { name, configuration = {} } = objectOf(where, "codecs", typeof one === "string" ? { name: one } : one);
    if (typeof name !== "string") throw badField(where, "codecs", "a name", name);
    return { name: plainName(name), settings: objectOf(where, "codecs", configuration) };
  });
}

function readingOf(
  document: JsonObject,
  codecs: readonly ByteCodec[],
  sharding: JsonObject | undefined,
  chunks: readonly number[],
  type: ZarrType,
  where: DocumentPlace,
): ChunkReading | string {
  if (sharding && codecs.length > 1) return "codecs around shards";
  const inner = sharding ? codecsOf(sharding.codecs, where) : codecs;
  const firstOfBytes = inner.findIndex(({ name }) => isByteCodec(name));
  const before = firstOfBytes < 0 ? inner : inner.slice(0, firstOfBytes);
  const byteCodecs = firstOfBytes < 0 ? [] : inner.slice(firstOfBytes);
  const unknown = byteCodecs.find(({ name }) => !isByteCodec(name));
  const problem = unknown ? `the codec ${unknown.name}` : codecProblem(byteCodecs);
  if (problem) return problem;
  const arrayProblem = before.map((codec) => arrayCodecProblem(codec, chunks.length, type)).find((one) => one);
  if (arrayProblem) return arrayProblem;
  const index = sharding && indexOf(sharding, where);
  if (typeof index === "string") return index;
  const fill = fillNumber(where, document.fill_value, type);
  const kept = before.map(({ name, settings }) => ({ name: pipelineName(name), configuration: settings }));
  const isBig = before.some(({ name, settings }) => name === "bytes" && settings.endian === "big");
  return {
    type,
    ...{ byteCodecs, chunkBytes: productOf(chunks) * type.bytes, shardIndex: index, fill },
    isPlain: before.every(({ name }) => name === "bytes") && (type.bytes === 1 || !isBig),
    documentName: "zarr.json",
    document: {
      ...{ zarr_format: 3, node_type: "array", shape: document.shape, data_type: type.carrier, attributes: {} },
      ...{ chunk_grid: document.chunk_grid, chunk_key_encoding: document.chunk_key_encoding },
      fill_value: carriedFill(type, fill),
      codecs: sharding ? [shardingCodec(chunks, kept, index!.hasChecksum)] : kept,
    },
  };
}

/** What the pipeline of codecs calls them. */
function pipelineName(name: string): string {
  return name === "delta" || name === "bitround" ? `numcodecs.${name}` : name;
}

/** Why a codec on elements cannot be undone; undefined where it can. */
function arrayCodecProblem({ name, settings }: ByteCodec, rank: number, type: ZarrType): string | undefined {
  if (name === "bytes") {
    const { endian = "little" } = settings;
    return endian === "little" || endian === "big" ? undefined : `bytes in the order ${JSON.stringify(endian)}`;
  }
  if (name === "transpose") {
    const { order } = settings;
    const isOrder = Array.isArray(order) && order.length === rank && order.every((_, axis) => order.includes(axis));
    return isOrder || order === "C" || order === "F" ? undefined : "a transpose codec without an order of the axes";
  }
  if (type.carrier !== type.name) return `the codec ${name} on ${type.name}`;
  if (name === "delta" || name === "bitround") return undefined;
  return `the codec ${name}`;
}

/** How the index of a shard is stored; a text says why it cannot be read. */
function indexOf(sharding: JsonObject, where: DocumentPlace): NonNullable<ChunkReading["shardIndex"]> | string {
  const { index_location: location = "end" } = sharding;
  if (location !== "end" && location !== "start") throw badField(where, "sharding", '"start" or "end"', location);
  const codecs = codecsOf(sharding.index_codecs, where);
  const [bytes, checksum, ...rest] = codecs;
  const isPlain = bytes?.name === "bytes" && (bytes.settings.endian ?? "little") === "little";
  if (!isPlain || (checksum && checksum.name !== "crc32c") || rest.length > 0)
    return "an index of shards in other codecs";
  return { hasChecksum: checksum !== undefined, isAtStart: location === "start" };
}

function shardingCodec(chunks: readonly number[], codecs: readonly JsonObject[], hasChecksum: boolean): JsonObject {
  const bytes = { name: "bytes", configuration: { endian: "little" } };
  const index_codecs = hasChecksum ? [bytes, { name: "crc32c" }] : [bytes];
  return { name: "sharding_indexed", configuration: { chunk_shape: chunks, codecs, index_codecs } };
}
