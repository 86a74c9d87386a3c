import { fromFloat16, toFloat16 } from "../../bytes/float16.js";
import { badField, type DocumentPlace } from "./json-fields.js";
import type { ZarrType } from "./zarr-types.js";

const words: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  "-Infinity": Number.NEGATIVE_INFINITY,
};

/**
 * The fill value of metadata as a number: null means 0, floats may be a word or their bits in hexadecimal digits.
 *
 * @throws FormatError for what is no number of the type
 */
export function fillNumber(where: DocumentPlace, value: unknown, type: ZarrType): number {
  if (value === null || value === undefined) return 0;
  if (typeof value === "boolean" && type.name === "bool") return Number(value);
  if (typeof value === "number" && (!type.isWhole || isInRange(value, type))) return value;
  if (typeof value === "string" && !type.isWhole) {
    if (Object.hasOwn(words, value)) return words[value]!;
    if (new RegExp(`^0x[0-9a-fA-F]{${type.bytes * 2}}$`).test(value)) return floatOfBits(value, type.bytes);
  }
  throw badField(where, "fill_value", `a number of type ${type.name}`, value);
}

/** The fill value as metadata of the type that carries it through the codecs have it. */
export function carriedFill(type: ZarrType, fill: number): number | string {
  if (type.name === "float16") return toFloat16(fill);
  return Number.isFinite(fill) ? fill : String(fill);
}

function isInRange(value: number, type: ZarrType): boolean {
  const isSigned = type.name.startsWith("int");
  const most = type.name === "bool" ? 1 : 2 ** (8 * type.bytes - (isSigned ? 1 : 0)) - 1;
  return Number.isSafeInteger(value) && value <= most && value >= (isSigned ? -most - 1 : 0);
}

function floatOfBits(digits: string, bytes: number): number {
  const view = new DataView(new ArrayBuffer(8));
  if (bytes === 2) return fromFloat16(Number(digits));
  if (bytes === 4) view.setUint32(0, Number(digits));
  else view.setBigUint64(0, BigInt(digits));
  return bytes === 4 ? view.getFloat32(0) : view.getFloat64(0);
}
