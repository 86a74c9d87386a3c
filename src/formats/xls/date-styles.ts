import { isDateFormat } from "../sheet/is-date-format.js";
import { type BiffRecord, needBytes, recordIds } from "./biff-records.js";
import { biffReader } from "./biff-strings.js";

/** Of each style that cells refer to, in order, whether it shows numbers as dates: records XF and FORMAT. */
export function dateStyles(records: readonly BiffRecord[], file: string): readonly boolean[] {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  for (const record of records) {
    needBytes(record, 4, file);
    if (record.id === recordIds.style) formats.push(record.view.getUint16(2, true));
    else if (record.id === recordIds.format) {
      const reader = biffReader([record], file);
      codes.set(reader.uint16(), reader.text());
    }
  }
  return formats.map((id) => isDateFormat(id, codes.get(id)));
}
