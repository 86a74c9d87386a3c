import { expect } from "chai";
import fc from "fast-check";
import { isNeuroloomError } from "../../src/errors.js";
import { lzfDecompress } from "../../src/formats/lzf.js";

const where = { file: "a.h5", place: "chunk 0" };
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const code = (letters: string): number[] => [...new TextEncoder().encode(letters)];

describe("LZF", () => {
  it("bytes to be copied, matches, matches over themselves and long ones", () => {
    expect(text(lzfDecompress(Uint8Array.of(2, ...code("abc")), 3, where))).to.equal("abc");
    // length 3, from 3 bytes back
    expect(text(lzfDecompress(Uint8Array.of(2, ...code("abc"), 1 << 5, 2), 6, where))).to.equal("abcabc");
    // length 2 + 7 + 11, from one byte back
    expect(text(lzfDecompress(Uint8Array.of(0, ...code("a"), 7 << 5, 11, 0), 21, where))).to.equal("a".repeat(21));
    // length 3, from 1 + 256 + 1 bytes back
    const long = Array.from({ length: 9 }, (_, block) => [31, ...new Array<number>(32).fill(65 + block)]).flat();
    const expected = "ABCDEFGHI".replace(/./g, (letter) => letter.repeat(32));
    expect(text(lzfDecompress(Uint8Array.of(...long, (1 << 5) | 1, 1), 291, where))).to.equal(
      `${expected}${expected.slice(30, 33)}`,
    );
  });

  it("3000 random inputs give as many bytes as expected, or a named error", () => {
    let read = 0;
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(64), (input, size) => {
        try {
          expect(lzfDecompress(input, size, where)).to.have.length(size);
          read += 1;
        } catch (error) {
          if (!isNeuroloomError(error, "format")) throw error;
        }
      }),
      { numRuns: 3000, seed: 1 },
    );
    expect(read).to.be.above(0);
  });

  it("data that end early, give more, or look back too far are named errors", () => {
    for (const input of [[2, 97], [1 << 5], [7 << 5], [0, 97, 1 << 5, 1], [3, 97, 97, 97, 97], []]) {
      expect(() => lzfDecompress(Uint8Array.from(input), 3, where)).to.throw(/^a\.h5: chunk 0: expected/);
    }
  });
});
