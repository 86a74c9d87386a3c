import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { MissingPartError } from "../../src/errors.js";
import { jsLinalg } from "../../src/linalg/js-linalg.js";
import { matrix } from "../../src/linalg/matrix.js";
import type { Floats, LinalgProvider, MatrixView } from "../../src/linalg/provider.js";
import { block, transposed } from "../../src/linalg/views.js";
import { wasmLinalg } from "../../src/linalg/wasm/wasm-linalg.js";
import { wasmPrimitives } from "../../src/linalg/wasm/wasm-primitives.js";
import { createWorkspace } from "../../src/linalg/wasm/workspace.js";
import { packageRoot } from "../../src/node/package-root.js";
import { createRandom } from "../../src/random/create-random.js";
import { describeLinalg } from "./contract.js";
import { distance, normals } from "./made-matrices.js";

describeLinalg("wasm", wasmLinalg);

const arrays = { float32: Float32Array, float64: Float64Array };
type Precision = keyof typeof arrays;

/** Small whole numbers: their sums are exact in either precision, whatever their order. */
function wholes(rows: number, columns: number, precision: Precision, seed = ""): MatrixView<Floats> {
  const random = createRandom(`${rows} ${columns} ${seed}`);
  const values: Floats = new arrays[precision](rows * columns);
  for (let at = 0; at < values.length; at++) values[at] = random.integer(17) - 8;
  return { rows, columns, values };
}

/** The same numbers, stored column by column. */
function columnwise({ rows, columns, values }: MatrixView<Floats>): MatrixView<Floats> {
  const turned = values.map((_, at) => values[(at % rows) * columns + Math.floor(at / rows)]!) as Floats;
  return { rows, columns, values: turned, rowStride: 1, columnStride: rows };
}

/** The same numbers with nearly as much between the rows as they are long. */
function spread({ rows, columns, values }: MatrixView<Floats>): MatrixView<Floats> {
  const rowStride = Math.ceil(1.9 * columns);
  const spreadValues = new (values.constructor as typeof Float64Array)(rows * rowStride).fill(Number.NaN);
  for (let i = 0; i < rows; i++) spreadValues.set(values.subarray(i * columns, (i + 1) * columns), i * rowStride);
  return { rows, columns, values: spreadValues, rowStride };
}

