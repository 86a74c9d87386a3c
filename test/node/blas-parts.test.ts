import { expect } from "chai";
import { ArgumentError, FormatError, NumericError } from "../../src/errors.js";
import type { BlasLibrary, NativeFunction } from "../../src/node/blas/blas-library.js";
import { checkProducts } from "../../src/node/blas/check-products.js";
import { makerOf } from "../../src/node/blas/library-makers.js";
import { cblasSignatures, lapackSignatures } from "../../src/node/blas/native-signatures.js";
import { operand } from "../../src/node/blas/operand.js";
import { type LapackLibrary, runRoutine, workspace } from "../../src/node/blas/run-routine.js";
import { symbolConventions } from "../../src/node/blas/symbol-conventions.js";
import { transposeValues } from "../../src/node/blas/transpose-values.js";

/** A library whose functions do nothing, or what is given. */
function madeLibrary(changes: Partial<BlasLibrary> = {}): LapackLibrary {
  const nothing: NativeFunction = () => 0;
  const all = (names: object) => Object.fromEntries(Object.keys(names).map((name) => [name, nothing]));
  return {
    ...{ file: "made", title: "made", largestInteger: 2 ** 31 - 1, threads: undefined, setThreads: undefined },
    ...{ cblas: all(cblasSignatures), lapack: all(lapackSignatures) },
    ...changes,
  } as LapackLibrary;
}

