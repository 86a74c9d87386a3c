import { cellName, cellPlace } from "../../formats/sheet/cell-place.js";
import type { MergedCells, Sheet } from "../../formats/workbook.js";
import type { Finding } from "../read-recordings.js";

/** The merged cells of a sheet that reach into a part of it, with their place for messages. */
export function mergedNear(sheet: Sheet, part: MergedCells): readonly (MergedCells & { readonly place: string })[] {
  return sheet.merged
    .filter(
      (one) =>
        (one.firstRow < one.lastRow || one.firstColumn < one.lastColumn) &&
        one.firstRow <= part.lastRow &&
        one.lastRow >= part.firstRow &&
        one.firstColumn <= part.lastColumn &&
        one.lastColumn >= part.firstColumn,
    )
    .map((one) => {
      const first = cellPlace(sheet.name, one.firstRow, one.firstColumn);
      return { ...one, place: `${first} to ${cellName(one.lastRow, one.lastColumn)}` };
    });
}

/** What is said of merged cells where each cell should have a value of its own. */
export function mergedFinding(file: string, place: string): Finding {
  return {
    ...{ source_file: file, place, rule: "merged-cells", severity: "note", expected: "a value in each cell" },
    ...{ found: "cells merged into one", action: "the value counts for the first cell alone, the others are empty" },
  };
}
