import { FormatError } from "../../errors.js";
import { unwrapLabel } from "../unwrap-label.js";

/** One entry of the label dictionary. */
export interface LabelEntry {
  /** Trace column, counted from 1. */
  readonly roi: number;
  readonly label: string;
  /** Levels that the label was nested deeper than a plain string. */
  readonly nesting: number;
  readonly neuronClass: string | null;
  /** "L", "R", "undefined" (the cell has no side) or "missing" (ambiguous). */
  readonly side: string | null;
  readonly position: string | null;
  /** 1 to 5. */
  readonly confidence: number | null;
  /** The field called region: a free remark. */
  readonly comment: string | null;
  /** ROIs of the NeuroPAL image, counted from 1. */
  readonly neuropalRois: readonly number[];
}

/** Confidences run from 1 to 5 in steps of one half. */
export const highestConfidence = 5;

/**
 * Checks one entry of the dictionary.
 *
 * @throws FormatError for an entry without ROI number or label, or with a confidence off the scale
 */
export function labelEntry(
  fields: Readonly<Record<string, unknown>>,
  where: { readonly file: string; readonly place: string },
): LabelEntry {
  const { roi, confidence } = fields;
  if (typeof roi !== "number" || !Number.isSafeInteger(roi) || roi < 1) {
    const found = `roi ${String(roi)}`;
    throw new FormatError({ ...where, expected: "the number of a trace, from 1", found });
  }
  const { label, depth } = unwrapLabel(fields.label, { ...where, place: `${where.place}, ROI ${roi}` });
  const isConfidence = typeof confidence === "number" && confidence >= 0 && confidence <= highestConfidence;
  if (confidence !== undefined && confidence !== null && !isConfidence) {
    const found = `confidence ${String(confidence)} of ROI ${roi}`;
    throw new FormatError({ ...where, expected: `0 to ${highestConfidence}`, found });
  }
  const rois = Array.isArray(fields.roi_id) ? fields.roi_id : [fields.roi_id];
  return {
    roi,
    label,
    nesting: depth,
    neuronClass: text(fields.neuron_class),
    side: text(fields.LR),
    position: text(fields.DV),
    confidence: isConfidence ? confidence : null,
    comment: text(fields.region),
    neuropalRois: rois.filter((one): one is number => Number.isSafeInteger(one)),
  };
}

/** Absent and empty are both "the source does not say". */
function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
