import { columnUnit } from "./column-unit.js";
import type { TableDefinition } from "./definition.js";

/** What the writer notes in `dataset.json` and in every part. */
export interface WriterMetadata {
  readonly toolVersion?: string;
  /** The dataset's manifest; whole in `dataset.json`, its identity, citations and licence in every part. */
  readonly manifest?: unknown;
  /** What was asked for, for example reading options. */
  readonly options?: unknown;
  /** The operations that made the tables. */
  readonly operations?: unknown;
  /** More key-value metadata for every part. */
  readonly facts?: Readonly<Record<string, string>>;
}

/** The manifest's fields that travel in every part. */
const carried = ["id", "title", "species", "modality", "sourceVersion", "derivedVersion", "citations", "licence"];

/**
 * Key-value metadata of a part: what the table and its columns mean, in which units, in which schema version, which
 * dataset it belongs to and how that one wants to be cited. All keys begin with `neuroloom.`.
 */
export function fileMetadata(
  definition: TableDefinition,
  partition: { readonly name: string; readonly value: string },
  metadata: WriterMetadata,
): Record<string, string> {
  const notes: Record<string, string> = {
    "neuroloom.table": definition.name,
    "neuroloom.schema_version": String(definition.version),
    "neuroloom.grain": definition.grain,
    "neuroloom.key": definition.key.join(","),
    "neuroloom.columns": JSON.stringify(columnNotes(definition)),
    [`neuroloom.${partition.name}`]: partition.value,
  };
  if (metadata.toolVersion !== undefined) notes["neuroloom.tool_version"] = metadata.toolVersion;
  const { manifest } = metadata;
  if (typeof manifest === "object" && manifest !== null) {
    const fields = Object.entries(manifest).filter(([name]) => carried.includes(name));
    notes["neuroloom.manifest"] = JSON.stringify(Object.fromEntries(fields));
  }
  return { ...notes, ...metadata.facts };
}

/** Type, unit and description of every column. */
function columnNotes(definition: TableDefinition): Record<string, Record<string, unknown>> {
  const notes: Record<string, Record<string, unknown>> = {};
  for (const [name, { type, description, codes }] of Object.entries(definition.columns)) {
    const unit = columnUnit(name);
    notes[name] = { type, ...(unit === null ? {} : { unit }), description, ...(codes ? { codes } : {}) };
  }
  return notes;
}
