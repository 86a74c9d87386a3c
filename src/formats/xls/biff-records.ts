import { FormatError } from "../../errors.js";

/** One record of a BIFF stream. */
export interface BiffRecord {
  readonly id: number;
  /** Where it begins in the stream. */
  readonly start: number;
  readonly data: Uint8Array;
  readonly view: DataView;
}

/** Ids of the records that hold the names and values of a workbook. */
export const recordIds = {
  formula: 0x06,
  endOfFile: 0x0a,
  filePass: 0x2f,
  continue: 0x3c,
  boundSheet: 0x85,
  mulRk: 0xbd,
  richString: 0xd6,
  style: 0xe0,
  mergedCells: 0xe5,
  sharedStrings: 0xfc,
  labelShared: 0xfd,
  number: 0x203,
  label: 0x204,
  booleanOrError: 0x205,
  string: 0x207,
  rk: 0x27e,
  format: 0x41e,
  begin: 0x809,
} as const;

/**
 * The records of a stream from `start` on, up to the end of the stream.
 *
 * @throws FormatError where a record is longer than the rest of the stream
 */
export function* biffRecords(stream: Uint8Array, start: number, file: string): Generator<BiffRecord> {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  let at = start;
  while (at + 4 <= stream.length) {
    const id = view.getUint16(at, true);
    const length = view.getUint16(at + 2, true);
    const end = at + 4 + length;
    if (end > stream.length) {
      const found = `${stream.length - at - 4} bytes`;
      throw new FormatError({ file, place: recordPlace(id, at), expected: `${length} bytes`, found });
    }
    const data = stream.subarray(at + 4, end);
    yield { id, start: at, data, view: new DataView(data.buffer, data.byteOffset, data.byteLength) };
    at = end;
  }
}

/** Where a record is, for messages. */
export function recordPlace(id: number, start: number): string {
  return `record 0x${id.toString(16)} at byte ${start} of the workbook stream`;
}

/** Refuses a record that is shorter than what is read from it. */
export function needBytes({ id, start, data }: BiffRecord, bytes: number, file: string): void {
  if (data.length >= bytes) return;
  const place = recordPlace(id, start);
  throw new FormatError({ file, place, expected: `at least ${bytes} bytes`, found: String(data.length) });
}
