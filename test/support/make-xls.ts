/** A cell of a workbook that {@link makeXls} writes: row, column, and what stands there. */
export type XlsCell = readonly [row: number, column: number, value: XlsValue];

export type XlsValue =
  | string
  | number
  | boolean
  /** A text in its own record instead of the shared ones. */
  | { readonly label: string }
  /** The code of an error. */
  | { readonly error: number }
  /** Thirty bits of a number, as the format packs it. */
  | { readonly rk: number }
  /** Packed numbers side by side. */
  | { readonly rks: readonly number[] }
  /** The stored result of a formula. */
  | { readonly result: string | number | boolean };

export interface XlsSheet {
  readonly name: string;
  readonly cells: readonly XlsCell[];
  /** 0 for a worksheet, 2 for a chart. */
  readonly type?: number;
  /** Records before the end of the sheet. */
  readonly more?: readonly Buffer[];
}

export interface XlsOptions {
  /** Bytes of a record of shared texts, after which the next one continues. */
  readonly stringBytes?: number;
  /** Whether the stream is small enough for small sectors: default false, then it is filled up. */
  readonly small?: boolean;
  /** Version in the first record. */
  readonly version?: number;
  /** Records at the beginning of the workbook. */
  readonly more?: readonly Buffer[];
}

/** An Excel 97 to 2003 workbook (BIFF8 in a compound file), as [MS-XLS] and [MS-CFB] describe them. */
export function makeXls(sheets: readonly XlsSheet[], options: XlsOptions = {}): Uint8Array {
  const { stringBytes = 8000, version = 0x600, more = [] } = options;
  const texts = [...new Set(sheets.flatMap(({ cells }) => cells.map(([, , value]) => value)))].filter(
    (value) => typeof value === "string",
  );
  const bodies = sheets.map(({ cells, more: rest = [] }) =>
    Buffer.concat([begin(0x600, 0x10), ...cells.flatMap((cell) => cellRecords(cell, texts)), ...rest, record(0x0a)]),
  );
  const globalsWith = (offsets: readonly number[]) =>
    Buffer.concat([
      begin(version, 5),
      ...more,
      ...sheets.map(({ name, type = 0 }, index) => {
        const fixed = Buffer.alloc(6);
        fixed.writeUInt32LE(offsets[index]!, 0);
        fixed[5] = type;
        return record(0x85, fixed, Buffer.from([name.length, 1]), Buffer.from(name, "utf16le"));
      }),
      ...sharedStrings(texts, stringBytes),
      record(0x0a),
    ]);
  let offset = globalsWith(sheets.map(() => 0)).length;
  const offsets = bodies.map((body) => {
    offset += body.length;
    return offset - body.length;
  });
  const stream = Buffer.concat([globalsWith(offsets), ...bodies]);
  return compoundFile(
    "Workbook",
    options.small ? stream : Buffer.concat([stream, Buffer.alloc(Math.max(0, 4096 - stream.length))]),
  );
}

export function record(id: number, ...parts: readonly Buffer[]): Buffer {
  const data = Buffer.concat(parts);
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id, 0);
  head.writeUInt16LE(data.length, 2);
  return Buffer.concat([head, data]);
}

function begin(version: number, kind: number): Buffer {
  const data = Buffer.alloc(16);
  data.writeUInt16LE(version, 0);
  data.writeUInt16LE(kind, 2);
  return record(0x809, data);
}

function cellRecords([row, column, value]: XlsCell, texts: readonly string[]): readonly Buffer[] {
  const place = Buffer.alloc(6);
  place.writeUInt16LE(row, 0);
  place.writeUInt16LE(column, 2);
  if (typeof value === "string") return [record(0xfd, place, uint32(texts.indexOf(value)))];
  if (typeof value === "number") return [record(0x203, place, float64(value))];
  if (typeof value === "boolean") return [record(0x205, place, Buffer.from([value ? 1 : 0, 0]))];
  if ("label" in value) return [record(0x204, place, wideText(value.label))];
  if ("error" in value) return [record(0x205, place, Buffer.from([value.error, 1]))];
  if ("rk" in value) return [record(0x27e, place, uint32(value.rk))];
  if ("rks" in value) {
    const packed = value.rks.flatMap((bits) => [Buffer.alloc(2), uint32(bits)]);
    const last = Buffer.alloc(2);
    last.writeUInt16LE(column + value.rks.length - 1);
    return [record(0xbd, place.subarray(0, 4), ...packed, last)];
  }
  const { result } = value;
  const tail = Buffer.alloc(6);
  if (typeof result === "number") return [record(0x06, place, float64(result), tail)];
  const special = Buffer.from([typeof result === "string" ? 0 : 1, 0, result === true ? 1 : 0, 0, 0, 0, 0xff, 0xff]);
  const formula = record(0x06, place, special, tail);
  return typeof result === "string" ? [formula, record(0x207, wideText(result))] : [formula];
}

