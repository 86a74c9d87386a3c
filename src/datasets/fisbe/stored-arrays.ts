import type { Manifest } from "../../manifest/schema.js";
import { isTextRecord, manifestFact } from "../manifest-fact.js";

/** Paths of labels and image in each store, as the manifest's fact `reference_arrays` has them. */
export function storedArrays(manifest: Manifest): { readonly labels: string; readonly raw: string } {
  const expected = "the paths of labels and raw";
  return manifestFact(manifest, "reference_arrays", expected, isArrays);
}

function isArrays(value: unknown): value is { readonly labels: string; readonly raw: string } {
  return isTextRecord(value) && "labels" in value && "raw" in value;
}
