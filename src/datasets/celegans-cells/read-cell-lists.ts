import { FormatError } from "../../errors.js";
import { cellPlace } from "../../formats/sheet/cell-place.js";
import { openWorkbook } from "../../formats/workbook.js";
import { sheetNamed } from "../connectome/sheet-named.js";
import type { ReadNodeTable, SourceCell } from "./node-table.js";
import { textAt } from "./text-at.js";
import { commonType, joinedWords } from "./words.js";

/** The sheets of Supplementary Information 4; column 1 names the cell, column 2 its type. Columns are 0-based. */
const sheets: readonly {
  readonly name: string;
  readonly sex: NonNullable<SourceCell["sex"]> | null;
  readonly category?: number;
  readonly notes: readonly number[];
}[] = [
  { name: "pharynx", sex: null, notes: [] },
  { name: "sex-shared", sex: "both", category: 2, notes: [3, 4] },
  { name: "hermaphrodite specific", sex: "hermaphrodite", category: 2, notes: [3] },
  { name: "male-specific", sex: "male", notes: [2] },
];

/** What the second column is called on the sheets that have a header. */
const header = "cell type";

/**
 * The lists of cells of Cook et al. 2019 (Supplementary Information 4): the pharynx, cells of both sexes, of the
 * hermaphrodite, of the male.
 *
 * @throws UnknownNameError for a missing sheet; FormatError for a cell without a name or a type
 */
export const readCellLists: ReadNodeTable = async (source, { signal }) => {
  const workbook = await openWorkbook(source, signal);
  const cells: SourceCell[] = [];
  for (const { name, sex, category, notes } of sheets) {
    const sheet = await sheetNamed(workbook, name, source.name);
    for (let row = textAt(sheet, 0, 1) === header ? 1 : 0; row < sheet.rows; row++) {
      const [cell, type] = [textAt(sheet, row, 0), textAt(sheet, row, 1)];
      if (cell === null && type === null) continue;
      const place = cellPlace(sheet.name, row, 0);
      if (cell === null || type === null) {
        const found = JSON.stringify([cell, type]).slice(0, 60);
        throw new FormatError({ file: source.name, place, expected: "a name and a type", found });
      }
      cells.push({
        name_source: cell,
        type: commonType(type),
        type_source: type,
        category: category === undefined ? null : textAt(sheet, row, category),
        note: joinedWords(notes.map((column) => textAt(sheet, row, column))),
        sex,
        source_place: sheet.name,
        place,
      });
    }
  }
  return { cells };
};
