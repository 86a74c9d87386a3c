import { FormatError, isNeuroloomError, UnknownNameError } from "../errors.js";
import { unreadableRecording } from "../manifest/applicable-checks.js";
import { matchesPattern } from "../manifest/matches-pattern.js";
import type { Manifest, ManifestFile } from "../manifest/schema.js";
import type { TableBatch } from "../tables/batch.js";
import { batchOf } from "../tables/batch.js";
import type { Row } from "../tables/tables.js";
import type { ReadOptions } from "./dataset.js";

/** Something a reader noticed, repaired or left out; the driver adds the recording and the number. */
export type Finding = Pick<Row<"findings">, "source_file" | "place" | "rule" | "severity" | "found" | "action"> & {
  readonly expected?: string;
};

export type ReportFinding = (finding: Finding) => void;

/** Reads the tables of one recording; `file` is its entry of role `recording`. */
export type ReadRecording = (
  recordingId: string,
  file: ManifestFile,
  report: ReportFinding,
) => Promise<readonly TableBatch[]>;

/**
 * Reads a dataset recording by recording. A recording comes out whole or not at all: its batches are held until it
 * has been read to the end. One that cannot be read ends the reading, unless `options.onFailure` is given: then it
 * is passed there, left out, and noted in `findings`.
 *
 * @throws UnknownNameError when `options.only` matches no recording
 */
export async function* readRecordings(
  manifest: Manifest,
  options: ReadOptions,
  readOne: ReadRecording,
): AsyncGenerator<TableBatch> {
  const entries = selectRecordings(manifest, options);
  let findingIndex = 0;
  for (const [index, { recordingId, file }] of entries.entries()) {
    options.signal?.throwIfAborted();
    const findings: Finding[] = [];
    let batches: readonly TableBatch[] = [];
    try {
      batches = await readOne(recordingId, file, (finding) => findings.push(finding));
    } catch (error) {
      if (options.signal?.aborted || !options.onFailure || !isNeuroloomError(error)) throw error;
      options.onFailure(recordingId, error);
      findings.length = 0;
      findings.push(failure(file, error));
    }
    yield* batches;
    if (findings.length > 0) {
      // a finding may only point to a recording that is there
      const isThere = batches.length > 0;
      const rows = findings.map((finding) => ({
        ...finding,
        found: isThere ? finding.found : `recording ${recordingId}: ${finding.found}`,
        finding_index: findingIndex++,
        recording_id: isThere ? recordingId : null,
      }));
      yield batchOf("findings", rows);
    }
    const done = { done: index + 1, total: entries.length, unit: "recordings" } as const;
    options.onProgress?.({ kind: "advanced", task: "read", item: manifest.id, ...done });
  }
}

/** The recordings that the options name, in the manifest's order. */
export function selectRecordings(manifest: Manifest, options: Pick<ReadOptions, "only" | "subset">) {
  const all = manifest.files
    .filter(({ role, subset }) => role === "recording" && (options.subset !== "sample" || subset === "sample"))
    .map((file) => ({ recordingId: file.group?.subject ?? file.path, file }));
  const { only } = options;
  if (only === undefined) return all;
  const chosen = all.filter(({ recordingId }) => matchesPattern(recordingId, only));
  if (chosen.length === 0) {
    const known = all.map(({ recordingId }) => recordingId);
    const next = `its recordings are ${known.join(", ")}`;
    throw new UnknownNameError({ kind: `recording of ${manifest.id}`, name: only, known, next });
  }
  return chosen;
}

/** The file of a role that belongs to a recording. */
export function fileOfRecording(manifest: Manifest, role: string, recordingId: string): ManifestFile | undefined {
  return manifest.files.find((file) => file.role === role && file.group?.subject === recordingId);
}

function failure(file: ManifestFile, error: Error): Finding {
  const place = error instanceof FormatError ? error.place : "file";
  const source = error instanceof FormatError ? error.file : file.path;
  return {
    source_file: source,
    place,
    rule: unreadableRecording,
    severity: "loss",
    found: error.message,
    action: "the recording is left out",
  };
}
