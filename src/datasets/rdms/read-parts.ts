import { type FileSet, openRequired } from "../../bytes/file-set.js";
import { SchemaError } from "../../errors.js";
import type { Manifest } from "../../manifest/schema.js";
import { batchOf, type TableBatch } from "../../tables/batch.js";
import type { ReadOptions } from "../dataset.js";
import { readEachPart } from "../read-each-part.js";
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
  const stimuli = new Map<string, SourceStimulus & { readonly source_file: string }>();
  const { signal } = options;
  yield* readEachPart(manifest, options, {
    noun: "part",
    parts: partsOf(manifest),
    read: async (part, report) => {
      const source = await openRequired(files, part.file);
      const openOther = () => openRequired(files, part.otherFile ?? part.file);
      const tables = await readerOf(manifest, part, readers)(source, { part, report, openOther, signal });
      const batches = [...rdmBatches(tables.rdms ?? [], part.file), ...(tables.batches ?? [])];
      addStimuli(stimuli, tables, part);
      return batches;
    },
  });
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

function readerOf({ id }: Manifest, part: DatasetPart, readers: Readonly<Record<string, ReadPart>>): ReadPart {
  if (Object.hasOwn(readers, part.reader)) return readers[part.reader]!;
  const issue = `facts.parts: ${part.id}: reader: expected one of ${Object.keys(readers).join(", ")}, found ${part.reader}`;
  throw new SchemaError({ file: `${id}.json`, issues: [issue] });
}
