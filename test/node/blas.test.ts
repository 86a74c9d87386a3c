import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { ArgumentError, FormatError, isNeuroloomError, MissingFileError, NumericError } from "../../src/errors.js";
import { jsLinalg } from "../../src/linalg/js-linalg.js";
import { matrix } from "../../src/linalg/matrix.js";
import type { Floats, Matrix, MatrixView } from "../../src/linalg/provider.js";
import { bestLinalg } from "../../src/node/best-linalg.js";
import { type BlasLinalg, blasLinalg } from "../../src/node/blas/blas-linalg.js";
import { libraryCandidates } from "../../src/node/blas/library-candidates.js";
import { openLibrary } from "../../src/node/blas/open-library.js";
import { linalgDiagnosis } from "../../src/node/linalg-diagnosis.js";
import { caught } from "../support/caught.js";
import { temporaryFolder } from "../support/temporary-folder.js";

/** A library of every system that is no BLAS. */
const [otherLibrary] = { darwin: ["/usr/lib/libSystem.B.dylib"], win32: ["kernel32.dll"] }[
  process.platform as "darwin"
] ?? ["libm.so.6"];

describe("blas: which library", () => {
  const folder = temporaryFolder();

  it("is the one that the option names, else the environment, and no other", () => {
    const env = { NEUROLOOM_BLAS: "libmine.so" };
    expect(libraryCandidates({ env })).deep.equal(["libmine.so"]);
    expect(libraryCandidates({ env, library: "/opt/b.so" })).deep.equal(["/opt/b.so"]);
    expect(libraryCandidates({ env: { NEUROLOOM_BLAS: "" }, platform: "linux" })).includes("libopenblas.so.0");
  });

  it("is looked for under the usual names, also behind a short name", () => {
    const linux = libraryCandidates({ env: {}, platform: "linux" });
    expect(linux.indexOf("libopenblas.so.0")).equal(0);
    expect(linux.indexOf("libmkl_rt.so.2")).greaterThan(0);
    expect(linux.filter((file) => file.includes("Accelerate"))).deep.equal([]);
    const mac = libraryCandidates({ env: {}, platform: "darwin" });
    expect(mac[0]).equal("/System/Library/Frameworks/Accelerate.framework/Accelerate");
    expect(libraryCandidates({ env: { NEUROLOOM_BLAS: "mkl" }, platform: "linux" })[0]).equal("libmkl_rt.so.3");
    expect(libraryCandidates({ env: { NEUROLOOM_BLAS: "constructor" }, platform: "linux" })).deep.equal([
      "constructor",
    ]);
  });

  it("is looked for in the folders of the environment where it is there, and never in the current one", async () => {
    await mkdir(join(folder(), "lib"));
    await writeFile(join(folder(), "lib", "libopenblas.dylib"), "");
    const found = libraryCandidates({ env: { CONDA_PREFIX: folder() }, platform: "darwin" });
    expect(found).includes(join(folder(), "lib", "libopenblas.dylib"));
    for (const platform of ["darwin", "win32"] as const) {
      for (const file of libraryCandidates({ env: {}, platform })) expect(file).match(/[/\\]/);
    }
  });

  it("is refused with a reason where it is not there, no library, or no BLAS", async function () {
    const text = join(folder(), "text.so");
    await writeFile(text, "not a library");
    const missing = await caught(openLibrary(join(folder(), "none.so")));
    if (isNeuroloomError(missing, "missing-part")) this.skip();
    expect(missing).instanceof(MissingFileError);
    expect(await caught(openLibrary("libno-such-library-of-blas.so"))).instanceof(MissingFileError);
    for (const file of [text, folder()]) {
      expect(await caught(openLibrary(file)))
        .instanceof(FormatError)
        .property("place", "loading");
    }
    const other = await caught(openLibrary(otherLibrary!));
    expect(other).instanceof(FormatError).property("message").contains("cblas_dgemm").and.contains("NEUROLOOM_BLAS");
  });

  it("is not replaced where it is named, and none is taken where none is wished", async () => {
    const env = { NEUROLOOM_BLAS: join(folder(), "none.so") };
    expect(await caught(bestLinalg({ env })))
      .property("tag")
      .oneOf(["missing-file", "missing-part"]);
    expect((await bestLinalg({ env: { NEUROLOOM_BLAS: "none" } })).name).oneOf(["wasm", "js"]);
  });

  it("is named by the doctor, with its speed", async () => {
    const speed = /: \d+\.\d GFLOP\/s float32, \d+\.\d float64$/;
    const none = await linalgDiagnosis({ env: { NEUROLOOM_BLAS: "none" } });
    expect(none).include({ name: "linear algebra", state: "good" }).property("found").match(speed);
    const wrong = await linalgDiagnosis({ env: { NEUROLOOM_BLAS: join(folder(), "none.so") } });
    expect(wrong).include({ state: "bad" }).property("advice").contains("NEUROLOOM_BLAS");
    const usual = await linalgDiagnosis();
    expect(usual.state).oneOf(["good", "missing"]);
    expect(usual.found).match(speed);
  });
});

