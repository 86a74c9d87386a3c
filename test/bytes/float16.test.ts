import { expect } from "chai";
import fc from "fast-check";
import { fromFloat16, throughFloat16, toFloat16 } from "../../src/bytes/float16.js";

const words = Array.from({ length: 65_536 }, (_, word) => word);
const isNan = (word: number) => (word & 0x7fff) > 0x7c00;

describe("float16", () => {
  it("comes back from every word", () => {
    const wrong = words.filter((word) => toFloat16(fromFloat16(word)) !== (isNan(word) ? 0x7e00 : word));
    expect(wrong).to.deep.equal([]);
  });

  it("rises with the words of each sign", () => {
    for (let word = 1; word <= 0x7c00; word++) {
      expect(fromFloat16(word)).to.be.greaterThan(fromFloat16(word - 1));
      expect(fromFloat16(word | 0x8000)).to.equal(-fromFloat16(word));
    }
  });

  it("rounds every midpoint to the even word, and its neighbours to the nearer one", () => {
    for (let word = 0; word < 0x7bff; word++) {
      const middle = (fromFloat16(word) + fromFloat16(word + 1)) / 2;
      const nudge = middle * 2 ** -50;
      expect(toFloat16(middle), `middle above ${word}`).to.equal(word % 2 === 0 ? word : word + 1);
      expect(toFloat16(middle - nudge), `below the middle above ${word}`).to.equal(word);
      expect(toFloat16(middle + nudge), `beyond the middle above ${word}`).to.equal(word + 1);
    }
  });

  // numpy.array(x, dtype=float64).astype(float16).view(uint16)
  const pinned: readonly (readonly [number, number])[] = [
    [0, 0x0000],
    [-0, 0x8000],
    [1, 0x3c00],
    [-2.5, 0xc100],
    [0.1, 0x2e66],
    [0.3333333333333333, 0x3555],
    [65504, 0x7bff],
    [65519.99, 0x7bff],
    [65520, 0x7c00],
    [-1e300, 0xfc00],
    [6e-8, 0x0001],
    [2.98e-8, 0x0000],
    [2.9802322387695312e-8, 0x0000],
    [2.980232536792755e-8, 0x0001],
    [-8.940696716308594e-8, 0x8002],
    [1.4901161193847656e-7, 0x0002],
    [6.103515625e-5, 0x0400],
    [6.102025508880615e-5, 0x0400],
    [2049, 0x6800],
    [2051, 0x6802],
    [4102, 0x6c02],
    [1.00048828125, 0x3c00],
    [1.00146484375, 0x3c02],
    [-1.2236917, 0xbce5],
    [0.377467, 0x360a],
    [479.52, 0x5f7e],
    [512.25, 0x6000],
    [1079.586, 0x6438],
    [1023.9, 0x6400],
    [5e-324, 0x0000],
    [Number.POSITIVE_INFINITY, 0x7c00],
    [Number.NEGATIVE_INFINITY, 0xfc00],
    [Number.NaN, 0x7e00],
  ];
  for (const [value, word] of pinned) {
    it(`has NumPy's word for ${Object.is(value, -0) ? "-0" : value}`, () => {
      expect(toFloat16(value)).to.equal(word);
    });
  }

  it("takes the nearest of all words for any number", () => {
    const finite = words.filter((word) => word < 0x7c00).map(fromFloat16);
    const number = fc.oneof(
      fc.double({ noNaN: true, min: -65_519, max: 65_519 }),
      fc.double({ min: -2, max: 2, noNaN: true }),
    );
    fc.assert(
      fc.property(number, (value) => {
        const found = Math.abs(fromFloat16(toFloat16(value)) - value);
        const best = finite.reduce((least, one) => Math.min(least, Math.abs(one - Math.abs(value))), Infinity);
        return found === best;
      }),
      { numRuns: 200 },
    );
  });

  it("widens into single precision without loss", () => {
    expect([...throughFloat16([0.1, 1e6, Number.NaN])]).to.deep.equal([0.0999755859375, Infinity, Number.NaN]);
  });
});
