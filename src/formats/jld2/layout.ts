import { ByteCursor } from "./byte-cursor.js";
import type { FileBytes } from "./object-header.js";
import { slice } from "./object-header.js";

/**
 * The `size` bytes of a dataset's elements, from its layout message: inside the message (compact) or in one stretch
 * elsewhere (contiguous). @throws FormatError for other layouts and where the stored length is another
 */
export function readLayout(from: FileBytes, body: Uint8Array, size: number, place: string): Uint8Array {
  const cursor = new ByteCursor(body, { file: from.file, place });
  const version = cursor.u8();
  if (version !== 3 && version !== 4) throw cursor.fail("a layout of version 3 or 4", `${version}`);
  const layout = cursor.u8();
  if (layout === 0) {
    const stored = cursor.u16();
    if (stored !== size) throw cursor.fail(`${size} bytes of elements`, `${stored}`);
    return cursor.bytes(stored);
  }
  if (layout !== 1) throw cursor.fail("elements in one stretch", "elements in chunks");
  const address = cursor.address();
  const stored = cursor.unsigned(8);
  if (size === 0) return new Uint8Array(0);
  if (address === null) throw cursor.fail("written elements", "none");
  if (stored !== size) throw cursor.fail(`${size} bytes of elements`, `${stored}`);
  return slice(from, address, size, place);
}
