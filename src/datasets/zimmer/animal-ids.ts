import { matTexts } from "../../formats/mat/mat-access.js";
import type { MatValue } from "../../formats/mat/mat-value.js";
import type { SourceLabel } from "../neuron-channels.js";
import { reportNameCount } from "../report-name-count.js";
import { type AnimalPlace, firstField } from "./animal-place.js";

/** The names that each entry of a list holds, in its order; an entry may be a list of names itself, however nested. */
export type IdEntries = readonly (readonly string[])[];

/** Reads a list of names: a cell array with an entry per neuron, or the rows of a character array. */
export function idEntries(value: MatValue | undefined): IdEntries {
  if (value?.kind !== "cell") return matTexts(value).map((text) => (text?.trim() ? [text] : []));
  const [only] = value.items;
  // the whole list inside a list of one
  if (value.items.length === 1 && only?.kind === "cell" && only.items.length > 1) return idEntries(only);
  return value.items.map(textsWithin);
}

/** All names of an entry, nested ones in the order of the lists; what is empty or no text is passed over. */
function textsWithin(value: MatValue): readonly string[] {
  if (value.kind === "cell") return value.items.flatMap(textsWithin);
  return value.kind === "char" ? value.rows.filter((text) => text.trim() !== "") : [];
}

/**
 * The label of each trace. Several names of one neuron leave it open; digits only are the source's number of a neuron
 * that it does not name. Names beyond the traces, traces beyond the names and all of the above are reported.
 */
export function animalLabels(
  { animal, file, place, report }: AnimalPlace,
  fields: readonly string[],
  traces: number,
): readonly (SourceLabel | undefined)[] {
  const field = firstField(animal, fields);
  const entries = idEntries(field?.value);
  const where = { source_file: file, place: `${place}.${field?.name ?? fields[0]}` };
  if (entries.length === 0) {
    const found = field ? "no list of names" : `no field ${fields.join(" or ")}`;
    report({
      ...where,
      rule: "no-names",
      severity: "loss",
      expected: "a name per trace",
      found,
      action: "all unlabelled",
    });
    return new Array<undefined>(traces).fill(undefined);
  }
  reportNameCount(entries.length, traces, where, report);
  const used = entries.slice(0, traces).map((names) => [...new Set(names)]);
  const several = used.filter((names) => names.length > 1);
  if (several.length > 0) {
    const lists = several.map((names) => names.join(" and ")).join(", ");
    const rule = "several-names";
    report({ ...where, rule, severity: "note", found: `${lists} for one trace each`, action: "kept as ambiguous" });
  }
  const numbers = used.filter((names) => names.length === 1 && isNumber(names[0]!)).length;
  if (numbers > 0) {
    const rule = "numbers-for-names";
    const action = "these traces are unlabelled";
    report({ ...where, rule, severity: "note", found: `${numbers} names are numbers`, action });
  }
  return Array.from({ length: traces }, (_, index) => {
    const names = used[index] ?? [];
    if (names.length === 0 || (names.length === 1 && isNumber(names[0]!))) return undefined;
    return { label: names.join("/") };
  });
}

function isNumber(name: string): boolean {
  return /^\d+$/.test(name.trim());
}
