import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import type { SheetReaders } from "../sheet/sheet-readers.js";
import { type BiffRecord, biffRecords, needBytes, recordIds } from "./biff-records.js";
import { biffReader, readSharedStrings } from "./biff-strings.js";
import { dateStyles } from "./date-styles.js";
import { readCompoundFile } from "./ole2.js";
import { readXlsSheet } from "./read-xls-sheet.js";

/** BIFF8, the version of Excel 97 to 2003. */
const knownVersion = 0x600;

/** Opens an Excel 97 to 2003 workbook: a compound file whose stream `Workbook` holds the records of all sheets. */
export async function openXls(source: ByteSource, signal?: AbortSignal): Promise<SheetReaders> {
  const file = source.name;
  const streams = await readCompoundFile(source, signal);
  const stream = streams.get("Workbook");
  if (streams.has("EncryptedPackage")) {
    const place = "stream EncryptedPackage";
    throw new FormatError({
      file,
      place,
      expected: "a workbook to read",
      found: "an encrypted one, which needs a password",
    });
  }
  if (!stream) {
    const found = [...streams.keys()].slice(0, 5).join(", ") || "no stream";
    const expected = "the stream Workbook of Excel 97 to 2003";
    throw new FormatError({ file, place: "streams", expected, found });
  }
  const found: { name: string; start: number }[] = [];
  const stringParts: BiffRecord[] = [];
  const styles: BiffRecord[] = [];
  let previous: number | undefined;
  for (const record of biffRecords(stream, 0, file)) {
    const { id, view } = record;
    if (previous === undefined) checkVersion(record, file);
    if (id === recordIds.endOfFile) break;
    if (id === recordIds.filePass) {
      throw new FormatError({
        file,
        place: "stream Workbook",
        expected: "a workbook to read",
        found: "an encrypted one",
      });
    }
    if (id === recordIds.boundSheet) {
      needBytes(record, 8, file);
      const reader = biffReader([record], file);
      reader.skip(6);
      const name = reader.letters(reader.byte(), reader.byte());
      // only worksheets hold cells: the others are charts, macros and programs
      if (view.getUint8(5) === 0) found.push({ name, start: view.getUint32(0, true) });
    }
    if (id === recordIds.style || id === recordIds.format) styles.push(record);
    const isContinued = id === recordIds.continue && previous === recordIds.sharedStrings;
    if (id === recordIds.sharedStrings || isContinued) stringParts.push(record);
    previous = isContinued ? recordIds.sharedStrings : id;
  }
  const strings = stringParts.length > 0 ? readSharedStrings(stringParts, file) : [];
  const workbook = { stream, strings, dateStyles: dateStyles(styles, file), file };
  return { sheets: found.map(({ name, start }) => ({ name, read: async () => readXlsSheet(name, start, workbook) })) };
}

function checkVersion(record: BiffRecord, file: string): void {
  if (record.id === recordIds.begin && record.data.length >= 4 && record.view.getUint16(0, true) === knownVersion)
    return;
  const place = "stream Workbook";
  throw new FormatError({ file, place, expected: "records of Excel 97 to 2003", found: "another version" });
}
