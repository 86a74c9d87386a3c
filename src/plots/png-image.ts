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

/** An image of red, green and blue, row after row from the top, three bytes per pixel. */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Colour types of the format. */
const colourTypes = { rgb: 2, palette: 3 } as const;

/**
 * A PNG file of the image (8-bit palette), the same bytes on every machine. Rows are stored as differences from pixel
 * to pixel where that is smaller.
 */
export function encodePng(image: IndexedImage): Uint8Array {
  return pngFile(image, "palette", [
    chunk("PLTE", Uint8Array.from(image.palette.flatMap((colour) => colour.slice(0, 3)))),
    chunk(
      "tRNS",
      Uint8Array.from(image.palette, ([, , , alpha]) => alpha),
    ),
  ]);
}

/** A PNG file of exactly these pixels (8 bits per colour), the same bytes on every machine. */
export function encodeRgbPng(image: RgbImage): Uint8Array {
  return pngFile(image, "rgb", []);
}

/** The PNG as a `data:` address. */
export function pngDataUri(image: IndexedImage | RgbImage): string {
  let text = "";
  const bytes = "palette" in image ? encodePng(image) : encodeRgbPng(image);
  for (const byte of bytes) text += String.fromCharCode(byte);
  return `data:image/png;base64,${btoa(text)}`;
}

function pngFile(image: RgbImage, colourType: keyof typeof colourTypes, extra: readonly Uint8Array[]): Uint8Array {
  const bytes = colourType === "rgb" ? 3 : 1;
  const plain = huffmanDeflate(filteredRows(image, bytes, false));
  const differences = huffmanDeflate(filteredRows(image, bytes, true));
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, image.width);
  view.setUint32(4, image.height);
  header[8] = 8; // bits per colour, or per place in the palette
  header[9] = colourTypes[colourType];
  return concatBytes([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk("IHDR", header),
    ...extra,
    chunk("IDAT", differences.length < plain.length ? differences : plain),
    chunk("IEND", new Uint8Array(0)),
  ]);
}

/** Rows with the filter before each: as they are, or each byte less that of the pixel to the left. */
function filteredRows({ width, height, pixels }: RgbImage, bytesPerPixel: number, differences: boolean): Uint8Array {
  const length = width * bytesPerPixel;
  const rows = new Uint8Array((length + 1) * height);
  for (let y = 0; y < height; y++) {
    const start = y * (length + 1);
    rows[start] = differences ? 1 : 0;
    for (let x = 0; x < length; x++) {
      const before = differences && x >= bytesPerPixel ? pixels[y * length + x - bytesPerPixel]! : 0;
      rows[start + 1 + x] = pixels[y * length + x]! - before;
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
