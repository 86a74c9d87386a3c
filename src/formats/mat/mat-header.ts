import { type ByteSource, readExactly } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import type { MatFile } from "./mat-file.js";

/** Bytes before the first variable: a text, the place of further data, version and byte order. */
export const headerBytes = 128;

const versions: Readonly<Record<number, MatFile["version"]>> = { 256: "5", 512: "7.3" };
const hdf5Signature = "\x89HDF\r\n\x1a\n";

/** What the first 128 bytes say; `swapped` when the file is big-endian. @throws FormatError for anything but MAT 5 and 7.3 */
export async function matHeader(source: ByteSource): Promise<{ version: MatFile["version"]; swapped: boolean }> {
  const header = await readExactly(source, 0, Math.min(headerBytes, source.size), "header");
  const text = String.fromCharCode(...header);
  const order = text.slice(126, 128);
  if (order === "IM" || order === "MI") {
    const swapped = order === "MI";
    const number = new DataView(header.buffer, header.byteOffset).getUint16(124, !swapped);
    const version = versions[number];
    if (version) return { version, swapped };
    throw failure(source, `version 0x${number.toString(16).padStart(4, "0")}`);
  }
  if (text.startsWith(hdf5Signature)) {
    throw failure(source, "an HDF5 file without MATLAB's header", "read it as HDF5");
  }
  if (isVersion4(header)) throw failure(source, "one of version 4", 'save it in MATLAB again, with save(…, "-v7")');
  const found = header.length < headerBytes ? `${header.length} bytes` : JSON.stringify(text.slice(0, 20));
  throw failure(source, found);
}

/** Version 4 begins with a matrix: its type (thousands: byte order, tens and ones: 0 to 52), lengths, and a name's length. */
function isVersion4(header: Uint8Array): boolean {
  if (header.length < 20) return false;
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  return [true, false].some((isLittleEndian) => {
    const word = (index: number): number => view.getInt32(index * 4, isLittleEndian);
    const type = word(0);
    const isType =
      type >= 0 && type % 1000 <= 52 && type % 10 <= 2 && Math.floor(type / 1000) === (isLittleEndian ? 0 : 1);
    return isType && word(1) >= 0 && word(2) >= 0 && (word(3) === 0 || word(3) === 1) && word(4) > 0 && word(4) < 256;
  });
}

function failure(source: ByteSource, found: string, next?: string): FormatError {
  const expected = "a MAT file of version 5 or 7.3";
  return new FormatError({ file: source.name, place: "header", expected, found, ...(next ? { next } : {}) });
}
