import { FormatError } from "../../errors.js";
import { cellPlace } from "../../formats/sheet/cell-place.js";
import { openWorkbook, type Sheet } from "../../formats/workbook.js";
import { sheetNamed } from "../connectome/sheet-named.js";
import type { ReadNodeTable, SourceClass } from "./node-table.js";
import { textAt } from "./text-at.js";

const sheetName = "cell class lists";
/** The titles of the lists stand in row 2, the groups in column A, the classes in columns B to D. */
const titleRow = 1;
const lists: readonly { readonly column: number; readonly sex: SourceClass["sex"]; readonly title: RegExp }[] = [
  { column: 1, sex: "both", title: /^shared/ },
  { column: 2, sex: "hermaphrodite", title: /^herm/ },
  { column: 3, sex: "male", title: /^male/ },
];

/**
 * The classes of Cook et al. 2019 (Supplementary Information 6). A group holds for the classes from its row on; a class
 * behind the end of the next list has its description there instead, and no group.
 *
 * @throws UnknownNameError for a missing sheet; FormatError for other titles and for a class that stands twice
 */
export const readClassLists: ReadNodeTable = async (source, { signal }) => {
  const sheet = await sheetNamed(await openWorkbook(source, signal), sheetName, source.name);
  const classes: SourceClass[] = [];
  const known = new Set<string>();
  const describedFrom = endOfList(sheet, 2);
  for (const { column, sex, title } of lists) {
    const fail = (row: number, expected: string, found: string | null) =>
      new FormatError({
        ...{ file: source.name, place: cellPlace(sheet.name, row, column), expected },
        found: found === null ? "an empty cell" : JSON.stringify(found.slice(0, 60)),
      });
    const found = textAt(sheet, titleRow, column);
    if (found === null || !title.test(found)) throw fail(titleRow, `a title as ${title.source}`, found);
    let group: string | null = null;
    for (let row = titleRow + 1; row < endOfList(sheet, column); row++) {
      const name = textAt(sheet, row, column)!;
      if (known.size === known.add(name).size) throw fail(row, "each class once", name);
      const description = column === 1 && row >= describedFrom ? textAt(sheet, row, 2) : null;
      group = column !== 1 || description !== null ? null : (textAt(sheet, row, 0) ?? group);
      classes.push({ cell_class: name, class_group: group, sex, description, source_place: sheet.name });
    }
  }
  return { classes };
};

/** The first row behind the titles in which a list has nothing. */
function endOfList(sheet: Sheet, column: number): number {
  let row = titleRow + 1;
  while (textAt(sheet, row, column) !== null) row++;
  return row;
}
