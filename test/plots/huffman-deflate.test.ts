import { inflateSync } from "node:zlib";
import { expect } from "chai";
import fc from "fast-check";
import { huffmanDeflate } from "../../src/plots/huffman-deflate.js";

describe("huffmanDeflate", () => {
  it("gives what zlib inflates to the same bytes", () => {
    const noise = fc.uint8Array({ maxLength: 3000 });
    const few = fc.array(fc.constantFrom(0, 1, 2, 255), { maxLength: 3000 }).map((list) => Uint8Array.from(list));
    fc.assert(
      fc.property(fc.oneof(noise, few), (bytes) => {
        expect(new Uint8Array(inflateSync(huffmanDeflate(bytes)))).to.deep.equal(bytes);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it("keeps codes within 15 bits where counts would give longer ones", () => {
    // counts that grow like Fibonacci numbers give the deepest trees
    const bytes: number[] = [];
    for (let symbol = 0, a = 1, b = 1; symbol < 24; symbol++, [a, b] = [b, a + b]) {
      for (let count = 0; count < a; count++) bytes.push(symbol);
    }
    const data = Uint8Array.from(bytes);
    expect(new Uint8Array(inflateSync(huffmanDeflate(data)))).to.deep.equal(data);
  });

  it("stores skewed bytes in less than half their size", () => {
    const bytes = Uint8Array.from({ length: 20_000 }, (_, index) => (index % 10 === 0 ? index % 7 : 0));
    expect(huffmanDeflate(bytes).length).to.be.lessThan(5000);
  });
});
