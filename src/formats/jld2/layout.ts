import { ByteCursor, type Span } from "./byte-cursor.js";
import type { FileBytes } from "./object-header.js";
import { spanAt } from "./object-header.js";

/**
 * Where the `size` bytes of a dataset's elements stand, from its layout message: inside the message (compact) or in one stretch
 * elsewhere (contiguous). @throws FormatError for other layouts and where the stored length is another
 */
export function readLayout(from: FileBytes, body: Span, size: number, place: string): Span {
  const cursor = new ByteCursor(from.bytes, { file: from.file, place }, body);
  const version = cursor.u8();
  if (version !== 3 && version !== 4) throw cursor.fail("a layout of version 3 or 4", `${version}`);
  const layout = cursor.u8();
  if (layout === 0) {
    const stored = cursor.u16();
    if (stored !== size) throw cursor.fail(`${size} bytes of elements`, `${stored}`);
    return cursor.span(stored);
  }
  if (layout !== 1) throw cursor.fail("elements in one stretch", "elements in chunks");
  const address = cursor.address();
  const stored = cursor.unsigned(8);
  if (size === 0) return { start: 0, end: 0 };
  if (address === null) throw cursor.fail("written elements", "none");
  if (stored !== size) throw cursor.fail(`${size} bytes of elements`, `${stored}`);
  return spanAt(from, address, size, place);
}
