import { FormatError } from "../../../errors.js";
import { ByteCursor } from "../../jld2/byte-cursor.js";
import type { MetadataSource } from "./metadata-source.js";

/** Signature, type, level, number of entries, and the two neighbours. */
const headerBytes = 24;
const addressBytes = 8;

/** The two kinds of version 1 B-trees: nodes of groups and of chunks. */
export const btreeTypes = { group: 0, chunks: 1 } as const;

/** One entry of a lowest node: its key and what it stands for. */
export interface BtreeEntry {
  /** Stands at the key that belongs to the entry. */
  readonly key: ByteCursor;
  /** Where what it stands for is stored. */
  readonly child: number;
}

/**
 * The entries of a version 1 B-tree from left to right. Every node is read once: one that is met again, or stands at a
 * level that does not go down, is damage.
 *
 * Source: HDF5 File Format Specification, version 3, section III.A.1.
 *
 * @param keyBytes Bytes of a key
 * @throws FormatError
 */
export async function* btreeEntries(
  from: MetadataSource,
  root: number,
  { type, keyBytes }: { readonly type: number; readonly keyBytes: number },
): AsyncGenerator<BtreeEntry> {
  const seen = new Set<number>();

  async function* entriesBelow(address: number, expectedLevel: number | null): AsyncGenerator<BtreeEntry> {
    const where = { file: from.file, place: `B-tree node at ${address}` };
    if (seen.has(address)) throw new FormatError({ ...where, expected: "nodes that are met once", found: "a circle" });
    seen.add(address);
    const header = new ByteCursor(await from.bytes(address, headerBytes, where.place), where);
    header.signature("TREE");
    const found = header.u8();
    if (found !== type) throw header.fail(`a node of type ${type}`, `${found}`);
    const level = header.u8();
    if (expectedLevel !== null && level !== expectedLevel) throw header.fail(`level ${expectedLevel}`, `${level}`);
    const count = header.u16();
    const stride = keyBytes + addressBytes;
    const bytes = await from.bytes(address + headerBytes, count * stride, where.place);
    for (let entry = 0; entry < count; entry += 1) {
      const start = entry * stride;
      const key = new ByteCursor(bytes, where, { start, end: start + keyBytes });
      const pointer = new ByteCursor(bytes, where, { start: start + keyBytes, end: start + stride });
      const child = pointer.address();
      if (child === null) throw pointer.fail("an address", "none");
      if (level === 0) yield { key, child };
      else yield* entriesBelow(child, level - 1);
    }
  }

  yield* entriesBelow(root, null);
}
