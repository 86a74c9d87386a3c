import { readFile } from "node:fs/promises";
import { expect } from "chai";
import type { ByteSource } from "../../../src/bytes/byte-source.js";
import { httpSource } from "../../../src/bytes/http-source.js";
import { openZip } from "../../../src/bytes/zip.js";
import { openZarr } from "../../../src/formats/zarr.js";
import { countingSource } from "../../support/counting-source.js";
import { valuesOfRuns } from "../../support/dense-values.js";
import { makeZip } from "../../support/make-zip.js";
import { type RangeServer, startRangeServer } from "../../support/range-server.js";
import { realData } from "../../support/real-data.js";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const zarray = encode(
  JSON.stringify({
    ...{ zarr_format: 2, order: "C", filters: null, compressor: null, fill_value: 0, dtype: "|u1" },
    ...{ shape: [2, 4], chunks: [1, 4] },
  }),
);
const values = [1, 0, 2, 2, 0, 3, 3, 3];

/** The members of one sample as a folder of an archive. */
const sample = (folder: string) => [
  { name: `${folder}.zgroup`, bytes: encode('{"zarr_format":2}') },
  { name: `${folder}volumes/gt_instances/.zarray`, bytes: zarray },
  { name: `${folder}volumes/gt_instances/0.0`, bytes: Uint8Array.from(values.slice(0, 4)) },
  { name: `${folder}volumes/gt_instances/1.0`, bytes: Uint8Array.from(values.slice(4)) },
];

/**
 * A zip64 archive as it would be with a first member of `length` stored zeros, whose CRC-32 is not looked at here:
 * the zeros are made when they are read.
 */
function largeArchive(length: number): ByteSource {
  const name = encode("raw.bin");
  const head = Buffer.alloc(30 + name.length + 20);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(45, 4);
  head.fill(255, 18, 26);
  head.writeUInt16LE(name.length, 26);
  head.writeUInt16LE(20, 28);
  head.set(name, 30);
  const sizes = Buffer.alloc(20);
  sizes.writeUInt16LE(1, 0);
  sizes.writeUInt16LE(16, 2);
  sizes.writeBigUInt64LE(BigInt(length), 4);
  sizes.writeBigUInt64LE(BigInt(length), 12);
  head.set(sizes, 30 + name.length);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(45, 4);
  entry.writeUInt16LE(45, 6);
  entry.fill(255, 20, 28);
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt16LE(20, 30);
  const base = head.length + length;
  const small = Buffer.from(makeZip(sample("completely/test/A.zarr/")));
  const directoryStart = small.readUInt32LE(small.length - 6);
  const members = small.subarray(0, directoryStart);
  const entries = movedEntries(small.subarray(directoryStart, small.length - 22), base);
  const directory = Buffer.concat([entry, name, sizes, entries]);
  const place = base + members.length;
  const end = Buffer.alloc(56 + 20 + 22);
  end.writeUInt32LE(0x06064b50, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(45, 12);
  end.writeUInt16LE(45, 14);
  end.writeBigUInt64LE(5n, 24);
  end.writeBigUInt64LE(5n, 32);
  end.writeBigUInt64LE(BigInt(directory.length), 40);
  end.writeBigUInt64LE(BigInt(place), 48);
  end.writeUInt32LE(0x07064b50, 56);
  end.writeBigUInt64LE(BigInt(place + directory.length), 64);
  end.writeUInt32LE(1, 72);
  end.writeUInt32LE(0x06054b50, 76);
  end.fill(255, 84, 96);
  const tail = Buffer.concat([members, directory, end]);
  return {
    name: "fisbe.zip",
    size: base + tail.length,
    async read(start, to) {
      const bytes = new Uint8Array(Math.max(0, Math.min(to, base + tail.length) - start));
      for (const [part, at] of [[head, 0] as const, [tail, base] as const]) {
        const from = Math.max(0, start - at);
        const piece = part.subarray(from, Math.max(from, Math.min(part.length, to - at)));
        if (piece.length > 0) bytes.set(piece, Math.max(0, at - start));
      }
      return bytes;
    },
  };
}

/** Entries of a directory whose members lie `base` bytes further, with their places in zip64 fields. */
function movedEntries(entries: Buffer, base: number): Buffer {
  const moved: Buffer[] = [];
  for (let at = 0; at < entries.length; ) {
    const nameLength = entries.readUInt16LE(at + 28);
    const head = Buffer.from(entries.subarray(at, at + 46));
    const extra = Buffer.alloc(12);
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(8, 2);
    extra.writeBigUInt64LE(BigInt(head.readUInt32LE(42) + base), 4);
    head.writeUInt16LE(45, 6);
    head.writeUInt16LE(12, 30);
    head.writeUInt32LE(0xffffffff, 42);
    moved.push(head, entries.subarray(at + 46, at + 46 + nameLength), extra);
    at += 46 + nameLength;
  }
  return Buffer.concat(moved);
}

describe("zarr in remote and large archives", () => {
  let server: RangeServer | undefined;
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  it("reads one sample out of an archive of many by its own bytes and the directory", async () => {
    const noise = Uint8Array.from({ length: 3_000_000 }, (_, i) => (i * 2654435761) >>> 24);
    const archive = makeZip([
      { name: "completely/test/B.zarr/volumes/raw/0.0", bytes: noise },
      ...sample("completely/test/A.zarr/"),
      { name: "completely/test/C.zarr/volumes/raw/0.0", bytes: noise },
    ]);
    server = await startRangeServer({ "fisbe.zip": archive });
    const source = await httpSource(`${server.url}/fisbe.zip`, { fetch });
    const store = await openZarr(await openZip(source), { root: "completely/test/A.zarr" });
    expect([...(await valuesOfRuns(await store.array("volumes/gt_instances")))]).to.deep.equal(values);
    const bytes = server.requests.reduce((sum, { bodyBytes }) => sum + bodyBytes, 0);
    expect(bytes).to.be.below(300_000);
    expect(server.requests.every(({ range }) => range !== undefined)).to.equal(true);
  });

  it("reads the real crop through range requests", async function () {
    const bytes = await readFile(realData(this, "fisbe/crop/JRC_SS05008-20160318_24_B2_crop.zip"));
    server = await startRangeServer({ "crop.zip": bytes });
    const files = await openZip(await httpSource(`${server.url}/crop.zip`, { fetch, blockBytes: 4096 }));
    const labels = await valuesOfRuns(await (await openZarr(files)).array("volumes/gt_instances"));
    expect([1, 2, 3].map((id) => labels.filter((one) => one === id).length)).to.deep.equal([3765, 6193, 14246]);
    // of 380 kB: the last 64 KiB, where the directory is looked for, and 21 kB of labels in blocks of 4 KiB
    expect(server.requests.reduce((sum, { bodyBytes }) => sum + bodyBytes, 0)).to.be.below(110_000);
  });

  it("reads a sample behind 7.1 GB of an archive with a zip64 directory", async () => {
    const source = countingSource(largeArchive(7_100_000_000));
    expect(source.size).to.be.above(7_100_000_000);
    const store = await openZarr(await openZip(source), { root: "completely/test/A.zarr" });
    expect([...(await valuesOfRuns(await store.array("volumes/gt_instances")))]).to.deep.equal(values);
    expect(source.bytesRead()).to.be.below(200_000);
  });
});
