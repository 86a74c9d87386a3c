import { FormatError } from "../errors.js";
import type { AttributeType, AttributeValue } from "./graph-document.js";
import { parseNumber } from "./parse-number.js";

/**
 * The value that a graph file writes as `text` for an attribute of a type.
 *
 * @throws FormatError where the text is no value of the type.
 */
export function attributeValue(
  text: string,
  type: AttributeType,
  place: { file: string; place: string },
): AttributeValue {
  if (type === "string") return text;
  const trimmed = text.trim();
  if (type === "boolean") {
    const value = ({ true: true, false: false, "1": true, "0": false } as const)[trimmed.toLowerCase()];
    if (value !== undefined) return value;
  } else {
    const value = parseNumber(trimmed) ?? undefined;
    if (value !== undefined && (type === "double" || Number.isInteger(value))) return value;
  }
  throw new FormatError({ ...place, expected: `a value of type ${type}`, found: JSON.stringify(text.slice(0, 40)) });
}

/** The text that graph files hold for a value; read back, it is the same value. */
export function attributeText(value: AttributeValue): string {
  return Object.is(value, -0) ? "-0" : String(value);
}
