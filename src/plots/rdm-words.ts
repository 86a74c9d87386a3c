import { numberWords } from "./colour-bar.js";
import type { RdmRow } from "./read-rdms.js";

/** How patterns were compared for an RDM, and what was done to its numbers. */
export function dissimilarityWords({ dissimilarity, noise, crossvalidation, transforms }: RdmRow): string {
  // a JSON list, read as words
  const done = transforms.replace(/["[\]]/g, "").replaceAll(",", ", ");
  const parts = [
    dissimilarity ?? "not stated",
    ...(noise === null || noise === "none" ? [] : [`noise ${noise}`]),
    ...(crossvalidation === null || crossvalidation === "none" ? [] : [crossvalidation]),
    ...(done === "" ? [] : [done]),
  ];
  return parts.join(", ");
}

/** The time window of an RDM; nothing where it has none. */
export function windowWords({ start_s, end_s }: RdmRow): string {
  if (start_s === null) return "";
  return end_s === null || end_s === start_s
    ? `${numberWords(start_s)} s`
    : `${numberWords(start_s)} to ${numberWords(end_s)} s`;
}
