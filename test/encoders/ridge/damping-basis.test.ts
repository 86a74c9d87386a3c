import { expect } from "chai";
import { dampedPredictions } from "../../../src/encoders/ridge/damped-predictions.js";
import { dampingOf } from "../../../src/encoders/ridge/damping.js";
import { dampingBasis } from "../../../src/encoders/ridge/damping-basis.js";
import { mixedPredictions } from "../../../src/encoders/ridge/mixed-predictions.js";
import { jsLinalg } from "../../../src/linalg/js-linalg.js";
import type { Matrix } from "../../../src/linalg/provider.js";
import { wasmLinalg } from "../../../src/linalg/wasm/wasm-linalg.js";
import { createRandom } from "../../../src/random/create-random.js";

const tolerance = 2 ** -24;
const single = new Float32Array(0);

function geometric(from: number, to: number, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, index) => from * (to / from) ** (index / (count - 1)));
}

function dampingFor(values: Float64Array, penalties: number): Float64Array[] {
  return Array.from(geometric(0.1, 1e5, penalties), (alpha) => dampingOf(values, alpha, single));
}

function normals(name: string, rows: number, columns: number): Matrix<Float32Array> {
  const random = createRandom(name);
  return { rows, columns, values: Float32Array.from({ length: rows * columns }, () => random.normal()) };
}

describe("encoders: the basis of damping", () => {
  for (const [name, values] of [
    ["eigenvalues of one size", geometric(5000, 70, 1500)],
    ["eigenvalues that fall far", geometric(1e6, 10, 3000)],
  ] as const) {
    it(`meets every entry to its rounding in single precision, ${name}`, () => {
      const damping = dampingFor(values, 20);
      const { parts, mixture } = dampingBasis(damping, { tolerance, linalg: jsLinalg })!;
      let first = 0;
      let next = 0;
      for (const { from, to, basis } of parts) {
        expect(from).to.equal(next);
        next = to;
        for (let penalty = 0; penalty < damping.length; penalty++) {
          for (let at = from; at < to; at++) {
            let found = 0;
            for (let row = 0; row < basis.rows; row++) {
              found +=
                mixture.values[penalty * mixture.columns + first + row]! *
                basis.values[row * basis.columns + at - from]!;
            }
            const wanted = damping[penalty]![at]!;
            expect(Math.abs(found - wanted)).to.be.at.most(1.01 * tolerance * wanted);
          }
        }
        first += basis.rows;
      }
      expect([next, first]).to.deep.equal([values.length, mixture.columns]);
      const products = parts.reduce((sum, { from, to, basis }) => sum + basis.rows * (to - from), 0);
      expect(products).to.be.below((2 / 3) * 20 * values.length);
    });
  }

  it("is not made where it would save little", () => {
    expect(dampingBasis(dampingFor(geometric(5000, 70, 40), 3), { tolerance, linalg: jsLinalg })).to.equal(undefined);
    expect(dampingBasis([], { tolerance, linalg: jsLinalg })).to.equal(undefined);
  });

  it("leaves out eigenvalues that no penalty lets through", () => {
    const damping = dampingFor(Float64Array.from([...geometric(5000, 70, 1500), 0, 0, 0]), 20);
    expect(damping.every((row) => row[1502] === 0)).to.equal(true);
    expect(dampingBasis(damping, { tolerance, linalg: jsLinalg })!.parts.at(-1)!.to).to.equal(1500);
  });

  it("gives the predictions of every penalty, some targets after the other", async () => {
    const linalg = await wasmLinalg();
    const values = geometric(3000, 40, 1000);
    const damping = dampingFor(values, 20);
    const basis = dampingBasis(damping, { tolerance, linalg: jsLinalg })!;
    // so many rows that the targets do not fit at once
    const [turned, inside] = [normals("turned", 8000, 1000), normals("inside", 1000, 31)];
    const expected: Float32Array[] = [];
    for (const { values: some } of dampedPredictions({ turned, damping, inside }, linalg)) {
      expected.push(some.values.slice() as Float32Array);
    }
    const seen = new Float64Array(20);
    let blocks = 0;
    for (const { alpha, from, to, values: some } of mixedPredictions({ turned, basis, inside }, linalg)) {
      if (alpha === 0) blocks++;
      seen[alpha]! += to - from;
      // sums of 1000 products round
      const size = Math.sqrt(expected[alpha]!.reduce((sum, entry) => sum + entry * entry, 0) / expected[alpha]!.length);
      for (let row = 0; row < some.rows; row += 97) {
        for (let column = from; column < to; column++) {
          const found = some.values[row * some.columns + column - from]!;
          expect(found).to.be.closeTo(expected[alpha]![row * 31 + column]!, 5e-6 * size);
        }
      }
    }
    expect(blocks).to.be.greaterThan(1);
    expect(Array.from(seen)).to.deep.equal(Array.from({ length: 20 }, () => 31));
  });
});
