import type { Manifest } from "../../manifest/schema.js";
import type { Row } from "../../tables/tables.js";
import { isRecord, manifestFact } from "../manifest-fact.js";

/** One wiring diagram of a dataset, as the manifest's fact `annotations` states it. */
export interface Annotation {
  /** Its connectome_id. */
  readonly id: string;
  readonly title: string;
  readonly edition: string;
  readonly family: string;
  readonly method: string;
  readonly sex: Row<"connectomes">["sex"];
  readonly stage: string | null;
  readonly genotype: string | null;
  readonly region: string | null;
  /** Unit of its weights; null where the source does not say. */
  readonly unit: string | null;
  /** The file it is read from, as the manifest lists it. */
  readonly file: string;
  /** Sheet or part of the file; null where it is all of it. */
  readonly place: string | null;
}

/**
 * The wiring diagrams of a dataset, in the order of the manifest.
 *
 * @throws SchemaError where the manifest's fact `annotations` lacks one of their fields
 */
export function annotationsOf(manifest: Manifest): readonly Annotation[] {
  return manifestFact(manifest, "annotations", expected, isAnnotations);
}

const expected =
  "a list of annotations: id, title, edition, family, method, sex, stage, genotype, region, unit, file, place";
const texts = ["id", "title", "edition", "family", "method", "file"] as const;
const textsOrNull = ["sex", "stage", "genotype", "region", "unit", "place"] as const;

function isAnnotations(value: unknown): value is readonly Annotation[] {
  if (!Array.isArray(value) || value.length === 0) return false;
  return value.every(
    (entry) =>
      isRecord(entry) &&
      texts.every((name) => typeof entry[name] === "string") &&
      textsOrNull.every((name) => typeof entry[name] === "string" || entry[name] === null),
  );
}
