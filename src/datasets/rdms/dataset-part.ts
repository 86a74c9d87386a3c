import type { ByteSource } from "../../bytes/byte-source.js";
import type { Manifest } from "../../manifest/schema.js";
import type { TableBatch } from "../../tables/batch.js";
import { isRecord, manifestFact } from "../manifest-fact.js";
import type { ReportFinding } from "../read-recordings.js";
import type { SourceRdm } from "./source-rdm.js";
import type { SourceStimulus } from "./stimulus-set.js";

/** One part of a dataset, as the manifest's fact `parts` states it: it is read whole or not at all. */
export interface DatasetPart {
  /** What `--only` names. */
  readonly id: string;
  readonly title: string;
  readonly file: string;
  /** A second file that it needs, for example with labels. */
  readonly otherFile?: string;
  /** The name of its reader. */
  readonly reader: string;
  /** Columns of `rdms` that hold for all RDMs of the part; words alone. */
  readonly about: Readonly<Record<string, string>>;
}

/** What a part gives. */
export interface PartTables {
  readonly stimuli: readonly SourceStimulus[];
  readonly rdms?: readonly SourceRdm[];
  /** Further batches, for example of responses. */
  readonly batches?: readonly TableBatch[];
}

/** What a reader of a part is given. */
export interface PartContext {
  readonly part: DatasetPart;
  readonly report: ReportFinding;
  /** The file named by `otherFile`. */
  readonly openOther: () => Promise<ByteSource>;
  readonly signal: AbortSignal | undefined;
}

/** Reads one part from its file. */
export type ReadPart = (source: ByteSource, context: PartContext) => Promise<PartTables>;

/**
 * The parts of a dataset, in the order of the manifest.
 *
 * @throws SchemaError where the manifest's fact `parts` lacks one of their fields
 */
export function partsOf(manifest: Manifest): readonly DatasetPart[] {
  return manifestFact(manifest, "parts", "a list of parts: id, title, file, reader, about", isParts);
}

function isParts(value: unknown): value is readonly DatasetPart[] {
  return Array.isArray(value) && value.length > 0 && value.every(isPart);
}

function isPart(entry: unknown): entry is DatasetPart {
  if (!isRecord(entry) || !isRecord(entry.about)) return false;
  if (!["string", "undefined"].includes(typeof entry.otherFile)) return false;
  const words = [entry.id, entry.title, entry.file, entry.reader, ...Object.values(entry.about)];
  return words.every((word) => typeof word === "string");
}
