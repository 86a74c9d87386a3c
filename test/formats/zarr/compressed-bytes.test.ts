import { expect } from "chai";
import type { CodecConstructor } from "numcodecs";
import Blosc from "numcodecs/blosc";
import Lz4 from "numcodecs/lz4";
import Zstd from "numcodecs/zstd";
import { decodeBlosc } from "../../../src/formats/blosc/decode-blosc.js";
import { decodeLz4Block } from "../../../src/formats/lz4-block.js";
import { decodeZstd } from "../../../src/formats/zstd.js";
import { caught } from "../../support/caught.js";
import { damagedCopies } from "../../support/damaged-copies.js";
import { sampleBytes } from "../../support/sample-bytes.js";
import { survive } from "../../support/survive.js";

const where = { file: "the file", place: "chunk 0" };

async function encoded(codec: CodecConstructor<never>, settings: object, bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await codec.fromConfig(settings as never).encode(bytes));
}

const bloscOf = (settings: object, bytes: Uint8Array) =>
  encoded(Blosc as CodecConstructor<never>, { id: "blosc", clevel: 5, blocksize: 0, ...settings }, bytes);
const zstdOf = (level: number, bytes: Uint8Array) =>
  encoded(Zstd as CodecConstructor<never>, { id: "zstd", level }, bytes);

/** Whether a decoder gives `size` bytes, or refuses. */
const sized =
  (decode: (bytes: Uint8Array) => Promise<Uint8Array> | Uint8Array, size: number) => async (bytes: Uint8Array) =>
    expect((await decode(bytes)).length).to.equal(size);

