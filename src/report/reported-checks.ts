import type { Manifest } from "../manifest/schema.js";
import type { Check, CheckResult } from "../tables/check.js";
import { evaluateChecks } from "../tables/evaluate-checks.js";
import type { DatasetSummary } from "./dataset-summary.js";

/** A check of the manifest and what came of it; `result` is null where the recordings it is about were not loaded. */
export interface ReportedCheck {
  readonly check: Check;
  readonly result: CheckResult | null;
}

/**
 * Evaluates the manifest's expected facts on one dataset. Facts about recordings that were not loaded, and facts
 * about the whole dataset where only a part was loaded, are not evaluated.
 */
export async function reportedChecks(
  manifest: Manifest,
  summary: DatasetSummary,
  options: { readonly complete: boolean },
): Promise<readonly ReportedCheck[]> {
  const loaded = new Set(summary.recordings.map(({ recording }) => recording.recording_id));
  const isPossible = (check: Check) => {
    const about = check.where?.recording_id;
    return about === undefined ? options.complete : [about].flat().every((name) => loaded.has(String(name)));
  };
  const possible = manifest.expected.filter(isPossible);
  const own = possible.map((check) => ({ ...check, where: { ...check.where, dataset_id: manifest.id } }));
  const results = await evaluateChecks(summary.tables, own);
  return manifest.expected.map((check) => ({ check, result: results[possible.indexOf(check)] ?? null }));
}
