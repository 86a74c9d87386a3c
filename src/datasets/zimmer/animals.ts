import { cellItems, fieldOf } from "../../formats/mat/mat-access.js";
import type { MatCell, MatValue } from "../../formats/mat/mat-value.js";
import { commonFields, type ZimmerLayout } from "./layout.js";

/** What a file holds about one animal: values by field. */
export type Animal = Readonly<Record<string, MatValue>>;

/**
 * The animals of a variable, in the order of the file. It is a structure array with an element per animal, or one
 * structure whose fields are lists with an entry per animal; the longest list of traces or times says how many. Undefined
 * for what is no structure.
 */
export function animalsOf(
  variable: MatValue,
  layout: Pick<ZimmerLayout, "traces" | "time">,
): readonly Animal[] | undefined {
  if (variable.kind !== "struct") return undefined;
  const [only] = variable.elements;
  if (variable.elements.length !== 1 || !only) return variable.elements;
  const entries = (fields: readonly string[]) => fields.map((field) => cellItems(fieldOf(variable, field)).length);
  const traces = entries(Object.values(layout.traces).flat());
  if (traces.every((count) => count === 0)) return [only];
  const count = Math.max(...traces, ...entries(layout.time));
  return Array.from({ length: count }, (_, index) => {
    const values = Object.entries(only).map(([field, value]) => [field, entryOf(field, value, index, count)] as const);
    return Object.fromEntries(values.filter((entry): entry is [string, MatValue] => entry[1] !== undefined));
  });
}

/** The part of a field that belongs to one animal; undefined where its list is too short. */
function entryOf(field: string, value: MatValue, index: number, count: number): MatValue | undefined {
  if (value.kind === "cell") {
    const isOneKey = field === commonFields.stateKey && value.items.some(isName);
    return isOneKey || (count === 1 && isFlat(value)) ? value : value.items[index];
  }
  if (value.kind === "struct" && value.elements.length === count) {
    return { ...value, shape: [1, 1], elements: [value.elements[index]!] };
  }
  if (value.kind === "numeric" && count > 1 && value.values.length === count) {
    return { ...value, shape: [1, 1], values: value.values.slice(index, index + 1) };
  }
  return value;
}

/** The list of names of the only animal, and not a list with one entry that is its list of names. */
function isFlat({ items }: MatCell): boolean {
  const kinds = items.map(({ kind }) => kind);
  return items.length !== 1 && !kinds.includes("cell") && kinds.includes("char");
}

function isName(value: MatValue): boolean {
  return value.kind === "char" && value.rows.length === 1;
}