describe("compressed bytes", function () {
  this.timeout(60_000);

  it("decodes Zstandard frames of all levels and sizes to the bytes that they were made of", async () => {
    let count = 0;
    for (const level of [-5, 1, 3, 9, 19, 22]) {
      for (const size of [0, 1, 5, 100, 255, 256, 1000, 66_000, 131_073]) {
        for (const [name, bytes] of sampleBytes(size)) {
          const frame = await zstdOf(level, bytes);
          const equal = Buffer.compare(decodeZstd(frame, size, where), bytes) === 0;
          expect(equal, `${name}, level ${level}, ${size} bytes`).to.equal(true);
          count++;
        }
      }
    }
    expect(count).to.equal(6 * 9 * 8);
  });

  it("decodes Zstandard frames that stand behind one another, and steps over skippable ones", async () => {
    const [first, second] = [Uint8Array.from([1, 2, 3]), new Uint8Array(1000).fill(7)];
    const skippable = [0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 9, 9];
    const joined = Uint8Array.from([...(await zstdOf(3, first)), ...skippable, ...(await zstdOf(3, second))]);
    expect([...decodeZstd(joined, 1003, where)]).to.deep.equal([...first, ...second]);
  });

  it("decodes Blosc frames of all compressors and filters to the bytes that they were made of", async () => {
    const kinds = new Set<number>();
    for (const cname of ["blosclz", "lz4", "lz4hc", "snappy", "zlib", "zstd"]) {
      for (const shuffle of [0, 1, 2]) {
        for (const blocksize of [0, 1000, 4096]) {
          for (const size of [1, 100, 1003, 5000, 66_001]) {
            for (const [name, bytes] of sampleBytes(size)) {
              const frame = await bloscOf({ cname, shuffle, blocksize }, bytes);
              kinds.add(frame[2]!);
              const equal = Buffer.compare(await decodeBlosc(frame, size, where), bytes) === 0;
              expect(equal, `${name}, ${cname}, shuffle ${shuffle}, ${size} in ${blocksize}`).to.equal(true);
            }
          }
        }
      }
    }
    // stored, split and not, each of the compressors and filters
    expect(kinds.size).to.be.above(40);
  });

  // written by numcodecs 0.16 for Python: (arange(4000) // 100 % 7 * (arange(4000) % 3 == 0)).astype(dtype), level 9
  const written: readonly (readonly [bytes: number, cname: string, frame: string])[] = [
    [
      1,
      "zstd",
      "AgGUAaAPAACgDwAAmQAAABQAAACBAAAAKLUv/WCgDr0DAKKCBgvg6QFmYuBNDeVWKdPu//z///94w5SLLmsOMKAgWXHgkIK0HcChH5cUof28kZyDMoQOQg4ets8WCbWMJkok+2WjyD1PUkDB0gYZkIYFNOvRgGTKKtwSaDwf6fQqSm6nDCgw+IY4b9TkAAEZuegWyejWDeUD",
    ],
    [
      1,
      "blosclz",
      "AgEBAaAPAACgDwAAhgAAABQAAABuAAAAIwAAAADgWAMBAAHgWAIBAALgWAIBAAPgWwIBAATgWAIBAAXgWAIBAAbgWwLgWgDivboAAOJcveK9ugAA4ly94FoA4lq6AADlv3jiWroAAOW/eOBdAAEAAeBYAgEAAuBYAuj///////87MwIAAAQ=",
    ],
    [
      2,
      "zstd",
      "AgGUAkAfAABAHwAAmQAAABQAAACBAAAAKLUv/WBAHr0DAKKCBgvg6QFmYuBNDeVWKdPu//z///94w5SLLmsOMKAgWXHgkIK0HWDJPi4pQvt5IzkHZQgdhBw8bJ8tEmoZTZRI9stGkXuepICCpQ0yIA0LaNajAcmUVbgl0Hg+0ulVlNxOGVBg8A1x3qjJAQIyctEtktGtG8oH",
    ],
    [
      8,
      "zstd",
      "AgGUCAB9AAAAfQAAlwAAABQAAAB/AAAAKLUv/WAAfK0DAJJCBg3QpTEBAHAqmlWgm/wUSebv/w8lOLHorMYwoDBXcfCQgqQdIDf3OF1RmscdtQP0yCEFxQ+BLAQUFlBQCvkXiUDuaUoIGpQ0yFAStqBZRwxWK6vnlkDzPLJDqyi5HRkQwPIYwAeDJjcJyKhElxiItd4wMQ==",
    ],
  ];
  for (const [elementBytes, cname, text] of written) {
    it(`decodes what Python wrote with ${cname} for elements of ${elementBytes} bytes`, async () => {
      const frame = new Uint8Array(Buffer.from(text, "base64"));
      const bytes = await decodeBlosc(frame, 4000 * elementBytes, where);
      const expected = new Uint8Array(4000 * elementBytes);
      for (let i = 0; i < 4000; i++) expected[i * elementBytes] = i % 3 === 0 ? Math.floor(i / 100) % 7 : 0;
      expect(Buffer.compare(bytes, expected)).to.equal(0);
    });
  }

  it("refuses frames of another size, cut short, or of unknown kinds", async () => {
    const bytes = sampleBytes(5000).get("mixed")!;
    const frame = await bloscOf({ cname: "zstd", shuffle: 2 }, bytes);
    expect((await caught(() => decodeBlosc(frame, 4999, where))).message).to.include(
      "expected a Blosc frame of 4999 bytes",
    );
    expect((await caught(() => decodeBlosc(frame.subarray(0, 10), 5000, where))).message).to.include(
      "header of 16 bytes",
    );
    expect((await caught(() => decodeBlosc(frame.slice(0, -1), 5000, where))).message).to.include("compressed bytes");
    const unknown = frame.slice();
    unknown[2] = (unknown[2]! & 31) | (6 << 5);
    expect((await caught(() => decodeBlosc(unknown, 5000, where))).message).to.include("format 6");
    const newer = frame.slice();
    newer[0] = 5;
    expect((await caught(() => decodeBlosc(newer, 5000, where))).message).to.include("version 5");
    const single = await zstdOf(3, bytes);
    expect((await caught(() => decodeZstd(single, 5001, where))).message).to.include("the file: chunk 0: expected");
    expect((await caught(() => decodeZstd(single.slice(0, -3), 5000, where))).tag).to.equal("format");
  });

  it("8,000 damaged Zstandard, LZ4 and Blosc frames give as many bytes as told, or an error that names the file", async () => {
    const size = 40_000;
    let refused = 0;
    const count = async (
      frame: Uint8Array,
      decode: (bytes: Uint8Array) => Promise<Uint8Array> | Uint8Array,
      seed: number,
    ) => {
      const copies = damagedCopies(frame, { seed, count: 1000, focus: [[0, Math.min(200, frame.length)]] });
      refused += await survive(copies, sized(decode, size), { named: "the file" });
    };
    const bytes = sampleBytes(size).get("mixed")!;
    for (const level of [1, 19]) await count(await zstdOf(level, bytes), (one) => decodeZstd(one, size, where), level);
    const lz4 = (await encoded(Lz4 as CodecConstructor<never>, { id: "lz4", acceleration: 1 }, bytes)).subarray(4);
    await count(lz4, (one) => decodeLz4Block(one, size, where), 5);
    for (const [seed, cname] of ["blosclz", "lz4", "snappy", "zlib", "zstd"].entries()) {
      const frame = await bloscOf({ cname, shuffle: seed % 3, blocksize: 4096 }, bytes);
      await count(frame, (one) => decodeBlosc(one, size, where), 10 + seed);
    }
    expect(refused).to.be.within(4000, 7900);
  });
});
