import { headerLabel } from "../header-label.js";
import { isNamedAs } from "./name-patterns.js";
import type { Grid, GridColumn } from "./table-grid.js";

/** Columns whose name says time and whose numbers never fall, the best name first. */
export function timeColumns(grid: Grid): readonly GridColumn[] {
  const named = grid.columns.filter(
    ({ name, isNumeric, sequence }) => isNumeric && sequence.neverFalls && isNamedAs("time", headerLabel(name).label),
  );
  return [...named].sort((a, b) => Number(isNamedAs("frames", a.name)) - Number(isNamedAs("frames", b.name)));
}
