import { type FileSet, openRequired } from "../../bytes/file-set.js";
import { FormatError, isNeuroloomError, SchemaError, UnknownNameError } from "../../errors.js";
import { unreadableRecording } from "../../manifest/applicable-checks.js";
import { matchesPattern } from "../../manifest/matches-pattern.js";
import type { Manifest } from "../../manifest/schema.js";
import { batchOf, type TableBatch } from "../../tables/batch.js";
import type { ReadOptions } from "../dataset.js";
import type { Finding } from "../read-recordings.js";
import { type DatasetPart, type PartTables, partsOf, type ReadPart } from "./dataset-part.js";
import { rdmBatches } from "./source-rdm.js";
import type { SourceStimulus } from "./stimulus-set.js";

/**
 * Reads a dataset part by part, in the order of the manifest's fact `parts`. A part comes out whole or not at all. One
 * that cannot be read ends the reading, unless `options.onFailure` is given: then it is passed there, left out, and noted
 * in `findings`. `options.only` names parts by their id. The stimuli of all parts come last, each once.
 *
 * @param readers - By the name that a part has for its reader.
 * @throws UnknownNameError when `options.only` matches no part
 */
export async function* readParts(
  manifest: Manifest,
  files: FileSet,
  options: ReadOptions,
  readers: Readonly<Record<string, ReadPart>>,
): AsyncGenerator<TableBatch> {
  const chosen = chooseParts(manifest, options);
  const stimuli = new Map<string, SourceStimulus & { readonly source_file: string }>();
  let findingIndex = 0;
  for (const [index, part] of chosen.entries()) {
    const { signal } = options;
    signal?.throwIfAborted();
    const findings: Finding[] = [];
    let batches: readonly TableBatch[] = [];
    try {
      const report = (finding: Finding) => findings.push(finding);
      const source = await openRequired(files, part.file);
      const openOther = () => openRequired(files, part.otherFile ?? part.file);
      const tables = await readerOf(manifest, part, readers)(source, { part, report, openOther, signal });
      batches = [...rdmBatches(tables.rdms ?? [], part.file), ...(tables.batches ?? [])];
      addStimuli(stimuli, tables, part);
    } catch (error) {
      if (signal?.aborted || !options.onFailure || !isNeuroloomError(error)) throw error;
      options.onFailure(part.id, error);
      findings.splice(0, findings.length, failure(part, error));
    }
    yield* batches;
    const rows = findings.map((finding) => ({ ...finding, finding_index: findingIndex++ }));
    if (rows.length > 0) yield batchOf("findings", rows);
    const counted = { done: index + 1, total: chosen.length, unit: "recordings" } as const;
    options.onProgress?.({ kind: "advanced", task: "read", item: manifest.id, ...counted });
  }
  if (stimuli.size > 0) yield batchOf("stimuli", [...stimuli.values()]);
}

/** Keeps of each stimulus the first row that says more than its position. */
function addStimuli(
  known: Map<string, SourceStimulus & { readonly source_file: string }>,
  { stimuli }: PartTables,
  { file }: DatasetPart,
): void {
  for (const stimulus of stimuli) {
    const before = known.get(stimulus.stimulus_id);
    const isRicher = before && !tells(before) && tells(stimulus);
    if (!before || isRicher) known.set(stimulus.stimulus_id, { ...stimulus, source_file: file });
  }
}

function tells({ name, category, attributes }: SourceStimulus): boolean {
  return [name, category, attributes].some((value) => (value ?? null) !== null);
}

function chooseParts(manifest: Manifest, { only, subset }: ReadOptions): readonly DatasetPart[] {
  const isWanted = (path: string) =>
    subset !== "sample" || manifest.files.some((file) => file.path === path && file.subset === "sample");
  const all = partsOf(manifest).filter(({ file }) => isWanted(file));
  const chosen = all.filter(({ id }) => matchesPattern(id, only ?? "*"));
  if (chosen.length > 0 || only === undefined) return chosen;
  const known = all.map(({ id }) => id);
  const next = `its parts are ${known.join(", ")}`;
  throw new UnknownNameError({ kind: `part of ${manifest.id}`, name: only, known, next });
}

function readerOf({ id }: Manifest, part: DatasetPart, readers: Readonly<Record<string, ReadPart>>): ReadPart {
  if (Object.hasOwn(readers, part.reader)) return readers[part.reader]!;
  const issue = `facts.parts: ${part.id}: reader: expected one of ${Object.keys(readers).join(", ")}, found ${part.reader}`;
  throw new SchemaError({ file: `${id}.json`, issues: [issue] });
}

function failure({ id, file }: DatasetPart, error: Error): Finding {
  return {
    source_file: error instanceof FormatError ? error.file : file,
    place: error instanceof FormatError ? error.place : "file",
    rule: unreadableRecording,
    severity: "loss",
    found: `part ${id}: ${error.message}`,
    action: "the part is left out",
  };
}
