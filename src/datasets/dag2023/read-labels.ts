import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import { isJld2Map, type Jld2Struct, type Jld2Value, readJld2 } from "../../formats/jld2.js";
import { type LabelEntry, labelEntry } from "./label-entry.js";

/** The entries of each recording, in stored order. */
export type LabelsByRecording = ReadonlyMap<string, readonly LabelEntry[]>;

/**
 * Reads the label dictionary: variable `NeuroPAL_labels`, entry `dict_match_dict`, per recording a tuple whose first
 * part maps the ROI number to the fields of its label.
 *
 * @throws FormatError when the file is damaged or laid out otherwise
 */
export async function readLabels(source: ByteSource): Promise<LabelsByRecording> {
  const file = source.name;
  const variables = await readJld2(source);
  const root = variables.get("NeuroPAL_labels") ?? null;
  const recordings = isJld2Map(root) ? (root.get("dict_match_dict") ?? null) : null;
  if (!isJld2Map(recordings)) {
    const found = [...variables.keys()].join(", ") || "no variable";
    const expected = "dict_match_dict, a dictionary by recording";
    throw new FormatError({ file, place: "NeuroPAL_labels", expected, found });
  }
  const labels = new Map<string, readonly LabelEntry[]>();
  for (const [recordingId, tuple] of recordings) {
    const place = `labels of ${String(recordingId)}`;
    const byRoi = isStruct(tuple) ? tuple.fields.get("1") : undefined;
    labels.set(
      String(recordingId),
      pairsOf(byRoi ?? null, { file, place }).map(([roi, fields]) =>
        labelEntry({ ...fieldsOf(fields, { file, place }), roi }, { file, place }),
      ),
    );
  }
  return labels;
}

type Where = { readonly file: string; readonly place: string };

/** A dictionary comes as a map or, depending on its key type, as a list of pairs. */
function pairsOf(value: Jld2Value, where: Where): readonly (readonly [Jld2Value, Jld2Value])[] {
  if (isJld2Map(value)) return [...value];
  if (!Array.isArray(value)) throw layoutError(where, "a dictionary by ROI number", value);
  return value.map((pair: Jld2Value) => {
    const first = isStruct(pair) ? pair.fields.get("first") : undefined;
    const second = isStruct(pair) ? pair.fields.get("second") : undefined;
    if (first === undefined || second === undefined) throw layoutError(where, "a pair of ROI number and fields", pair);
    return [first, second] as const;
  });
}

function fieldsOf(value: Jld2Value, where: Where): Readonly<Record<string, unknown>> {
  if (isJld2Map(value)) return Object.fromEntries([...value].map(([name, field]) => [String(name), field]));
  throw layoutError(where, "the fields of a label", value);
}

function layoutError(where: Where, expected: string, value: Jld2Value): FormatError {
  const found = Array.isArray(value) ? "a list" : value === null ? "nothing" : typeof value;
  return new FormatError({ ...where, expected, found });
}

function isStruct(value: Jld2Value): value is Jld2Struct {
  return typeof value === "object" && value !== null && "fields" in value;
}
