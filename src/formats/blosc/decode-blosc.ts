import type { DataPlace } from "../damaged-data.js";
import { findBloscBlock, readBloscFrame } from "./blosc-frame.js";
import { decodeBloscBlock } from "./decode-blosc-block.js";

/**
 * Decompresses a Blosc 1 frame of any compressor and filter, of which it is known that it gives `size` bytes. A frame
 * has no sums: damage is found where lengths or the compressor's own rules are broken.
 *
 * @throws FormatError for what is damaged, and for a frame of another size
 */
export async function decodeBlosc(bytes: Uint8Array, size: number, where: DataPlace): Promise<Uint8Array> {
  const frame = readBloscFrame(bytes, size, where);
  if (frame.isStored) return bytes.slice(bytes.length - size);
  const output = new Uint8Array(size);
  for (let index = 0; index < frame.blocks; index++) {
    const block = findBloscBlock(frame, index, where);
    output.set(await decodeBloscBlock(frame, block, where), index * frame.blockBytes);
  }
  return output;
}
