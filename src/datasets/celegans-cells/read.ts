import { openRequired } from "../../bytes/file-set.js";
import { SchemaError } from "../../errors.js";
import type { Manifest } from "../../manifest/schema.js";
import type { ReadDataset } from "../dataset.js";
import { readEachPart } from "../read-each-part.js";
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
  const membersOf = classMembers(manifest);
  const { signal } = options;
  yield* readEachPart(manifest, options, {
    noun: "node table",
    parts: nodeTablesOf(manifest),
    read: async (about, report) => {
      const openNames = () => openRequired(files, about.namesFile ?? about.file);
      const source = await openRequired(files, about.file);
      const table = await readerOf(manifest, about)(source, { about, report, openNames, signal });
      return tableBatches(table, { about, membersOf, report });
    },
  });
};

function readerOf({ id }: Manifest, about: NodeTableAbout): ReadNodeTable {
  if (Object.hasOwn(readers, about.id)) return readers[about.id]!;
  const issue = `facts.node_tables: expected one of ${Object.keys(readers).join(", ")}, found ${about.id}`;
  throw new SchemaError({ file: `${id}.json`, issues: [issue] });
}
