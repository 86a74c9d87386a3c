import { expect } from "chai";
import fc from "fast-check";
import { memorySource } from "../../../src/bytes/memory-source.js";
import type { MatValue } from "../../../src/formats/mat/mat-value.js";
import { openMat } from "../../../src/formats/mat.js";
import { makeMat5 } from "../../support/make-mat5.js";
import { makeMat73 } from "../../support/make-mat73.js";
import * as mat from "../../support/mat-input.js";

const shape: fc.Arbitrary<readonly number[]> = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 2, maxLength: 4 }),
  fc.constantFrom([1, 1], [0, 0], [1, 7]),
);
const countOf = (lengths: readonly number[]): number => lengths.reduce((product, length) => product * length, 1);

const integers = {
  int8: [-128, 127],
  uint8: [0, 255],
  int16: [-32768, 32767],
  uint16: [0, 65535],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint32: [0, 2 ** 32 - 1],
} as const;
const elements = {
  ...Object.fromEntries(Object.entries(integers).map(([name, [min, max]]) => [name, fc.integer({ min, max })])),
  double: fc.oneof(fc.double(), fc.integer({ min: -1000, max: 100_000 })),
  single: fc.float(),
  int64: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  uint64: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
} as Record<mat.NumericClass, fc.Arbitrary<number | bigint>>;

const listOf = <T>(item: fc.Arbitrary<T>, length: number) => fc.array(item, { minLength: length, maxLength: length });

const numeric = fc
  .tuple(fc.constantFrom(...(Object.keys(elements) as mat.NumericClass[])), shape, fc.boolean())
  .chain(([className, lengths, isComplex]) => {
    const list = listOf(elements[className], countOf(lengths));
    // what is empty is not marked as complex in version 7.3
    const imaginary = isComplex && !lengths.includes(0) ? list : fc.constant(undefined);
    return fc.tuple(list, imaginary).map(([real, other]) => mat.numeric(lengths, real, className, other));
  });
const logical = shape.chain((lengths) =>
  listOf(fc.boolean(), countOf(lengths)).map((values) => mat.logical(lengths, values)),
);
const letters = fc.integer({ min: 1, max: 0xd7ff }).map((code) => String.fromCharCode(code));
const text = shape.chain((lengths) => {
  const isEmpty = lengths.includes(0);
  const line = listOf(letters, lengths[1]!).map((list) => list.join(""));
  const rows = isEmpty ? fc.constant([]) : listOf(line, countOf(lengths) / lengths[1]!);
  return rows.map((lines): MatValue => ({ kind: "char", shape: lengths, rows: lines }));
});
const sparse = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), fc.boolean())
  .chain(([rows, columns, isLogical]) =>
    fc.uniqueArray(fc.nat({ max: rows * columns - 1 })).chain((places) =>
      listOf(isLogical ? fc.constant<number>(1) : fc.double({ noNaN: true }), places.length).map((values) =>
        mat.sparse(
          rows,
          columns,
          places.map((place, i) => [place % rows, Math.floor(place / rows), values[i]!]),
          isLogical ? "logical" : "double",
        ),
      ),
    ),
  );
const opaque = fc.constantFrom("table", "string", "containers.Map").map((name) => mat.opaque(name, [2, 3]));
const identifier = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_]{0,30}$/);

const { value } = fc.letrec<{ value: MatValue }>((tie) => {
  const cell = shape.chain((lengths) =>
    listOf(tie("value"), countOf(lengths)).map((items) => mat.cell(items, lengths)),
  );
  const struct = fc
    .tuple(shape, fc.uniqueArray(identifier, { minLength: 1, maxLength: 4 }))
    .chain(([lengths, fields]) =>
      listOf(listOf(tie("value"), fields.length), countOf(lengths)).map((rows) => {
        const entries = rows.map((row) => Object.fromEntries(fields.map((field, i) => [field, row[i]!])));
        return mat.structArray(lengths, entries, fields);
      }),
    );
  return {
    value: fc.oneof({ maxDepth: 3, depthSize: "small" }, numeric, text, logical, sparse, opaque, cell, struct),
  };
});
const options = fc.record({
  compressed: fc.boolean(),
  bigEndian: fc.boolean(),
  narrow: fc.boolean(),
  smallElements: fc.boolean(),
  text: fc.constantFrom("utf8" as const, "utf16" as const, "utf32" as const, "uint16" as const),
});

async function readBack(bytes: Uint8Array): Promise<MatValue> {
  const file = await openMat(memorySource("a.mat", bytes));
  const read = await file.read("x");
  expect(file.variables[0]?.shape).to.deep.equal(read.shape);
  file.close();
  return read;
}

describe("MAT files give back what was written", function () {
  this.timeout(120_000);

  it("version 5, in every way of storing it", async () => {
    await fc.assert(
      fc.asyncProperty(value, options, async (written, how) => {
        expect(await readBack(makeMat5({ x: written }, how))).to.deep.equal(written);
      }),
      { numRuns: 600, seed: 20 },
    );
  });

  it("version 7.3 gives what version 5 gives", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          numeric,
          text,
          logical,
          sparse,
          opaque,
          fc.array(value).map((list) => mat.cell(list)),
        ),
        async (written) => {
          const older = await readBack(makeMat5({ x: written }));
          expect(byName(await readBack(await makeMat73({ x: written })))).to.deep.equal(byName(older));
        },
      ),
      { numRuns: 100, seed: 21 },
    );
  });
});

/** The same value with fields in the order of their names, and those of empty structures, which the writer leaves out, away. */
function byName(value: MatValue): MatValue {
  if (value.kind === "cell") return { ...value, items: value.items.map(byName) };
  if (value.kind !== "struct") return value;
  const elements = value.elements.map((element) =>
    Object.fromEntries(Object.entries(element).map(([name, inner]) => [name, byName(inner)])),
  );
  return { ...value, fields: elements.length === 0 ? [] : [...value.fields].sort(), elements };
}