/** Narrow where all letters allow it; where a record is full, the next one begins with the width of the letters. */
function sharedStrings(texts: readonly string[], stringBytes: number): readonly Buffer[] {
  const parts: Buffer[] = [];
  let data = Buffer.concat([uint32(texts.length), uint32(texts.length)]);
  const flush = (flag: number) => {
    parts.push(record(parts.length === 0 ? 0xfc : 0x3c, data));
    data = Buffer.from([flag]);
  };
  for (const text of texts) {
    const isWide = [...text].some((letter) => letter.charCodeAt(0) > 255);
    const head = Buffer.alloc(3);
    head.writeUInt16LE(text.length, 0);
    head[2] = isWide ? 1 : 0;
    if (data.length + 3 > stringBytes) {
      parts.push(record(parts.length === 0 ? 0xfc : 0x3c, data));
      data = Buffer.alloc(0);
    }
    data = Buffer.concat([data, head]);
    for (const letter of text) {
      const bytes = Buffer.from(letter, isWide ? "utf16le" : "latin1");
      if (data.length + bytes.length > stringBytes) flush(isWide ? 1 : 0);
      data = Buffer.concat([data, bytes]);
    }
  }
  parts.push(record(parts.length === 0 ? 0xfc : 0x3c, data));
  return parts;
}

function wideText(text: string): Buffer {
  const head = Buffer.alloc(3);
  head.writeUInt16LE(text.length, 0);
  head[2] = 1;
  return Buffer.concat([head, Buffer.from(text, "utf16le")]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0, 0);
  return bytes;
}

function float64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value, 0);
  return bytes;
}

const free = 0xffffffff;
const end = 0xfffffffe;

/** A compound file with one stream: table of sectors, directory, small sectors where the stream is small, stream. */
export function compoundFile(name: string, stream: Buffer): Uint8Array {
  const isSmall = stream.length < 4096;
  const padded = Buffer.concat([stream, Buffer.alloc((512 - (stream.length % 512)) % 512)]);
  const streamSectors = padded.length / 512;
  const tableSectors = Math.ceil((streamSectors + 4) / 127);
  const next: number[] = Array.from({ length: tableSectors }, () => 0xfffffffd);
  const chain = (count: number) => {
    const first = next.length;
    for (let index = 0; index < count; index++) next.push(index + 1 < count ? next.length + 1 : end);
    return first;
  };
  const directory = chain(1);
  const smallTable = isSmall ? chain(1) : end;
  const data = chain(streamSectors);
  const table = Buffer.concat([
    ...next.map(uint32),
    ...Array.from({ length: tableSectors * 128 - next.length }, () => uint32(free)),
  ]);
  const entry = (text: string, type: number, first: number, length: number) => {
    const bytes = Buffer.alloc(128);
    bytes.write(text, 0, "utf16le");
    bytes.writeUInt16LE(2 * text.length + 2, 64);
    bytes[66] = type;
    bytes.writeUInt32LE(first, 116);
    bytes.writeUInt32LE(length, 120);
    return bytes;
  };
  const entries = Buffer.concat([
    isSmall ? entry("Root Entry", 5, data, padded.length) : entry("Root Entry", 5, end, 0),
    entry(name, 2, isSmall ? 0 : data, stream.length),
    Buffer.alloc(256),
  ]);
  const smallSectors = Math.ceil(stream.length / 64);
  const smallNext = Array.from({ length: 128 }, (_, index) =>
    uint32(index >= smallSectors ? free : index + 1 < smallSectors ? index + 1 : end),
  );
  const header = Buffer.alloc(512);
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(header);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(tableSectors, 44);
  header.writeUInt32LE(directory, 48);
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(smallTable, 60);
  header.writeUInt32LE(isSmall ? 1 : 0, 64);
  header.writeUInt32LE(end, 68);
  for (let index = 0; index < 109; index++) header.writeUInt32LE(index < tableSectors ? index : free, 76 + 4 * index);
  const parts = [header, table, entries, ...(isSmall ? smallNext : []), padded];
  return new Uint8Array(Buffer.concat(parts));
}