describe("linalg: wasm", () => {
  let wasm: LinalgProvider;
  before(async () => {
    wasm = await wasmLinalg();
  });

  for (const precision of ["float32", "float64"] as const) {
    it(`gives products larger than every block exactly, in ${precision}`, () => {
      for (const [m, k, n] of [
        [129, 257, 1030],
        [258, 2053, 67],
        [5, 4100, 515],
        [131, 300, 1],
      ] as const) {
        const [a, b] = [wholes(m, k, precision), wholes(k, n, precision, "b")];
        const expected = jsLinalg.multiply(a, b).values;
        expect(distance(wasm.multiply(a, b).values, expected), `${m} × ${k} × ${n}`).equal(0);
        expect(distance(wasm.multiply(columnwise(a), columnwise(b)).values, expected)).equal(0);
        expect(distance(wasm.multiply(spread(a), spread(b)).values, expected)).equal(0);
        const into = matrix(m, n, expected.slice() as Floats);
        wasm.multiply(a, b, { into, add: true });
        expect(distance(into.values, expected.map((value) => 2 * value) as Floats)).equal(0);
      }
    });

    it(`gives AᵀA larger than every block exactly, in ${precision}`, () => {
      for (const [m, n] of [
        [2060, 131],
        [40, 1100],
        [300, 530],
      ] as const) {
        const a = wholes(m, n, precision);
        const expected = jsLinalg.gram(a).values;
        expect(distance(wasm.gram(a).values, expected), `${m} × ${n}`).equal(0);
        expect(distance(wasm.gram(columnwise(a)).values, expected)).equal(0);
      }
    });
  }

  it("gives products of any views as the reference does", () => {
    const stride = fc.integer({ min: -2, max: 3 }).filter((value) => value !== 0);
    const size = fc.integer({ min: 0, max: 40 });
    const layout = fc.record({ order: fc.boolean(), row: stride, column: stride, offset: fc.nat(3) });
    const precisions = fc.constantFrom<Precision>("float32", "float64");
    fc.assert(
      fc.property(
        size,
        size,
        size,
        layout,
        layout,
        precisions,
        fc.boolean(),
        (m, k, n, left, right, precision, add) => {
          const [a, b] = [laidOut(m, k, left, precision), laidOut(k, n, right, precision)];
          const [into, expected] = [wholes(m, n, precision), wholes(m, n, precision)] as const;
          wasm.multiply(a, b, { into, add });
          jsLinalg.multiply(a, b, { into: expected, add });
          expect(into.values).deep.equal(expected.values);
          expect(wasm.gram(a).values).deep.equal(jsLinalg.gram(a).values);
        },
      ),
      { numRuns: 300, seed: 1 },
    );
  });

  it("gives an entry the same digits whatever else is computed with it", () => {
    const random = createRandom("digits");
    const [a, b] = [normals(random, 140, 600), normals(random, 600, 530)];
    const whole = wasm.multiply(a, b);
    const ranges = { rows: [3, 10], columns: [509, 521] } as const;
    const part = wasm.multiply(block(a, { rows: ranges.rows }), block(b, { columns: ranges.columns }));
    const expected = block(whole, ranges);
    for (let i = 0; i < part.rows; i++) {
      for (let j = 0; j < part.columns; j++) {
        expect(part.values[i * part.columns + j]).equal(expected.values[expected.offset + i * 530 + j]);
      }
    }
    const l = normals(random, 140, 140);
    for (let i = 0; i < 140; i++) l.values[i * 141] = 30;
    const right = block(b, { rows: [0, 140] });
    const column = wasm.solveTriangular(l, block(right, { columns: [520, 521] })).values;
    const all = wasm.solveTriangular(l, right).values;
    expect([...column]).deep.equal(Array.from({ length: 140 }, (_, i) => all[i * 530 + 520]));
  });

  it("solves triangular systems larger than every block", () => {
    const random = createRandom("triangular");
    const [n, m] = [330, 520];
    const l = normals(random, n, n);
    for (let i = 0; i < n; i++) for (let j = i; j < n; j++) l.values[i * n + j] = i === j ? 20 : Number.NaN;
    const lower = matrix(n, n, l.values.map((value) => (Number.isNaN(value) ? 0 : value)) as Float64Array<ArrayBuffer>);
    const b = normals(random, n, m);
    for (const turned of [false, true]) {
      const x = wasm.solveTriangular(l, b, { transposed: turned });
      const back = jsLinalg.multiply(turned ? transposed(lower) : lower, x);
      expect(distance(back.values, b.values), `transposed: ${turned}`).below(1e-12);
    }
  });

  it("keeps to its own bounded memory", async () => {
    const space = await createWorkspace();
    const before = space.double.memory.byteLength;
    const a = wholes(4000, 1500, "float32");
    wasmPrimitives(space).multiply(block(transposed(a), { rows: [0, 3] }), a);
    expect(space.double.memory.byteLength).equal(before).and.below(12e6);
    expect(a.values.byteLength).above(before);
  });

  it("names what is missing where WebAssembly is", async () => {
    const kept = globalThis.WebAssembly;
    try {
      Reflect.deleteProperty(globalThis, "WebAssembly");
      const error = await wasmLinalg().catch((thrown: unknown) => thrown);
      expect(error).instanceof(MissingPartError);
      expect((error as Error).message).include("js provider");
    } finally {
      globalThis.WebAssembly = kept;
    }
  });

  it("has the very kernels that its sources give", () => {
    const { NODE_V8_COVERAGE: _, ...env } = process.env;
    const script = join(packageRoot(), "scripts", "build-kernels.mjs");
    const found = execFileSync(process.execPath, [script, "--print"], { encoding: "utf8", env });
    expect(found).equal(readFileSync(join(packageRoot(), "src", "linalg", "wasm", "kernel-bytes.ts"), "utf8"));
  });
});

interface Layout {
  readonly order: boolean;
  readonly row: number;
  readonly column: number;
  readonly offset: number;
}

/** A view of whole numbers with gaps, stored row by row or column by column, forwards or backwards; NaN between them. */
function laidOut(rows: number, columns: number, layout: Layout, precision: Precision): MatrixView<Floats> {
  const [rowSize, columnSize] = layout.order
    ? [layout.row * Math.abs(layout.column) * Math.max(1, columns), layout.column]
    : [layout.row, layout.column * Math.abs(layout.row) * Math.max(1, rows)];
  const spans = [rowSize * Math.max(0, rows - 1), columnSize * Math.max(0, columns - 1)];
  const offset = layout.offset - spans.reduce((sum, span) => sum + Math.min(0, span), 0);
  const length = offset + spans.reduce((sum, span) => sum + Math.max(0, span), 0) + 1;
  const values = new arrays[precision](length).fill(Number.NaN);
  const source = wholes(rows, columns, precision, "laid out").values;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) values[offset + i * rowSize + j * columnSize] = source[i * columns + j]!;
  }
  return { rows, columns, values, offset, rowStride: rowSize, columnStride: columnSize };
}
