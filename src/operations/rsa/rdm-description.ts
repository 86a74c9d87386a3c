import type { Descriptor, RdmDescription } from "../../rsa/stack/rdm-stack.js";
import { parseColumn } from "./parse-column.js";
import type { RdmRow } from "./rdm-row.js";

/** Columns of `rdms` that are descriptors of an RDM under the same name. */
const described = [
  ...(["title", "kind", "stimulus_set", "subject", "session", "task", "region", "model", "layer"] as const),
  ...(["start_s", "end_s", "source_name"] as const),
];

/** Everything a row says that is no provenance: its columns, and the words, numbers and truth values of `attributes`. */
export function descriptorsOf(row: RdmRow): Readonly<Record<string, Descriptor>> {
  const descriptors: Record<string, Descriptor> = {};
  const attributes = parseColumn("attributes", row.attributes ?? "{}");
  for (const [name, value] of Object.entries(Object(attributes) as object)) {
    if (["string", "number", "boolean"].includes(typeof value)) descriptors[name] = value as Descriptor;
  }
  for (const name of described) if ((row[name] ?? null) !== null) descriptors[name] = row[name];
  return descriptors;
}

/** The columns of `rdms` that a description gives; descriptors that are no column become `attributes`. */
export function rowOf(rdm: RdmDescription): Partial<RdmRow> & Pick<RdmRow, "rdm_id" | "title" | "transforms"> {
  const { id, dissimilarity, noise, crossvalidation, normalisation, transforms, descriptors } = rdm;
  const columns: Record<string, Descriptor> = {};
  const others: Record<string, Descriptor> = {};
  for (const [name, value] of Object.entries(descriptors)) {
    if ((described as readonly string[]).includes(name)) columns[name] = value;
    else others[name] = value;
  }
  return {
    title: id,
    ...columns,
    ...{ rdm_id: id, dissimilarity, noise, crossvalidation, normalisation, mean_removed: rdm.meanRemoved },
    transforms: JSON.stringify(transforms),
    attributes: Object.keys(others).length === 0 ? null : JSON.stringify(others),
  };
}
