import { copyOf } from "../../linalg/views.js";
import { rowsOf } from "../row-selection.js";
import type { Targets } from "../targets.js";

/** Targets of some rows alone. */
export function targetRows(targets: Targets, rows: Int32Array): Targets {
  return {
    rows: rows.length,
    columns: targets.columns,
    batch: (from, to) => copyOf(rowsOf(targets.batch(from, to), rows)),
  };
}
