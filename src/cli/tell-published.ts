import type { FailedItem } from "../node/prepare.js";
import type { PreparedPublished } from "../node/prepare-published.js";
import type { Session } from "./command.js";

/** Tells what was written in published mode; false when a recording failed. */
export function tellPublished(
  { datasetId, analysisId, worms, skipped, annotations, rows, parts, failures: later }: PreparedPublished,
  before: readonly FailedItem[],
  { options, print, printJson }: Session,
): boolean {
  const failures = [...new Map([...later, ...before].map((failure) => [failure.item, failure])).values()];
  if (options.json) {
    const failed = failures.map(({ item, error }) => ({ item, tag: error.tag, message: error.message }));
    const made = annotations.length > 0 ? { annotations } : { worms, skipped };
    printJson({ dataset: datasetId, mode: "published", analysisId, ...made, rows, parts, failures: failed });
    return failures.length === 0;
  }
  const count = (number: number, word: string) => `${number} ${word}${number === 1 ? "" : "s"}`;
  const traces = count(rows.published_traces ?? 0, "trace");
  if (annotations.length > 0) {
    const edges = count(rows.published_edges ?? 0, "ordered pair");
    print(`${datasetId} as published: ${count(annotations.length, "annotation")}, ${edges}`);
  } else print(`${datasetId} as published: ${count(worms.length, "worm")}, ${traces}; ${skipped.length} skipped`);
  if (skipped.length > 0)
    print(`  skipped: ${skipped.join(", ")}; column skip_reason of published_recordings says why`);
  for (const { item, error } of failures) print(`  failed: ${item}: ${error.message}`);
  return failures.length === 0;
}
