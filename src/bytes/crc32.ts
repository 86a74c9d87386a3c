/**
 * CRC-32 (ISO-HDLC, the one of zip and PNG; polynomial 0xEDB88320 reflected), four bytes per step. Pass the result of
 * the bytes before as `previous` to continue.
 */
export function crc32(bytes: Uint8Array, previous = 0): number {
  let crc = ~previous;
  let index = 0;
  for (const end = bytes.length - 3; index < end; index += 4) {
    crc ^= bytes[index]! | (bytes[index + 1]! << 8) | (bytes[index + 2]! << 16) | (bytes[index + 3]! << 24);
    crc =
      tables[768 + (crc & 255)]! ^
      tables[512 + ((crc >>> 8) & 255)]! ^
      tables[256 + ((crc >>> 16) & 255)]! ^
      tables[crc >>> 24]!;
  }
  for (; index < bytes.length; index++) crc = tables[(crc ^ bytes[index]!) & 255]! ^ (crc >>> 8);
  return ~crc >>> 0;
}

const tables = /* @__PURE__ */ makeTables();

/** Table k at offset 256 k gives the remainder of a byte that k zero bytes follow. */
function makeTables(): Int32Array {
  const all = new Int32Array(1024);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    all[byte] = crc;
  }
  for (let index = 256; index < 1024; index++) {
    const before = all[index - 256]!;
    all[index] = all[before & 255]! ^ (before >>> 8);
  }
  return all;
}
