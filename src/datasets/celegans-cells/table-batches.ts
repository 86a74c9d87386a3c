import { neuronByName } from "../../identities/neurons.js";
import { resolveCell } from "../../identities/resolve-cell.js";
import { batchOf, type TableBatch } from "../../tables/batch.js";
import type { Row } from "../../tables/tables.js";
import { type FindingTally, findingTally } from "../connectome/finding-tally.js";
import type { ReportFinding } from "../read-recordings.js";
import type { MembersOf } from "./class-members.js";
import type { NodeTable, NodeTableAbout, SourceCell } from "./node-table.js";

const rowsPerBatch = 4096;

interface BatchContext {
  readonly about: NodeTableAbout;
  readonly membersOf: MembersOf;
  readonly report: ReportFinding;
}

/**
 * A node table as batches of the tables `cells`, `cell_features`, `cell_names` and `cell_classes`. Names are settled by
 * {@link resolveCell}; those that are not, and cells that stand twice, are reported and kept.
 */
export function tableBatches(table: NodeTable, { about, membersOf, report }: BatchContext): readonly TableBatch[] {
  const { id: source, file: source_file } = about;
  const { cells = [], names = [], classes = [] } = table;
  const tally = findingTally(report);
  const total = cells.length + names.length + classes.length;
  const counted = { place: "the whole file", rule: "source-totals", found: `${total} rows`, action: "none" };
  report({ source_file, severity: "note", ...counted });
  const rows = cells.map((cell, row_index) => {
    const { place: _, features: __, ...stated } = cell;
    const { name, kind, rule: name_rule, comment: name_comment } = named(cell, source_file, tally);
    return { ...stated, source, row_index, name, kind, name_rule, name_comment, source_file };
  });
  reportRepeats(rows, about, tally);
  tally.finish();
  const features = cells.flatMap((cell, row_index) =>
    [...(cell.features ?? [])].map(([feature, value]) => {
      const colon = feature.indexOf(":");
      const feature_group = colon > 0 ? feature.slice(0, colon) : null;
      return { source, row_index, name: rows[row_index]!.name, feature_group, feature, value };
    }),
  );
  const spellings = names.map(({ name_source, replacement }, row_index) => {
    const [before, after] = [resolveCell(name_source), resolveCell(replacement)];
    const { name, kind } = before;
    const same_cell = name === null || after.name === null ? null : name === after.name;
    return { source, row_index, name_source, replacement, name, kind, same_cell, source_file };
  });
  const classRows = classes.map((one) => {
    const members = membersOf(one.cell_class);
    const n_cells = members?.length ?? null;
    return { ...one, source, n_cells, cells: members && JSON.stringify(members), source_file };
  });
  return [
    ...batches("cells", rows),
    ...batches("cell_features", features),
    ...batches("cell_names", spellings),
    ...batches("cell_classes", classRows),
  ];
}

function batches<T extends "cells" | "cell_features" | "cell_names" | "cell_classes">(
  table: T,
  rows: readonly (Partial<Row<T>> & Record<string, unknown>)[],
): readonly TableBatch[] {
  const parts: TableBatch[] = [];
  for (let start = 0; start < rows.length; start += rowsPerBatch) {
    parts.push(batchOf(table, rows.slice(start, start + rowsPerBatch)));
  }
  return parts;
}

function named({ name_source, place }: SourceCell, source_file: string, tally: FindingTally) {
  const identity = resolveCell(name_source);
  if (identity.name === null) {
    const found = `${JSON.stringify(name_source)}${identity.comment ? `: ${identity.comment}` : ""}`;
    const action = "the row is kept under the source's name; the canonical name is null";
    const rule = "unresolved-cell-name";
    tally.add({ source_file, place, rule, severity: "note", expected: "the name of a cell", found, action });
  }
  return identity;
}

function reportRepeats(
  rows: readonly { readonly name: string | null; readonly name_source: string }[],
  { file }: NodeTableAbout,
  tally: FindingTally,
): void {
  const first = new Map<string, string>();
  for (const { name, name_source } of rows) {
    if (name === null) continue;
    const before = first.get(name);
    if (before === undefined) first.set(name, name_source);
    else {
      const place = neuronByName(name) ? "neurons" : "other cells";
      const found = `${before} and ${name_source} are both ${name}`;
      const rest = { expected: "each cell once", found, action: "both rows are kept" };
      tally.add({ source_file: file, place, rule: "repeated-cell", severity: "note", ...rest });
    }
  }
}