describe("blas: its parts", () => {
  it("knows how libraries name their functions", () => {
    const named = symbolConventions.map(
      ({ prefix, c, fortran }) => `${prefix}cblas_dgemm${c} ${prefix}dpotrf${fortran}`,
    );
    // as found in OpenBLAS 0.3.21 and 0.3.31, the libraries inside NumPy 2 and SciPy 1.15, MKL 2026; Apple's header
    expect(named).deep.equal([
      "cblas_dgemm$NEWLAPACK$ILP64 dpotrf$NEWLAPACK$ILP64",
      "cblas_dgemm$NEWLAPACK dpotrf$NEWLAPACK",
      "cblas_dgemm_64 dpotrf_64_",
      "cblas_dgemm64_ dpotrf_64_",
      "scipy_cblas_dgemm64_ scipy_dpotrf_64_",
      "scipy_cblas_dgemm scipy_dpotrf_",
      "cblas_dgemm dpotrf_",
    ]);
  });

  it("asks a library who made it and how wide its integers are", () => {
    const config = "OpenBLAS 0.3.21  USE64BITINT DYNAMIC_ARCH NO_AFFINITY Zen MAX_THREADS=64";
    const openblas = makerOf((name) => (name.startsWith("openblas_") ? () => config : undefined));
    expect(openblas).deep.include({ title: "OpenBLAS 0.3.21", wide: true });
    expect(openblas?.setThreads).not.equal(undefined);
    const old = makerOf((name) => (name === "openblas_get_config" ? () => "NO_AFFINITY Haswell" : undefined));
    expect(old).deep.include({ title: "OpenBLAS", wide: false });
    const version = "Intel(R) oneAPI Math Kernel Library Version 2026.2-Product Build 20260915 for Intel(R) 64";
    const mkl = makerOf((name) =>
      name === "MKL_Get_Version_String"
        ? (text) => (text as Uint8Array).set(new TextEncoder().encode(version)) ?? 0
        : undefined,
    );
    expect(mkl?.title).equal("MKL 2026.2");
    expect(makerOf(() => undefined)).equal(undefined);
  });

  it("does not trust a library that does not multiply", () => {
    expect(() => checkProducts(madeLibrary())).throw(FormatError, "1,1,1,1");
  });

  it("does not trust a library that leaves out what is multiplied by 0", () => {
    const careless = (skips: boolean): NativeFunction => {
      // C = alpha A · op(B) + beta C, as a library does it that was told little
      return (_order, _a, b, m, n, k, alpha, left, leadingA, right, leadingB, beta, c, leadingC) => {
        const [rows, columns, inner, la, lb, lc] = [m, n, k, leadingA, leadingB, leadingC] as number[];
        const [x, y, z] = [left, right, c] as Float64Array[];
        for (let i = 0; i < rows!; i++) {
          for (let j = 0; j < columns!; j++) {
            let sum = 0;
            for (let l = 0; l < inner!; l++) {
              const factor = x![i * la! + l]!;
              if (!(skips && factor === 0)) sum += factor * y![b === 112 ? j * lb! + l : l * lb! + j]!;
            }
            const kept = beta === 0 ? 0 : (beta as number) * z![i * lc! + j]!;
            z![i * lc! + j] = (alpha as number) * sum + kept;
          }
        }
        return 0;
      };
    };
    const { cblas } = madeLibrary();
    const multiplying = (skips: boolean) =>
      madeLibrary({ cblas: { ...cblas, cblas_sgemm: careless(skips), cblas_dgemm: careless(skips) } });
    checkProducts(multiplying(false));
    expect(() => checkProducts(multiplying(true))).throw(FormatError, "NaN");
  });

  it("hands over memory as it is where a stride is 1", () => {
    const values = Float64Array.from({ length: 60 }, (_, k) => k);
    const of = (rows: number, columns: number, offset: number, rowStride: number, columnStride: number) => {
      const found = operand({ rows, columns, values, offset, rowStride, columnStride }, madeLibrary());
      const place = found.values.buffer === values.buffer ? found.values.byteOffset / 8 : "a copy";
      return [place, found.transposed, found.leading];
    };
    expect(of(6, 10, 0, 10, 1)).deep.equal([0, false, 10]);
    expect(of(5, 4, 3, 10, 1)).deep.equal([3, false, 10]);
    expect(of(4, 5, 3, 1, 10)).deep.equal([3, true, 10]);
    expect(of(1, 5, 3, 99, 10)).deep.equal([3, true, 10]);
    expect(of(5, 1, 3, 10, 99)).deep.equal([3, false, 10]);
    expect(of(1, 1, 3, 0, 0)).deep.equal([3, false, 1]);
    // rows that overlap, that run backwards, that are all the same, or that have gaps within
    expect(of(3, 4, 0, 2, 1)).deep.equal(["a copy", false, 4]);
    expect(of(3, 4, 59, -10, -1)).deep.equal(["a copy", false, 4]);
    expect(of(3, 4, 0, 0, 1)).deep.equal(["a copy", false, 4]);
    expect(of(3, 4, 0, 20, 2)).deep.equal(["a copy", false, 4]);
  });

  it("refuses sizes that the library's integers cannot hold", () => {
    const small = madeLibrary({ largestInteger: 9 });
    const view = { rows: 2, columns: 3, values: new Float64Array(30) };
    expect(operand(view, small).leading).equal(3);
    expect(() => operand({ ...view, rowStride: 10 }, small)).throw(ArgumentError, "64-bit");
    expect(() => workspace(small, 10, () => expect.fail("asked"))).throw(ArgumentError, "workspace");
    expect(() => workspace(small, 1, (answer) => answer.fill(10))).throw(ArgumentError, "workspace");
    expect(workspace(small, 4, (answer) => answer.fill(6.5))).length(7);
  });

  it("hands everything over by reference, lengths of texts at the end, and reads the answer", () => {
    const calls: unknown[][] = [];
    const answering = (info: bigint): LapackLibrary => {
      const library = madeLibrary();
      const dpotrf: NativeFunction = (...words) => {
        calls.push([...words]);
        (words[4] as BigInt64Array)[0] = info;
        return 0;
      };
      return { ...library, lapack: { ...library.lapack, dpotrf } };
    };
    const values = new Float64Array(4);
    const call = (info: bigint) => runRoutine(answering(info), "dpotrf", ["U", 2, values, 2]);
    expect(call(0n)).equal(0);
    expect(calls[0]).deep.equal([
      Uint8Array.of(85),
      BigInt64Array.of(2n),
      values,
      BigInt64Array.of(2n),
      BigInt64Array.of(0n),
      1,
    ]);
    expect(calls[0]![2]).equal(values);
    expect(call(3n)).equal(3);
    // −2 as a library with 32-bit integers writes it, and as one with 64-bit integers does
    for (const info of [0xfffffffen, -2n]) expect(() => call(info)).throw(NumericError, "argument 2");
  });

  it("transposes numbers, also with the rows from the last to the first", () => {
    const [rows, columns] = [70, 33];
    const values = Float64Array.from({ length: rows * columns }, (_, k) => k);
    const [plain, turned] = [false, true].map((lastFirst) => transposeValues(values, rows, columns, { lastFirst }));
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        expect(plain![j * rows + i]).equal(i * columns + j);
        expect(turned![j * rows + rows - 1 - i]).equal(i * columns + j);
      }
    }
  });
});
