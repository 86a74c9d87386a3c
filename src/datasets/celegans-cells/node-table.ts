import type { ByteSource } from "../../bytes/byte-source.js";
import type { Manifest } from "../../manifest/schema.js";
import type { Row } from "../../tables/tables.js";
import { isRecord, manifestFact } from "../manifest-fact.js";
import type { ReportFinding } from "../read-recordings.js";

/** One node table of the dataset, as the manifest's fact `node_tables` states it. */
export interface NodeTableAbout {
  /** What the column `source` says; also the name of its reader. */
  readonly id: string;
  readonly title: string;
  readonly file: string;
  /** A second file that it needs, such as the names for a list of codes; null where it needs none. */
  readonly namesFile: string | null;
  /** The source's columns for the body axis and the two transverse axes; null where it has no positions. */
  readonly axes: readonly [string, string, string] | null;
}

/** A row of `cells` as far as the source states it; the name is looked up later. */
export type SourceCell = Pick<Row<"cells">, "name_source"> &
  Partial<
    Omit<Row<"cells">, "source" | "row_index" | "name" | "name_rule" | "name_comment" | "kind" | "source_file">
  > & {
    /** Where it stands, for messages. */
    readonly place: string;
    /** Features by the source's name. */
    readonly features?: ReadonlyMap<string, number>;
  };

/** One line of a table of names. */
export interface SourceName {
  readonly name_source: string;
  readonly replacement: string;
  readonly place: string;
}

/** One entry of a list of classes. */
export type SourceClass = Pick<Row<"cell_classes">, "cell_class" | "class_group" | "sex" | "description"> & {
  readonly source_place: string;
};

/** What one file gives. */
export interface NodeTable {
  readonly cells?: readonly SourceCell[];
  readonly names?: readonly SourceName[];
  readonly classes?: readonly SourceClass[];
}

/** What a reader of one node table is given. */
export interface NodeTableContext {
  readonly about: NodeTableAbout;
  readonly report: ReportFinding;
  /** The file named by `namesFile`. */
  readonly openNames: () => Promise<ByteSource>;
  readonly signal: AbortSignal | undefined;
}

/** Reads one node table. */
export type ReadNodeTable = (source: ByteSource, context: NodeTableContext) => Promise<NodeTable>;

/**
 * The node tables of a dataset, in the order of the manifest.
 *
 * @throws SchemaError where the manifest's fact `node_tables` lacks one of their fields
 */
export function nodeTablesOf(manifest: Manifest): readonly NodeTableAbout[] {
  return manifestFact(manifest, "node_tables", "a list of tables: id, title, file, namesFile, axes", isTables);
}

function isTables(value: unknown): value is readonly NodeTableAbout[] {
  return Array.isArray(value) && value.length > 0 && value.every(isTable);
}

function isTable(entry: unknown): entry is NodeTableAbout {
  if (!isRecord(entry)) return false;
  const { namesFile, axes } = entry;
  return (
    ["id", "title", "file"].every((name) => typeof entry[name] === "string") &&
    (namesFile === null || typeof namesFile === "string") &&
    (axes === null || (Array.isArray(axes) && axes.length === 3 && axes.every((name) => typeof name === "string")))
  );
}
