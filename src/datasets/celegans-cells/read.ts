import { openRequired } from "../../bytes/file-set.js";
import { FormatError, isNeuroloomError, SchemaError, UnknownNameError } from "../../errors.js";
import { unreadableRecording } from "../../manifest/applicable-checks.js";
import { matchesPattern } from "../../manifest/matches-pattern.js";
import type { Manifest } from "../../manifest/schema.js";
import { batchOf, type TableBatch } from "../../tables/batch.js";
import type { ReadDataset, ReadOptions } from "../dataset.js";
import type { Finding } from "../read-recordings.js";
import { classMembers } from "./class-members.js";
import { type NodeTableAbout, nodeTablesOf, type ReadNodeTable } from "./node-table.js";
import { readAtlas } from "./read-atlas.js";
import { readCellLists } from "./read-cell-lists.js";
import { readClassLists } from "./read-class-lists.js";
import { readFeatures } from "./read-features.js";
import { readMasterSheet } from "./read-master-sheet.js";
import { readNameReplacements } from "./read-name-replacements.js";
import { readNemanode } from "./read-nemanode.js";
import { readNeuronIds } from "./read-neuron-ids.js";
import { readNeuronTypes } from "./read-neuron-types.js";
import { readWormwideweb } from "./read-wormwideweb.js";
import { tableBatches } from "./table-batches.js";

/** Readers by the id of the node table. */
const readers: Readonly<Record<string, ReadNodeTable>> = {
  master_sheet: readMasterSheet,
  neuropal_atlas: readAtlas,
  nemanode: readNemanode,
  wormwideweb: readWormwideweb,
  wormwideweb_names: readNameReplacements,
  wormneuroatlas: readNeuronIds,
  flavell_features: readFeatures,
  cook2019_cells: readCellLists,
  cook2019_classes: readClassLists,
  varshney2011_types: readNeuronTypes,
};

/**
 * Reads the node tables of the worm, one after the other, in the order of the manifest's fact `node_tables`. Each comes
 * out whole or not at all. One that cannot be read ends the reading, unless `options.onFailure` is given: then it is
 * passed there, left out, and noted in `findings`. `options.only` names them by `source`.
 *
 * @throws UnknownNameError when `options.only` matches none
 */
export const read: ReadDataset = async function* (manifest, files, options) {
  const chosen = chooseTables(manifest, options);
  const membersOf = classMembers(manifest);
  let findingIndex = 0;
  for (const [index, about] of chosen.entries()) {
    const { signal } = options;
    signal?.throwIfAborted();
    const findings: Finding[] = [];
    const report = (finding: Finding) => findings.push(finding);
    let batches: readonly TableBatch[] = [];
    try {
      const openNames = () => openRequired(files, about.namesFile ?? about.file);
      const source = await openRequired(files, about.file);
      const table = await readerOf(manifest, about)(source, { about, report, openNames, signal });
      batches = tableBatches(table, { about, membersOf, report });
    } catch (error) {
      if (signal?.aborted || !options.onFailure || !isNeuroloomError(error)) throw error;
      options.onFailure(about.id, error);
      findings.splice(0, findings.length, failure(about, error));
    }
    yield* batches;
    const rows = findings.map((finding) => ({ ...finding, finding_index: findingIndex++ }));
    if (rows.length > 0) yield batchOf("findings", rows);
    const counted = { done: index + 1, total: chosen.length, unit: "recordings" } as const;
    options.onProgress?.({ kind: "advanced", task: "read", item: manifest.id, ...counted });
  }
};

function chooseTables(manifest: Manifest, { only, subset }: ReadOptions): readonly NodeTableAbout[] {
  const isWanted = (path: string) =>
    subset !== "sample" || manifest.files.some((file) => file.path === path && file.subset === "sample");
  const all = nodeTablesOf(manifest).filter(({ file }) => isWanted(file));
  const chosen = all.filter(({ id }) => matchesPattern(id, only ?? "*"));
  if (chosen.length > 0 || only === undefined) return chosen;
  const known = all.map(({ id }) => id);
  const next = `its node tables are ${known.join(", ")}`;
  throw new UnknownNameError({ kind: `node table of ${manifest.id}`, name: only, known, next });
}

function readerOf({ id }: Manifest, about: NodeTableAbout): ReadNodeTable {
  if (Object.hasOwn(readers, about.id)) return readers[about.id]!;
  const issue = `facts.node_tables: expected one of ${Object.keys(readers).join(", ")}, found ${about.id}`;
  throw new SchemaError({ file: `${id}.json`, issues: [issue] });
}

function failure({ id, file }: NodeTableAbout, error: Error): Finding {
  return {
    source_file: error instanceof FormatError ? error.file : file,
    place: error instanceof FormatError ? error.place : "file",
    rule: unreadableRecording,
    severity: "loss",
    found: `node table ${id}: ${error.message}`,
    action: "the node table is left out",
  };
}
