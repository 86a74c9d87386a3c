import { FormatError } from "../errors.js";

/** A label out of a list of names, and how many lists of one entry stood around it. */
export interface UnwrappedLabel {
  readonly label: string;
  readonly depth: number;
}

/**
 * A label that some exports nest one or more levels deeper than the rest: `"AVAL"`, `["AVAL"]`, `[["AVAL"]]`.
 * Up to four levels are unwrapped.
 *
 * @throws FormatError when it is anything else
 */
export function unwrapLabel(value: unknown, where: { readonly file: string; readonly place: string }): UnwrappedLabel {
  let inner = value;
  let depth = 0;
  while (Array.isArray(inner) && inner.length === 1 && depth < 4) {
    inner = inner[0];
    depth++;
  }
  if (typeof inner === "string") return { label: inner, depth };
  const found = inner === null ? "null" : Array.isArray(inner) ? `a list of ${inner.length}` : typeof inner;
  throw new FormatError({ ...where, expected: "a neuron label", found });
}
