import type { ArrayDescription, ChunkReading } from "./array-description.js";
import { productOf } from "./array-description.js";
import { type ByteCodec, isByteCodec } from "./byte-codecs.js";
import { codecProblem, compressorName, plainName } from "./codec-names.js";
import { fillNumber } from "./fill-number.js";
import { badField, type DocumentPlace, isJsonObject, type JsonObject, lengthsOf, objectOf } from "./json-fields.js";
import { typeOfCode, type ZarrType } from "./zarr-types.js";

/**
 * What a `.zarray` document of format 2 says.
 *
 * @throws FormatError for fields that are missing or contradict each other
 */
export function describeV2(document: JsonObject, where: DocumentPlace): ArrayDescription {
  if (document.zarr_format !== 2) throw badField(where, "zarr_format", "2", document.zarr_format);
  const shape = lengthsOf(where, "shape", document.shape, 0);
  const chunks = lengthsOf(where, "chunks", document.chunks, 1);
  if (chunks.length !== shape.length) throw badField(where, "chunks", `${shape.length} lengths`, chunks);
  const { order, dimension_separator: separator = ".", dtype } = document;
  if (order !== "C" && order !== "F") throw badField(where, "order", '"C" or "F"', order);
  if (separator !== "." && separator !== "/") throw badField(where, "dimension_separator", '"." or "/"', separator);
  const codecs = codecsOf(document, where);
  const type = typeof dtype === "string" && /^[<>|]/.test(dtype) ? typeOfCode(dtype.slice(1)) : undefined;
  return {
    ...{ shape, chunks, shards: null, separator, keyPrefix: "", fillValue: document.fill_value ?? null },
    dtype: type?.name ?? (typeof dtype === "string" ? dtype : JSON.stringify(dtype)),
    codec: compressorName(codecs.filter(({ name }) => isByteCodec(name))) ?? compressorOf(document),
    attributes: undefined,
    reading: type ? readingOf(document, codecs, type, where) : "it holds no numbers",
  };
}

function compressorOf({ compressor }: JsonObject): string | null {
  return isJsonObject(compressor) && typeof compressor.id === "string" ? compressor.id : null;
}

/** Filters, then the compressor: the order of writing. */
function codecsOf({ filters, compressor }: JsonObject, where: DocumentPlace): readonly ByteCodec[] {
  if (filters !== null && filters !== undefined && !Array.isArray(filters)) {
    throw badField(where, "filters", "a list", filters);
  }
  const found = [...((filters as unknown[] | null | undefined) ?? []), ...(compressor ? [compressor] : [])];
  return found.map((one) => {
    const settings = objectOf(where, "filters and compressor", one);
    if (typeof settings.id !== "string") throw badField(where, "filters and compressor", "an id", settings.id);
    return { name: plainName(settings.id), settings };
  });
}

function readingOf(
  document: JsonObject,
  codecs: readonly ByteCodec[],
  type: ZarrType,
  where: DocumentPlace,
): ChunkReading | string {
  const dtype = document.dtype as string;
  const firstOfBytes = codecs.findIndex(({ name }) => isByteCodec(name));
  const filters = firstOfBytes < 0 ? codecs : codecs.slice(0, firstOfBytes);
  const byteCodecs = firstOfBytes < 0 ? [] : codecs.slice(firstOfBytes);
  const unknown = byteCodecs.find(({ name }) => !isByteCodec(name));
  if (unknown) return `the codec ${unknown.name}`;
  let elementBytes = type.bytes;
  for (const { name, settings } of filters) {
    const problem = filterProblem(name, settings, dtype, type);
    if (problem) return problem;
    if (name === "fixedscaleoffset") elementBytes = Number(((settings.astype as string | undefined) ?? dtype).slice(2));
  }
  const problem = codecProblem(byteCodecs);
  if (problem) return problem;
  const chunkBytes = productOf(document.chunks as number[]) * elementBytes;
  const kept = filters.map(({ settings }) => settings);
  return {
    type,
    ...{ byteCodecs, chunkBytes, shardIndex: undefined, fill: fillNumber(where, document.fill_value, type) },
    isPlain: filters.length === 0 && document.order === "C" && (type.bytes === 1 || !dtype.startsWith(">")),
    documentName: ".zarray",
    document: {
      ...{ zarr_format: 2, shape: document.shape, chunks: document.chunks, order: document.order, fill_value: 0 },
      ...{ dtype: dtype[0] + type.carrierV2, compressor: null, filters: kept.length === 0 ? null : kept },
    },
  };
}

/** Why a filter on elements cannot be undone; undefined where it can. */
function filterProblem(name: string, settings: JsonObject, dtype: string, type: ZarrType): string | undefined {
  if (type.carrier !== type.name) return `the filter ${name} on ${type.name}`;
  if (name === "bitround") return undefined;
  const { dtype: from = dtype, astype = from } = settings;
  if (name === "delta") return from === dtype && astype === dtype ? undefined : "a delta filter between types";
  if (name !== "fixedscaleoffset") return `the filter ${name}`;
  const target = typeof astype === "string" ? typeOfCode(astype.slice(1)) : undefined;
  const isSameOrder = typeof astype === "string" && (target?.bytes === 1 || astype[0] === dtype[0]);
  const isKnown = from === dtype && isSameOrder && target && target.carrier === target.name;
  return isKnown ? undefined : "a fixedscaleoffset filter between these types";
}
