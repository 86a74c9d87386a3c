import { SchemaError } from "../errors.js";
import type { Manifest } from "../manifest/schema.js";

/**
 * A fact of the manifest that a reader needs, checked by `isValid`.
 *
 * @throws SchemaError where the manifest lacks it or it has another shape
 */
export function manifestFact<T>(
  manifest: Manifest,
  name: string,
  expected: string,
  isValid: (value: unknown) => value is T,
): T {
  const value = Object.hasOwn(manifest.facts, name) ? manifest.facts[name]?.value : undefined;
  if (isValid(value)) return value;
  throw new SchemaError({ file: `${manifest.id}.json`, issues: [`facts.${name}.value: expected ${expected}`] });
}

export function isPositiveNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value > 0;
}

export function isTextRecord(value: unknown): value is Readonly<Record<string, string>> {
  return isRecord(value) && Object.values(value).every((entry) => typeof entry === "string");
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
