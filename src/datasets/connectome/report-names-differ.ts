import type { ReportFinding } from "../read-recordings.js";
import { type LabelledMatrix, namesDiffer } from "./labelled-matrix.js";

/** Notes a matrix whose rows and columns are not the same cells in the same order; it is read by its names all the same. */
export function reportNamesDiffer(matrix: LabelledMatrix, file: string, report: ReportFinding): void {
  const found = namesDiffer(matrix);
  if (found === undefined) return;
  report({
    ...{ source_file: file, place: "names of rows and columns", rule: "rows-and-columns-differ", severity: "note" },
    expected: "the same names in the same order",
    found,
    action: "cells are read by the names of their row and column",
  });
}
