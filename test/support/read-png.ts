import { inflateSync } from "node:zlib";

/** A PNG of 8-bit palette places, or of red, green and blue, without interlacing, as plain as can be read. */
export function readPng(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks = new Map<string, Uint8Array[]>();
  for (let at = 8; at < bytes.length; at += 12 + view.getUint32(at)) {
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const data = bytes.subarray(at + 8, at + 8 + view.getUint32(at));
    chunks.set(type, [...(chunks.get(type) ?? []), data]);
  }
  const header = chunks.get("IHDR")![0]!;
  const sizes = new DataView(header.buffer, header.byteOffset);
  const [width, height] = [sizes.getUint32(0), sizes.getUint32(4)];
  const channels = header[9] === 2 ? 3 : 1;
  const rows = inflateSync(Buffer.concat(chunks.get("IDAT")!));
  const length = width * channels;
  const pixels = new Uint8Array(length * height);
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (length + 1)]!;
    for (let x = 0; x < length; x++) {
      const left = x >= channels ? pixels[y * length + x - channels]! : 0;
      const up = y > 0 ? pixels[(y - 1) * length + x]! : 0;
      const corner = y > 0 && x >= channels ? pixels[(y - 1) * length + x - channels]! : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]!;
      pixels[y * length + x] = rows[y * (length + 1) + 1 + x]! + guess;
    }
  }
  return { width, height, channels, pixels, palette: chunks.get("PLTE")?.[0] };
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
