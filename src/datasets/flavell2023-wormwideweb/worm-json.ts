import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import { parseJson } from "../../formats/json.js";
import { jsonKeys } from "../../formats/json-keys.js";
import { decodeUtf8 } from "../../formats/text-place.js";
import { type LabelEntry, labelEntry } from "../dag2023/label-entry.js";
import { isRecord } from "../manifest-fact.js";

/** The JSON of one recording. */
export interface WormJson {
  readonly file: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** The entries of `labeled` in the order of the file; their keys are trace numbers from 1. */
  readonly labels: readonly LabelEntry[];
}

/** A larger file is refused, since it is read as a whole. */
const mostBytes = 2 ** 28;

/**
 * Reads the JSON of one recording and its labels.
 *
 * @throws FormatError for what is no JSON object, and labels without trace number or text
 */
export async function readWormJson(source: ByteSource, signal?: AbortSignal): Promise<WormJson> {
  const file = source.name;
  if (source.size > mostBytes) {
    const found = `${source.size} bytes`;
    throw new FormatError({ file, place: "size", expected: `at most ${mostBytes} bytes`, found });
  }
  const text = decodeUtf8(file, await source.read(0, source.size, signal));
  const fields = parseJson(file, text);
  if (!isRecord(fields)) {
    throw new FormatError({ file, place: "the whole file", expected: "an object", found: describe(fields) });
  }
  const labeled = fields.labeled ?? {};
  if (!isRecord(labeled)) {
    throw new FormatError({ file, place: "labeled", expected: "an object", found: describe(labeled) });
  }
  // the published collection names neurons in this order
  const keys = jsonKeys(text, ["labeled"]) ?? [];
  const labels = keys.map((key) => {
    const entry = labeled[key];
    const where = { file, place: `labeled, ${key}` };
    const roi = /^[1-9]\d*$/.test(key) ? Number(key) : key;
    return labelEntry({ ...(isRecord(entry) ? entry : { label: entry }), roi }, where);
  });
  return { file, fields, labels };
}

/**
 * The numbers of a field; a null is NaN. Undefined where the field is not there.
 *
 * @throws FormatError for what is no list of numbers
 */
export function numbersOf({ file, fields }: WormJson, name: string): Float64Array | undefined {
  const value = fields[name];
  return value === undefined || value === null ? undefined : numbers(value, { file, place: name });
}

/**
 * The traces of a field, one list per neuron; undefined where the field is not there.
 *
 * @throws FormatError for another shape, and lists of different length
 */
export function tracesOf({ file, fields }: WormJson, name: string): readonly Float64Array[] | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || value.length === 0) {
    throw new FormatError({ file, place: name, expected: "a list per neuron", found: describe(value) });
  }
  const traces = value.map((trace, index) => numbers(trace, { file, place: `${name}, neuron ${index + 1}` }));
  const other = traces.findIndex((trace) => trace.length !== traces[0]!.length);
  if (other === -1) return traces;
  const expected = `${traces[0]!.length} numbers as in the first`;
  const place = `${name}, neuron ${other + 1}`;
  throw new FormatError({ file, place, expected, found: `${traces[other]!.length}` });
}

function numbers(value: unknown, where: { readonly file: string; readonly place: string }): Float64Array {
  if (!Array.isArray(value)) {
    throw new FormatError({ ...where, expected: "a list of numbers", found: describe(value) });
  }
  const list = new Float64Array(value.length);
  for (const [index, one] of (value as readonly unknown[]).entries()) {
    if (typeof one !== "number" && one !== null) {
      const expected = `numbers (entry ${index})`;
      throw new FormatError({ ...where, expected, found: describe(one) });
    }
    list[index] = one ?? Number.NaN;
  }
  return list;
}

function describe(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
