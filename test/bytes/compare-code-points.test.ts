import { expect } from "chai";
import fc from "fast-check";
import { compareCodePoints } from "../../src/bytes/compare-code-points.js";

describe("compareCodePoints", () => {
  it("orders as UTF-8 bytes do", () => {
    const text = fc
      .array(fc.oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff })), {
        maxLength: 6,
      })
      .map((codes) => String.fromCodePoint(...codes));
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareCodePoints(a, b))).to.equal(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
      { numRuns: 2000, seed: 3 },
    );
  });
});
