import { FormatError } from "../../errors.js";
import { lookup3 } from "./lookup3.js";

/** Compares the last four of `bytes` with the checksum of those before. @throws FormatError when they differ */
export function checkChecksum(bytes: Uint8Array, where: { readonly file: string; readonly place: string }): void {
  const stored = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4).getUint32(0, true);
  const computed = lookup3(bytes.subarray(0, -4));
  if (stored === computed) return;
  throw new FormatError({
    ...where,
    expected: `checksum ${stored.toString(16)}`,
    found: computed.toString(16),
    next: "the file is damaged; get it again from its source",
  });
}
