import { expect } from "chai";
import fc from "fast-check";
import { ArgumentError } from "../../src/errors.js";
import { createRandom } from "../../src/random/create-random.js";
import { fourierTransform, inverseFourierTransform } from "../../src/signals/fourier-transform.js";
import { drawTurns, phaseRandomised } from "../../src/signals/nulls/phase-randomised.js";
import { shuffledBlocks } from "../../src/signals/nulls/shuffled-blocks.js";

const complex = (real: readonly number[]) => ({
  real: Float64Array.from(real),
  imaginary: new Float64Array(real.length),
});

describe("fourierTransform", () => {
  it("is the sum that it stands for, for every length", () => {
    for (const n of [1, 2, 3, 5, 8, 12, 31, 121]) {
      const real = Array.from({ length: n }, (_, t) => Math.sin(1.7 * t * t) + 0.3);
      const found = fourierTransform(complex(real));
      for (let k = 0; k < n; k++) {
        const angle = (t: number) => (-2 * Math.PI * k * t) / n;
        const [re, im] = [Math.cos, Math.sin].map((of) => real.reduce((sum, x, t) => sum + x * of(angle(t)), 0));
        expect(found.real[k]).to.be.closeTo(re!, 1e-10 * n);
        expect(found.imaginary[k]).to.be.closeTo(im!, 1e-10 * n);
      }
    }
  });

  it("can be undone", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 70 }),
        (list) => {
          const back = inverseFourierTransform(fourierTransform(complex(list)));
          for (const [t, value] of list.entries()) expect(back.real[t]).to.be.closeTo(value, 1e-9);
        },
      ),
    );
  });
});

describe("phaseRandomised", () => {
  it("keeps the mean and the power of every frequency, and nothing else", () => {
    for (const n of [12, 13, 121]) {
      const series = Float64Array.from({ length: n }, (_, t) => Math.sin(t) + 0.5 * Math.cos(2.3 * t * t) + 3);
      const made = phaseRandomised(series, drawTurns(n, createRandom("turns")));
      const [before, after] = [series, made].map((one) => powerOf(one));
      for (const [k, power] of before!.entries()) expect(after![k]).to.be.closeTo(power, 1e-8 * n);
      expect(series.some((value, t) => Math.abs(value - made[t]!) > 0.1)).to.equal(true);
    }
  });

  it("keeps what series with the same turns have to do with each other", () => {
    const turns = drawTurns(40, createRandom("turns"));
    const a = Float64Array.from({ length: 40 }, (_, t) => Math.sin(0.9 * t * t));
    const b = a.map((value, t) => value + Math.cos(t));
    const product = (x: Float64Array, y: Float64Array) => x.reduce((sum, value, t) => sum + value * y[t]!, 0);
    expect(product(phaseRandomised(a, turns), phaseRandomised(b, turns))).to.be.closeTo(product(a, b), 1e-8);
  });
});

describe("shuffledBlocks", () => {
  it("moves whole blocks inside a run, and leaves what is left over at its end", () => {
    const runs = Int32Array.from({ length: 23 }, (_, row) => (row < 11 ? 0 : 1));
    const order = shuffledBlocks(23, { length: 3, runs, random: createRandom("blocks") });
    expect([...order].sort((a, b) => a - b)).to.deep.equal(Array.from({ length: 23 }, (_, row) => row));
    for (const [row, from] of order.entries()) expect(from < 11).to.equal(row < 11);
    for (const start of [0, 3, 6, 11, 14, 17, 20]) {
      expect([...order.slice(start, start + 3)]).to.deep.equal([0, 1, 2].map((step) => order[start]! + step));
    }
    expect([...order.slice(9, 11)]).to.deep.equal([9, 10]);
    // every order of two blocks comes, and about as often
    const random = createRandom("orders");
    const firsts = Array.from({ length: 400 }, () => shuffledBlocks(4, { length: 2, random })[0]);
    expect(firsts.filter((first) => first === 0).length).to.be.within(150, 250);
    expect(new Set(firsts)).to.deep.equal(new Set([0, 2]));
    expect(() => shuffledBlocks(5, { length: 0, random: createRandom("x") })).to.throw(ArgumentError, "length");
  });
});

function powerOf(series: Float64Array): Float64Array {
  const { real, imaginary } = fourierTransform({ real: series, imaginary: new Float64Array(series.length) });
  return real.map((value, k) => value ** 2 + imaginary[k]! ** 2);
}
