import type { Manifest } from "../manifest/schema.js";
import type { Check, CheckResult } from "../tables/check.js";
import { evaluateCheck } from "../tables/evaluate-check.js";
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
  const reported: ReportedCheck[] = [];
  for (const check of manifest.expected) {
    const about = check.where?.recording_id;
    const names = about === undefined ? [] : Array.isArray(about) ? about : [about];
    const possible = about === undefined ? options.complete : names.every((name) => loaded.has(String(name)));
    const own = { ...check, where: { ...check.where, dataset_id: manifest.id } };
    reported.push({ check, result: possible ? await evaluateCheck(summary.tables, own) : null });
  }
  return reported;
}
