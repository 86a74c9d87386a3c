import { createHash } from "node:crypto";
import { crc32 as zlibCrc32 } from "node:zlib";
import { expect } from "chai";
import fc from "fast-check";
import { crc32 } from "../../src/bytes/crc32.js";
import { memorySource } from "../../src/bytes/memory-source.js";
import { sha256, sha256Of } from "../../src/bytes/sha256.js";

const encode = (text: string) => new TextEncoder().encode(text);

describe("crc32", () => {
  it("has the check value of its catalogue entry", () => {
    expect(crc32(encode("123456789"))).to.equal(0xcbf43926);
    expect(crc32(new Uint8Array(0))).to.equal(0);
  });

  it("equals zlib's, in one go and in two", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(200), (bytes, cut) => {
        expect(crc32(bytes)).to.equal(zlibCrc32(bytes));
        expect(crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut)))).to.equal(zlibCrc32(bytes));
      }),
      { numRuns: 300, seed: 5 },
    );
  });
});

describe("sha256", () => {
  it("gives the examples of FIPS 180-4", () => {
    const hash = sha256();
    hash.update(encode("abc"));
    expect(hash.hex()).to.equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(sha256().hex()).to.equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  });

  it("streams: pieces of a source give what the whole gives", async () => {
    const bytes = Uint8Array.from({ length: 1_200_000 }, (_, index) => (index * 7) & 255);
    const expected = createHash("sha256").update(bytes).digest("hex");
    expect(await sha256Of(memorySource("a", bytes))).to.equal(expected);
    const hash = sha256();
    for (let start = 0; start < bytes.length; start += 99_991) hash.update(bytes.subarray(start, start + 99_991));
    expect(hash.hex()).to.equal(expected);
  });
});
