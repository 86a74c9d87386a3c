import { applicableChecks, unreadableRecording, type WrittenExtent } from "../manifest/applicable-checks.js";
import type { Manifest } from "../manifest/schema.js";
import type { Check, CheckResult } from "../tables/check.js";
import { evaluateChecks } from "../tables/evaluate-checks.js";
import type { DatasetSummary } from "./dataset-summary.js";

/** A check of the manifest and what came of it; `result` is null where what it is about was not loaded. */
export interface ReportedCheck {
  readonly check: Check;
  readonly result: CheckResult | null;
}

/**
 * Evaluates the manifest's expected facts on one dataset, those that concern what was loaded of it.
 *
 * @param asked what the dataset was prepared with, as `dataset.json` keeps it
 */
export async function reportedChecks(
  manifest: Manifest,
  summary: DatasetSummary,
  asked: WrittenExtent["asked"],
): Promise<readonly ReportedCheck[]> {
  const recordings = summary.recordings.map(({ recording }) => recording.recording_id);
  const hasFailures = summary.findings.some(({ rule }) => rule === unreadableRecording);
  const connectomes = summary.connectomes.map(({ connectome_id }) => connectome_id);
  const volumes = summary.volumes.map(({ volume_id }) => volume_id);
  const benchmarks = summary.volumeSamples.map(({ benchmark }) => benchmark);
  const written = { recordings, connectomes, volumes, benchmarks };
  const applicable = applicableChecks(manifest, { ...written, hasFailures, asked });
  const own = applicable.map((check) => ({ ...check, where: { ...check.where, dataset_id: manifest.id } }));
  const results = await evaluateChecks(summary.tables, own);
  return manifest.expected.map((check) => ({ check, result: results[applicable.indexOf(check)] ?? null }));
}
