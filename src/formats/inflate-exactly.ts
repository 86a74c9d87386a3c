import { type DataPlace, damagedData } from "./damaged-data.js";

/**
 * Decompresses gzip (RFC 1952) or zlib (RFC 1950, named "deflate" by the platform) data of which it is known that they
 * give `size` bytes; stops as soon as they give more.
 *
 * @throws FormatError for damaged data, and for data that give another number of bytes
 */
export async function inflateExactly(
  input: Uint8Array,
  size: number,
  format: "gzip" | "deflate",
  where: DataPlace,
): Promise<Uint8Array> {
  const output = new Uint8Array(size);
  let written = 0;
  const inflating = new DecompressionStream(format);
  const writer = inflating.writable.getWriter();
  // what goes wrong here is told by the reader too
  writer.write(new Uint8Array(input)).catch(() => undefined);
  writer.close().catch(() => undefined);
  const reader = inflating.readable.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (written + value.length > size) throw damagedData(where, `${size} bytes`, "more");
      output.set(value, written);
      written += value.length;
    }
  } catch (error) {
    await reader.cancel().catch(() => undefined);
    throw error instanceof TypeError || !isTagged(error) ? damagedData(where, `${format} data`, String(error)) : error;
  }
  if (written !== size) throw damagedData(where, `${size} bytes`, `${written} bytes`);
  return output;
}

function isTagged(error: unknown): boolean {
  return error instanceof Error && "tag" in error;
}
