import { sha256 as nobleSha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { ByteSource } from "./byte-source.js";
import { readPieces } from "./read-pieces.js";

/** A SHA-256 in the making. */
export interface Sha256 {
  /** Takes in the next bytes. */
  update(bytes: Uint8Array): void;
  /** 64 lower-case hexadecimal digits of all bytes so far; ends the hash. */
  hex(): string;
}

/** A streaming SHA-256 (FIPS 180-4) that runs anywhere; the Web Crypto API can only hash whole buffers. */
export function sha256(): Sha256 {
  const hash = nobleSha256.create();
  return {
    update: (bytes) => void hash.update(bytes),
    hex: () => bytesToHex(hash.digest()),
  };
}

/** The SHA-256 of a whole source, read in pieces. */
export async function sha256Of(source: ByteSource, options: { readonly signal?: AbortSignal } = {}): Promise<string> {
  const hash = sha256();
  for await (const piece of readPieces(source, options)) hash.update(piece);
  return hash.hex();
}
