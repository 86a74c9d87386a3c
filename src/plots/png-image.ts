import { concatBytes } from "../bytes/concat-bytes.js";
import { crc32 } from "../bytes/crc32.js";
import { huffmanDeflate } from "./huffman-deflate.js";

/** An image of palette indexes, row after row from the top. */
export interface IndexedImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  /** Up to 256 colours, each red, green, blue, alpha from 0 to 255. */
  readonly palette: readonly (readonly [number, number, number, number])[];
}

/**
 * A PNG file of the image (8-bit palette), the same bytes on every machine. Rows are stored as differences from pixel
 * to pixel where that is smaller.
 */
export function encodePng(image: IndexedImage): Uint8Array {
  const plain = huffmanDeflate(filteredRows(image, false));
  const differences = huffmanDeflate(filteredRows(image, true));
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, image.width);
  view.setUint32(4, image.height);
  header[8] = 8; // bits per pixel
  header[9] = 3; // palette
  return concatBytes([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk("IHDR", header),
    chunk("PLTE", Uint8Array.from(image.palette.flatMap((colour) => colour.slice(0, 3)))),
    chunk(
      "tRNS",
      Uint8Array.from(image.palette, ([, , , alpha]) => alpha),
    ),
    chunk("IDAT", differences.length < plain.length ? differences : plain),
    chunk("IEND", new Uint8Array(0)),
  ]);
}

/** The PNG as a `data:` address. */
export function pngDataUri(image: IndexedImage): string {
  let text = "";
  for (const byte of encodePng(image)) text += String.fromCharCode(byte);
  return `data:image/png;base64,${btoa(text)}`;
}

function filteredRows({ width, height, pixels }: IndexedImage, differences: boolean): Uint8Array {
  const rows = new Uint8Array((width + 1) * height);
  for (let y = 0; y < height; y++) {
    const start = y * (width + 1);
    rows[start] = differences ? 1 : 0;
    for (let x = 0; x < width; x++) {
      const before = differences && x > 0 ? pixels[y * width + x - 1]! : 0;
      rows[start + 1 + x] = pixels[y * width + x]! - before;
    }
  }
  return rows;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let index = 0; index < 4; index++) bytes[4 + index] = type.charCodeAt(index);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}
