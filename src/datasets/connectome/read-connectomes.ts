import type { ByteSource } from "../../bytes/byte-source.js";
import { type FileSet, openRequired } from "../../bytes/file-set.js";
import { SchemaError } from "../../errors.js";
import type { Manifest, ManifestFile } from "../../manifest/schema.js";
import type { TableBatch } from "../../tables/batch.js";
import type { ReadOptions } from "../dataset.js";
import { readEachPart } from "../read-each-part.js";
import type { ReportFinding } from "../read-recordings.js";
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
  const parts = annotationsOf(manifest);
  // a sample asks for the entry of every file
  if (options.subset === "sample") for (const annotation of parts) entryOf(manifest, annotation);
  yield* readEachPart(manifest, options, {
    noun: "connectome",
    parts,
    read: async (annotation, report) => {
      const entry = entryOf(manifest, annotation);
      return readOne(annotation, entry, await openRequired(files, entry.path), report);
    },
  });
}

function entryOf(manifest: Manifest, { id, file }: Annotation): ManifestFile {
  const entry = manifest.files.find(({ path }) => path === file);
  if (entry) return entry;
  throw new SchemaError({ file: `${manifest.id}.json`, issues: [`facts.annotations: ${id}: ${file} is not in files`] });
}
