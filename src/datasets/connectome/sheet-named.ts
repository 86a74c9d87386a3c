import { type Sheet, unknownSheet, type Workbook } from "../../formats/workbook.js";

/**
 * The sheet of this name; case, blanks around it and the short form "herm" for hermaphrodite do not matter, because
 * editions of one workbook differ in them.
 *
 * @throws UnknownNameError where the workbook has no such sheet; FormatError where it is damaged
 */
export async function sheetNamed(workbook: Workbook, name: string, file: string): Promise<Sheet> {
  const { sheetNames } = workbook;
  const found = sheetNames.find((one) => one === name) ?? sheetNames.find((one) => plain(one) === plain(name));
  if (found === undefined) throw unknownSheet(file, name, sheetNames);
  return workbook.sheet(found);
}

function plain(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/^herm(?:aphrodite)?\b/, "hermaphrodite");
}
