import type { FileSet } from "../../bytes/file-set.js";
import { openRequired } from "../../bytes/file-set.js";
import { readJson } from "../json.js";
import { isJsonObject, type JsonObject, objectOf } from "./json-fields.js";
import { readAhead } from "./read-ahead.js";

const mostDocumentBytes = 2 ** 26;
const documentsAhead = 8;

/** A group or an array of a store, as its document describes it. */
export interface ZarrNode {
  /** Below the root, without "/" at either end; empty for the root itself. */
  readonly path: string;
  readonly kind: "array" | "group";
  readonly version: 2 | 3;
  /** What errors call the document. */
  readonly file: string;
  readonly document: JsonObject;
}

/**
 * Reads the documents of all groups and arrays below `root`; consolidated metadata stand in for those that are no files
 * of their own.
 *
 * @param names paths of the files below `root`
 * @throws FormatError for documents that are no JSON objects
 */
export async function readDocuments(
  files: FileSet,
  root: string,
  names: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly ZarrNode[]> {
  const own = names.filter((name) => /(^|\/)(\.zgroup|\.zarray|zarr\.json)$/.test(name));
  const wanted = own.length === 0 ? names.filter((name) => name === ".zmetadata") : own;
  const nodes = new Map<string, ZarrNode>();
  const read = async (name: string) => ({ name, document: await readDocument(files, root + name, signal) });
  const consolidated: ZarrNode[] = [];
  for await (const { name, document } of readAhead(wanted, documentsAhead, read)) {
    const file = root + name;
    if (name === ".zmetadata") consolidated.push(...entriesV2(document, file));
    else {
      const node = nodeOf(name, document, file);
      // a group or array may be described in both formats: the newer one counts
      if (node.version === 3 || nodes.get(node.path)?.version !== 3) nodes.set(node.path, node);
      if (node.kind === "group") consolidated.push(...entriesV3(document, node.path, file));
    }
  }
  for (const node of consolidated) if (!nodes.has(node.path)) nodes.set(node.path, node);
  return [...nodes.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Reads a document that must be a JSON object. */
export async function readDocument(files: FileSet, path: string, signal: AbortSignal | undefined): Promise<JsonObject> {
  const source = await openRequired(files, path);
  const limits = { maxBytes: mostDocumentBytes, ...(signal ? { signal } : {}) };
  return objectOf({ file: source.name, place: "metadata" }, "all of it", await readJson(source, limits));
}

function nodeOf(name: string, document: JsonObject, file: string): ZarrNode {
  const slash = name.lastIndexOf("/");
  const path = name.slice(0, Math.max(0, slash));
  const isV3 = name.endsWith("zarr.json");
  const kind = name.endsWith(".zarray") || (isV3 && document.node_type === "array") ? "array" : "group";
  return { path, kind, version: isV3 ? 3 : 2, file, document };
}

function entriesV2({ metadata }: JsonObject, file: string): readonly ZarrNode[] {
  const entries = Object.entries(objectOf({ file, place: "metadata" }, "metadata", metadata));
  const nodes = entries.filter(([name, one]) => /(^|\/)\.z(group|array)$/.test(name) && isJsonObject(one));
  return nodes.map(([name, one]) => nodeOf(name, one as JsonObject, file));
}

function entriesV3({ consolidated_metadata: inline }: JsonObject, above: string, file: string): readonly ZarrNode[] {
  if (!isJsonObject(inline) || !isJsonObject(inline.metadata)) return [];
  const folder = above === "" ? "" : `${above}/`;
  const entries = Object.entries(inline.metadata).filter(([, one]) => isJsonObject(one));
  return entries.map(([path, one]) => nodeOf(`${folder}${path}/zarr.json`, one as JsonObject, file));
}
