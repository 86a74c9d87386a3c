import { expect } from "chai";
import { ArgumentError } from "../../src/errors.js";
import { matrix } from "../../src/linalg/matrix.js";
import type { Floats, Matrix, MatrixView } from "../../src/linalg/provider.js";
import { createRandom } from "../../src/random/create-random.js";
import type { Provider } from "./contract.js";
import { flipped, type Layout, layouts, makeView, type Precision, roundingOf, tripleLoop } from "./made-matrices.js";

const precisions: readonly Precision[] = ["float64", "float32"];
const everyLayout = Object.keys(layouts) as Layout[];

/** m, k, n: empty, single rows and columns, odd sizes, around and above the sizes of blocks. */
const shapes = [
  [0, 0, 0],
  [0, 3, 2],
  [2, 0, 3],
  [3, 2, 0],
  [1, 1, 1],
  [1, 7, 1],
  [1, 5, 300],
  [300, 5, 1],
  [1, 700, 3],
  [3, 4, 5],
  [8, 8, 8],
  [17, 9, 33],
  [64, 64, 64],
  [65, 257, 31],
  [131, 65, 129],
] as const;

export function itMultiplies(linalg: Provider): void {
  for (const precision of precisions) {
    it(`gives A · B of all shapes in ${precision}`, () => {
      for (const [m, k, n] of shapes) {
        const [a, b] = factors(m, k, n, { precision });
        expectProduct(linalg().multiply(a, b), a, b, roundingOf[precision]);
      }
    });

    it(`gives A · B of all layouts in ${precision}`, () => {
      for (const layout of everyLayout) {
        for (const other of everyLayout) {
          const [a, b] = factors(19, 70, 37, { precision, layout, other });
          expectProduct(linalg().multiply(a, b), a, b, roundingOf[precision]);
        }
      }
    });

    it(`writes into a matrix, and adds to it, in ${precision}`, () => {
      for (const [m, k, n] of shapes) {
        const [a, b] = factors(m, k, n, { precision });
        const plain = linalg().multiply(a, b);
        const into = matrix(m, n, plain.values.map(() => Number.NaN) as typeof plain.values);
        expect(linalg().multiply(a, b, { into })).equal(into);
        expect(into.values).deep.equal(plain.values);
        into.values.fill(-3);
        expect(linalg().multiply(a, b, { into, add: true })).equal(into);
        expectProduct(matrix(m, n, into.values.map((value) => value + 3) as Floats), a, b, roundingOf[precision], 3);
      }
    });

    it(`gives AᵀA of all shapes and layouts in ${precision}, summed in double precision, exactly symmetric`, () => {
      for (const [m, , n] of [...shapes, [700, 0, 9], [9, 0, 150]] as const) {
        for (const layout of everyLayout) {
          const [a] = factors(m, n, 0, { precision, layout });
          const found = linalg().gram(a);
          expect(found.values).instanceof(Float64Array);
          expectProduct(found, flipped(a), a, roundingOf.float64);
          expect(flipped(found).values).deep.equal(found.values);
        }
      }
    });
  }

  it("leaves the factors as they are", () => {
    const [a, b] = factors(5, 70, 6, { precision: "float64" });
    const before = [a.values.slice(), b.values.slice()];
    linalg().multiply(a, b);
    linalg().gram(a);
    expect([a.values, b.values]).deep.equal(before);
  });

  it("carries NaN and infinity on, also against zero", () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const a = matrix(1, 2, Float64Array.of(0, 1));
      const b = matrix(2, 2, Float64Array.of(value, 1, 1, 1));
      expect([...linalg().multiply(a, b).values]).deep.equal([Number.NaN, 1]);
      expect(linalg().gram(matrix(2, 1, Float64Array.of(value, 1))).values[0]).deep.equal(value);
    }
  });

  it("refuses shapes and precisions that do not fit, and views that leave their array", () => {
    const { multiply, gram } = linalg();
    const single = matrix(3, 3, new Float32Array(9)) as Matrix<Floats>;
    const refused: readonly (() => unknown)[] = [
      () => multiply(matrix(2, 3), matrix(2, 3)),
      () => multiply<Floats>(matrix(3, 3), single),
      () => multiply(matrix(2, 3), matrix(3, 4), { into: matrix(4, 2) }),
      () => multiply(matrix(2, 3), matrix(3, 4), { into: { rows: 2, columns: 4, values: new Float64Array(9) } }),
      () => multiply<Floats>(matrix(3, 3), matrix(3, 3), { into: single }),
      () => multiply({ ...matrix(2, 2), offset: 1 }, matrix(2, 2)),
      () => multiply(matrix(2, 2), { ...matrix(2, 2), rowStride: 3 }),
      () => multiply({ ...matrix(2, 2), columnStride: -1 }, matrix(2, 2)),
      () => multiply({ ...matrix(2, 2), rows: 1.5 }, matrix(2, 2)),
      () => gram({ ...matrix(2, 2), rows: 3 }),
      () => gram({ ...matrix(2, 2), rows: -1 }),
      () => gram({ ...matrix(2, 2), offset: Number.NaN }),
    ];
    for (const call of refused) expect(call).throw(ArgumentError);
  });

  it("refuses to write into memory of a factor", () => {
    const { multiply } = linalg();
    const values = new Float64Array(8);
    const [first, second] = [matrix(2, 2, values.subarray(0, 4)), matrix(2, 2, values.subarray(4))];
    expect(() => multiply(first, second, { into: first })).throw(ArgumentError, "into");
    expect(() => multiply(first, first, { into: matrix(2, 2, values.subarray(3, 7)) })).throw(ArgumentError, "into");
    expect(multiply(first, first, { into: second })).equal(second);
  });
}

function factors(
  m: number,
  k: number,
  n: number,
  options: { readonly precision: Precision; readonly layout?: Layout; readonly other?: Layout },
): readonly [MatrixView<Floats>, MatrixView<Floats>] {
  const { precision, layout = "in order", other = layout } = options;
  const random = createRandom(`factors ${m} ${k} ${n}`);
  return [
    makeView<Precision>(m, k, () => random.normal(), { precision, layout }),
    makeView<Precision>(k, n, () => random.normal(), { precision, layout: other }),
  ];
}

/** Each entry within the bound of sums in any order: terms × rounding × the sum of the sizes of the terms. */
function expectProduct(found: Matrix<Floats>, a: MatrixView, b: MatrixView, rounding: number, added = 0): void {
  const { product, sizes } = tripleLoop(a, b);
  expect([found.rows, found.columns, found.values.length]).deep.equal([a.rows, b.columns, a.rows * b.columns]);
  for (let k = 0; k < product.values.length; k++) {
    const bound = (a.columns + 4) * rounding * (sizes.values[k]! + added);
    const error = Math.abs(found.values[k]! - product.values[k]!);
    if (!(error <= bound)) expect.fail(`entry ${k} of ${a.rows} × ${a.columns} × ${b.columns} is off by ${error}`);
  }
}
