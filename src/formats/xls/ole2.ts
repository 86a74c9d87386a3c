import { type ByteSource, readExactly } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";

/** Larger files of this format are refused: they are read into memory. */
const maxBytes = 2 ** 28;
const endOfChain = 0xfffffffe;
const headerBytes = 512;
const entryBytes = 128;

/** The streams of a compound file by name. */
export type CompoundFile = ReadonlyMap<string, Uint8Array>;

/**
 * Reads a compound file (OLE2), the container of `.xls`: a file system of sectors that chains in a table of sectors
 * join into streams. Streams of all folders stand together; of equal names the first counts.
 *
 * @throws FormatError where chains leave the file or run in a circle
 */
export async function readCompoundFile(source: ByteSource, signal?: AbortSignal): Promise<CompoundFile> {
  const refuse = (place: string, expected: string, found: string | number) =>
    new FormatError({ file: source.name, place, expected, found: String(found) });
  if (source.size > maxBytes) throw refuse("size", `at most ${maxBytes} bytes`, source.size);
  const bytes = await readExactly(source, 0, Math.max(source.size, headerBytes), "header", signal);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shift = view.getUint16(30, true);
  const miniShift = view.getUint16(32, true);
  if ((shift !== 9 && shift !== 12) || miniShift !== 6) {
    throw refuse("header", "sectors of 512 or 4096 bytes, small ones of 64", `2^${shift} and 2^${miniShift}`);
  }
  const size = 2 ** shift;
  const sectors = Math.ceil(bytes.length / size) - 1;
  const perSector = size / 4;

  const sectorAt = (sector: number, place: string) => {
    if (sector >= sectors) throw refuse(place, `one of ${sectors} sectors`, sector);
    return bytes.subarray((sector + 1) * size, (sector + 2) * size);
  };
  const table = readTable();
  const read = (first: number, length: number, place: string) =>
    joined(chain(first, table, place), (sector) => sectorAt(sector, place), length, size, place);

  const folder = read(view.getUint32(48, true), Number.POSITIVE_INFINITY, "directory");
  const folderView = new DataView(folder.buffer, folder.byteOffset, folder.byteLength);
  const entries: { name: string; type: number; first: number; length: number }[] = [];
  for (let at = 0; at + entryBytes <= folder.length; at += entryBytes) {
    const nameBytes = Math.min(64, folderView.getUint16(at + 64, true));
    const name = new TextDecoder("utf-16le").decode(folder.subarray(at, at + Math.max(0, nameBytes - 2)));
    const first = folderView.getUint32(at + 116, true);
    entries.push({ name, type: folder[at + 66]!, first, length: folderView.getUint32(at + 120, true) });
  }
  const root = entries.find(({ type }) => type === 5);
  const cutoff = view.getUint32(56, true);
  const small = () => {
    const mini = read(root?.first ?? endOfChain, root?.length ?? 0, "small sectors");
    const miniTable = numbers(read(view.getUint32(60, true), Number.POSITIVE_INFINITY, "table of small sectors"));
    return { mini, miniTable };
  };
  let smallParts: ReturnType<typeof small> | undefined;
  const streams = new Map<string, Uint8Array>();
  for (const { name, type, first, length } of entries) {
    if (type !== 2 || streams.has(name)) continue;
    const place = `stream ${JSON.stringify(name)}`;
    if (length >= cutoff || length === 0) {
      streams.set(name, length === 0 ? new Uint8Array() : read(first, length, place));
      continue;
    }
    smallParts ??= small();
    const { mini, miniTable } = smallParts;
    const miniSize = 2 ** miniShift;
    const at = (sector: number) => mini.subarray(sector * miniSize, (sector + 1) * miniSize);
    streams.set(name, joined(chain(first, miniTable, place), at, length, miniSize, place));
  }
  return streams;

  /** The table of sectors: 109 of its own sectors stand in the header, further ones in a chain of lists. */
  function readTable(): Uint32Array {
    const parts: number[] = [];
    for (let index = 0; index < 109; index++) parts.push(view.getUint32(76 + 4 * index, true));
    let next = view.getUint32(68, true);
    for (let count = 0; next < endOfChain - 3; count++) {
      if (count > sectors) throw refuse("list of tables", "an end", "a circle");
      const list = numbers(sectorAt(next, "list of tables"));
      parts.push(...list.subarray(0, perSector - 1));
      next = list[perSector - 1] ?? endOfChain;
    }
    const used = parts.filter((sector) => sector < endOfChain - 3);
    if (used.length > sectors) throw refuse("table of sectors", `at most ${sectors} sectors`, used.length);
    const all = new Uint32Array(used.length * perSector).fill(0xffffffff);
    for (const [index, sector] of used.entries()) {
      all.set(numbers(sectorAt(sector, "table of sectors")), index * perSector);
    }
    return all;
  }

  function chain(first: number, next: Uint32Array, place: string): readonly number[] {
    const found: number[] = [];
    for (let sector = first; sector < endOfChain - 3; sector = next[sector]!) {
      if (sector >= next.length) throw refuse(place, `one of ${next.length} entries of the table`, sector);
      if (found.length > next.length) throw refuse(place, "a chain that ends", "a circle");
      found.push(sector);
    }
    return found;
  }

  function joined(
    parts: readonly number[],
    partAt: (sector: number) => Uint8Array,
    length: number,
    partBytes: number,
    place: string,
  ): Uint8Array {
    const there = parts.length * partBytes;
    if (length !== Number.POSITIVE_INFINITY && length > there) throw refuse(place, `${length} bytes`, there);
    const all = new Uint8Array(there);
    for (const [index, sector] of parts.entries()) all.set(partAt(sector), index * partBytes);
    return all.subarray(0, Math.min(length, there));
  }
}

function numbers(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => view.getUint32(4 * index, true));
}
