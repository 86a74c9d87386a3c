import { ArgumentError } from "../../errors.js";
import type { RdmVectors } from "../rdm-vectors.js";

/** Which region (or layer) and which subject (or network instance) every RDM belongs to. */
export interface IdentificationLabels {
  /** One name per RDM. */
  readonly regions: readonly string[];
  /** One name per RDM. */
  readonly subjects: readonly string[];
}

/** Labels as places in sorted lists of names. */
export interface LabelledRdms {
  /** Sorted; of regions that are equally near the first one is taken. */
  readonly regions: readonly string[];
  /** Sorted. */
  readonly subjects: readonly string[];
  /** Per RDM. */
  readonly regionOf: Int32Array;
  /** Per RDM. */
  readonly subjectOf: Int32Array;
  /** Per region, its RDMs. */
  readonly rdmsOfRegion: readonly (readonly number[])[];
}

/**
 * Brings the labels of RDMs into a form for counting.
 *
 * @throws ArgumentError unless there is a label of each kind per RDM, at least two regions and two subjects, and every
 *   region in at least two subjects, so that one may be left out.
 */
export function labelledRdms(rdms: RdmVectors, labels: IdentificationLabels): LabelledRdms {
  for (const kind of ["regions", "subjects"] as const) {
    if (labels[kind].length !== rdms.nRdms) {
      const expected = `one name per RDM (${rdms.nRdms})`;
      throw new ArgumentError({ argument: kind, expected, found: String(labels[kind].length) });
    }
    if (new Set(labels[kind]).size < 2) {
      throw new ArgumentError({ argument: kind, expected: "at least two different names", found: "fewer" });
    }
  }
  const regions = [...new Set(labels.regions)].sort();
  const subjects = [...new Set(labels.subjects)].sort();
  const regionOf = Int32Array.from(labels.regions, (name) => regions.indexOf(name));
  const subjectOf = Int32Array.from(labels.subjects, (name) => subjects.indexOf(name));
  const rdmsOfRegion = regions.map((_, region) => [...regionOf.keys()].filter((rdm) => regionOf[rdm] === region));
  for (const [region, own] of rdmsOfRegion.entries()) {
    if (new Set(own.map((rdm) => subjectOf[rdm])).size > 1) continue;
    const found = `${regions[region]} in one subject alone`;
    throw new ArgumentError({ argument: "subjects", expected: "every region in at least two subjects", found });
  }
  return { regions, subjects, regionOf, subjectOf, rdmsOfRegion };
}
