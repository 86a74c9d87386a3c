import type { ByteSource } from "../../bytes/byte-source.js";
import { type FileSet, openRequired } from "../../bytes/file-set.js";
import { FormatError, isNeuroloomError, SchemaError, UnknownNameError } from "../../errors.js";
import { unreadableRecording } from "../../manifest/applicable-checks.js";
import { matchesPattern } from "../../manifest/matches-pattern.js";
import type { Manifest, ManifestFile } from "../../manifest/schema.js";
import { batchOf, type TableBatch } from "../../tables/batch.js";
import type { ReadOptions } from "../dataset.js";
import type { Finding, ReportFinding } from "../read-recordings.js";
import { type Annotation, annotationsOf } from "./annotation.js";

/** Reads the tables of one wiring diagram; `entry` is the manifest's entry of its file. */
export type ReadConnectome = (
  annotation: Annotation,
  entry: ManifestFile,
  source: ByteSource,
  report: ReportFinding,
) => Promise<readonly TableBatch[]>;

/**
 * Reads a dataset of wiring diagrams, one after the other, in the order of the manifest's fact `annotations`. Each
 * comes out whole or not at all. One that cannot be read ends the reading, unless `options.onFailure` is given: then
 * it is passed there, left out, and noted in `findings`. `options.only` names them by connectome_id.
 *
 * @throws UnknownNameError when `options.only` matches none
 */
export async function* readConnectomes(
  manifest: Manifest,
  files: FileSet,
  options: ReadOptions,
  readOne: ReadConnectome,
): AsyncGenerator<TableBatch> {
  const chosen = chooseAnnotations(manifest, options);
  let findingIndex = 0;
  for (const [index, annotation] of chosen.entries()) {
    options.signal?.throwIfAborted();
    const findings: Finding[] = [];
    let batches: readonly TableBatch[] = [];
    try {
      const entry = entryOf(manifest, annotation);
      batches = await readOne(annotation, entry, await openRequired(files, entry.path), (one) => findings.push(one));
    } catch (error) {
      if (options.signal?.aborted || !options.onFailure || !isNeuroloomError(error)) throw error;
      options.onFailure(annotation.id, error);
      findings.splice(0, findings.length, failure(annotation, error));
    }
    yield* batches;
    const rows = findings.map((finding) => ({ ...finding, finding_index: findingIndex++ }));
    if (rows.length > 0) yield batchOf("findings", rows);
    const counted = { done: index + 1, total: chosen.length, unit: "recordings" } as const;
    options.onProgress?.({ kind: "advanced", task: "read", item: manifest.id, ...counted });
  }
}

function chooseAnnotations(manifest: Manifest, { only, subset }: Pick<ReadOptions, "only" | "subset">) {
  const all = annotationsOf(manifest).filter(
    (one) => subset !== "sample" || entryOf(manifest, one).subset === "sample",
  );
  const chosen = all.filter(({ id }) => matchesPattern(id, only ?? "*"));
  if (chosen.length > 0 || only === undefined) return chosen;
  const known = all.map(({ id }) => id);
  const next = `its connectomes are ${known.join(", ")}`;
  throw new UnknownNameError({ kind: `connectome of ${manifest.id}`, name: only, known, next });
}

function entryOf(manifest: Manifest, { id, file }: Annotation): ManifestFile {
  const entry = manifest.files.find(({ path }) => path === file);
  if (entry) return entry;
  throw new SchemaError({ file: `${manifest.id}.json`, issues: [`facts.annotations: ${id}: ${file} is not in files`] });
}

function failure({ id, file }: Annotation, error: Error): Finding {
  return {
    source_file: error instanceof FormatError ? error.file : file,
    place: error instanceof FormatError ? error.place : "file",
    rule: unreadableRecording,
    severity: "loss",
    found: `connectome ${id}: ${error.message}`,
    action: "the connectome is left out",
  };
}
