import type { MatValue } from "../../formats/mat/mat-value.js";
import type { ReportFinding } from "../read-recordings.js";
import type { Animal } from "./animals.js";

/** An animal of a file and where to report what is noticed about it. */
export interface AnimalPlace {
  readonly animal: Animal;
  readonly file: string;
  /** The variable and the animal's 1-based place in it, as MATLAB writes them: `WT_Stim(3)`. */
  readonly place: string;
  readonly report: ReportFinding;
}

/** The first of some fields that an animal has and that is not empty; else the first that it has at all. */
export function firstField(
  animal: Animal,
  names: readonly string[],
): { readonly name: string; readonly value: MatValue } | undefined {
  const held = names.filter((name) => Object.hasOwn(animal, name));
  const name = held.find((field) => !isEmpty(animal[field]!)) ?? held[0];
  return name === undefined ? undefined : { name, value: animal[name]! };
}

export function isEmpty({ shape }: MatValue): boolean {
  return shape.includes(0);
}

/** What a value is, for messages. */
export function describeValue(value: MatValue | undefined): string {
  if (!value) return "no such field";
  const size = value.shape.join(" × ");
  return `${value.kind === "opaque" ? value.className : value.kind} of ${size}`;
}