describe("blas: a library of this machine", () => {
  let linalg: BlasLinalg;
  before(async function () {
    try {
      linalg = await blasLinalg({ threads: 1 });
    } catch (error) {
      if (!isNeuroloomError(error, "missing-part")) throw error;
      this.test!.parent!.title += ` (skipped: ${error.message})`;
      this.skip();
    }
  });

  it("says what it is and with how many threads it computes", async () => {
    expect(linalg.name).match(/^blas \(.+\)$/);
    expect(linalg.threads).oneOf([1, undefined]);
    for (const threads of [0, -1, 1.5, Number.NaN]) {
      expect(await caught(blasLinalg({ threads }))).instanceof(ArgumentError);
    }
    if (linalg.threads === undefined) return;
    expect((await blasLinalg({ threads: 2 })).threads).equal(2);
    expect((await blasLinalg({ threads: 1 })).threads).equal(1);
  });

  it("gives what plain loops give, or refuses as they do, for any shape, offset and stride", () => {
    const size = fc.oneof(
      { arbitrary: fc.integer({ min: 0, max: 6 }), weight: 9 },
      fc.constantFrom(-1, 1.5, Number.NaN),
    );
    const place = fc.oneof(
      { arbitrary: fc.integer({ min: 0, max: 7 }), weight: 9 },
      fc.constantFrom(-2, 0.5, Number.NaN, 2 ** 40, 2 ** 53),
    );
    const view = fc.record({
      ...{ rows: size, columns: size, offset: place },
      ...{ rowStride: place, columnStride: place, length: fc.integer({ min: 0, max: 80 }) },
    });
    const outcome = (call: () => Matrix<Floats>): unknown => {
      try {
        return [...call().values];
      } catch (error) {
        if (error instanceof ArgumentError || error instanceof NumericError) return error.name;
        throw error;
      }
    };
    let answered = 0;
    fc.assert(
      fc.property(view, view, fc.boolean(), fc.boolean(), (left, right, single, fit) => {
        const create = single ? Float32Array : Float64Array;
        const fitted = fit ? { ...right, rows: left.columns } : right;
        // small whole numbers: the sums are exact in any order
        const [a, b] = [left, fitted].map(
          ({ length, ...shape }): MatrixView => ({
            ...shape,
            values: Float64Array.from({ length }, (_, k) => ((k * 5) % 7) - 3).map((value) => value || 1),
          }),
        ) as [MatrixView<Float64Array>, MatrixView<Float64Array>];
        const precise = ({ values, ...rest }: MatrixView): MatrixView => ({ ...rest, values: create.from(values) });
        for (const call of [
          (provider: typeof jsLinalg) => provider.multiply(precise(a), precise(b)),
          (provider: typeof jsLinalg) => provider.gram(precise(a)),
        ]) {
          const [found, expected] = [outcome(() => call(linalg)), outcome(() => call(jsLinalg))];
          expect(found).deep.equal(expected);
          if (Array.isArray(found) && found.length > 0) answered++;
        }
      }),
      { numRuns: 3000, seed: 6 },
    );
    expect(answered).greaterThan(300);
  });

  it("writes nothing outside of the matrix it gives", () => {
    const memory = new Float64Array(100).fill(7);
    const into = matrix(3, 4, memory.subarray(40, 52));
    linalg.multiply(matrix(3, 5), matrix(5, 4), { into });
    expect([...memory.subarray(0, 40), ...memory.subarray(52)].every((value) => value === 7)).equal(true);
    expect([...into.values]).deep.equal(Array(12).fill(0));
  });

  it("converts single precision block by block, rows or columns in order", () => {
    const [rows, columns] = [4500, 131];
    const values = Float32Array.from({ length: rows * columns }, (_, k) => ((k * 7) % 11) - 5);
    for (const strides of [
      { rowStride: columns, columnStride: 1 },
      { rowStride: 1, columnStride: rows },
    ]) {
      const a = { rows, columns, values, ...strides };
      // whole numbers: the sums are exact in any order
      expect(linalg.gram(a).values).deep.equal(jsLinalg.gram(a).values);
    }
  });

  it("agrees with jsLinalg on decompositions of a matrix of 150 × 90, signs included", () => {
    const a = matrix(
      150,
      90,
      Float64Array.from({ length: 150 * 90 }, (_, k) => Math.sin(k * k + 1)),
    );
    const gram = linalg.gram(a);
    const far = (found: Float64Array, expected: Float64Array) =>
      found.reduce((most, value, k) => Math.max(most, Math.abs(value - expected[k]!)), 0);
    expect(far(linalg.cholesky(gram).values, jsLinalg.cholesky(gram).values)).below(1e-10);
    const [own, other] = [linalg.qr(a), jsLinalg.qr(a)];
    expect(far(own.q.values, other.q.values)).below(1e-11);
    expect(far(own.r.values, other.r.values)).below(1e-11);
    const [found, expected] = [linalg.symmetricEigen(gram), jsLinalg.symmetricEigen(gram)];
    expect(far(found.values, expected.values)).below(1e-10);
    expect(far(found.vectors.values, expected.vectors.values)).below(1e-9);
  });
});
