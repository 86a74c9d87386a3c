import { FormatError } from "../../errors.js";
import type { Span } from "./byte-cursor.js";
import { lookup3 } from "./lookup3.js";

/** Compares the last four bytes of a span with the checksum of those before. @throws FormatError when they differ */
export function checkChecksum(
  bytes: Uint8Array,
  { start, end }: Span,
  where: { readonly file: string; readonly place: string },
): void {
  const at = end - 4;
  const stored = (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
  const computed = lookup3(bytes, start, at);
  if (stored === computed) return;
  throw new FormatError({
    ...where,
    expected: `checksum ${stored.toString(16)}`,
    found: computed.toString(16),
    next: "the file is damaged; get it again from its source",
  });
}
