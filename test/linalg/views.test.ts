import { expect } from "chai";
import fc from "fast-check";
import { ArgumentError } from "../../src/errors.js";
import { matrix } from "../../src/linalg/matrix.js";
import { block, checkView, contiguous, copyOf, isContiguous, transposed } from "../../src/linalg/views.js";
import { at, flipped, type Layout, layouts, makeView } from "./made-matrices.js";

const layout = fc.constantFrom(...(Object.keys(layouts) as Layout[]));
const size = fc.integer({ min: 0, max: 6 });
const view = fc
  .tuple(size, size, layout)
  .map(([rows, columns, chosen]) =>
    makeView(rows, columns, (i, j) => 10 * i + j, { precision: "float32", layout: chosen }),
  );

describe("linalg: views", () => {
  it("transpose without copying, and back", () => {
    fc.assert(
      fc.property(view, (a) => {
        const turned = transposed(a);
        expect(turned.values).equal(a.values);
        expect([turned.rows, turned.columns]).deep.equal([a.columns, a.rows]);
        for (let i = 0; i < a.rows; i++) for (let j = 0; j < a.columns; j++) expect(at(turned, j, i)).equal(10 * i + j);
        expect(transposed(turned)).deep.equal(a);
      }),
    );
  });

  it("give blocks of blocks and of transposes", () => {
    fc.assert(
      fc.property(view, fc.array(fc.nat(6), { minLength: 4, maxLength: 4 }), (a, ends) => {
        const range = (x: number, y: number, end: number) =>
          [Math.min(x, y, end), Math.min(Math.max(x, y), end)] as const;
        const rows = range(ends[0]!, ends[1]!, a.rows);
        const columns = range(ends[2]!, ends[3]!, a.columns);
        const part = transposed(block(transposed(block(a, { rows })), { rows: columns }));
        checkView(part, "part");
        expect(part.values).equal(a.values);
        expect([part.rows, part.columns]).deep.equal([rows[1] - rows[0], columns[1] - columns[0]]);
        for (let i = 0; i < part.rows; i++) {
          for (let j = 0; j < part.columns; j++) expect(at(part, i, j)).equal(10 * (rows[0] + i) + columns[0] + j);
        }
      }),
    );
  });

  it("are copied row by row, in their precision, only where they have to be", () => {
    fc.assert(
      fc.property(view, (a) => {
        const [copied, plain] = [copyOf(a), contiguous(a)];
        expect(copied.values).instanceof(Float32Array).not.equal(a.values);
        for (const found of [copied, plain]) {
          expect(isContiguous(found)).equal(true);
          expect(Float64Array.from(found.values)).deep.equal(flipped(flipped(a)).values);
        }
      }),
    );
    const whole = matrix(2, 3);
    expect(contiguous(whole).values).equal(whole.values);
    expect(isContiguous({ ...whole, rowStride: 4 })).equal(false);
    expect(isContiguous(transposed(whole))).equal(false);
    expect(isContiguous(transposed(matrix(3, 1)))).equal(true);
  });

  it("refuse ranges and strides that leave them", () => {
    const a = matrix(2, 3);
    for (const rows of [
      [-1, 1],
      [1, 0],
      [0, 3],
      [0.5, 1],
      [0, Number.NaN],
    ] as const) {
      expect(() => block(a, { rows })).throw(ArgumentError, "rows");
    }
    expect(() => block(a, { columns: [2, 4] })).throw(ArgumentError, "columns: expected a range in 0 to 3");
    expect(() => checkView({ ...a, offset: 1 }, "a")).throw(ArgumentError, "entries from 1 to 6");
    expect(() => checkView({ ...a, rowStride: -3 }, "a")).throw(ArgumentError, "entries from -3 to 2");
    expect(() => checkView({ ...a, rowStride: -3, offset: 3 }, "a")).not.throw();
    expect(() => checkView({ ...a, columnStride: 1.5 }, "a")).throw(ArgumentError, "whole numbers");
    expect(() => checkView({ ...a, rows: 0, offset: 99 }, "a")).not.throw();
  });
});
