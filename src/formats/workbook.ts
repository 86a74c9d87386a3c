import { type ByteSource, readExactly } from "../bytes/byte-source.js";
import { FormatError, UnknownNameError } from "../errors.js";
import type { Sheet } from "./sheet/sheet-cells.js";
import { openXls } from "./xls/open-xls.js";
import { openXlsx } from "./xlsx/open-xlsx.js";

export type { CellValue, ErrorCell, MergedCells, Sheet } from "./sheet/sheet-cells.js";

/** A spreadsheet file. */
export interface Workbook {
  /** The names of its sheets, in the file's order; charts are none. */
  readonly sheetNames: readonly string[];
  /**
   * Reads one sheet.
   *
   * @throws UnknownNameError for a name that no sheet has; FormatError where the sheet is damaged
   */
  sheet(name: string): Promise<Sheet>;
}

/**
 * Opens a spreadsheet, told by its first bytes: `.xlsx` (Office Open XML) or `.xls` (Excel 97 to 2003). Values are
 * those that the file stores, also of formulas; nothing is computed.
 *
 * @throws FormatError for anything else, and for a file that is damaged or encrypted
 */
export async function openWorkbook(source: ByteSource, signal?: AbortSignal): Promise<Workbook> {
  const start = await readExactly(source, 0, Math.min(8, source.size), "first bytes", signal);
  const magic = Array.from(start, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const open = magic.startsWith("504b0304") ? openXlsx : magic === "d0cf11e0a1b11ae1" ? openXls : undefined;
  if (!open) {
    const expected = "a spreadsheet (.xlsx or .xls)";
    throw new FormatError({ file: source.name, place: "first bytes", expected, found: magic || "an empty file" });
  }
  const { sheets } = await open(source, signal);
  const sheetNames = sheets.map(({ name }) => name);
  return {
    sheetNames,
    async sheet(name) {
      const found = sheets.find((one) => one.name === name);
      if (!found) throw unknownSheet(source.name, name, sheetNames);
      return found.read();
    },
  };
}

/** A sheet that is not there, and those that are. */
export function unknownSheet(file: string, name: string, known: readonly string[]): UnknownNameError {
  const next = `its sheets are ${
    known
      .map((one) => JSON.stringify(one))
      .join(", ")
      .slice(0, 500) || "none"
  }`;
  return new UnknownNameError({ kind: `sheet in ${file}`, name, known, next });
}
