import { expect } from "chai";
import { UnknownNameError } from "../../src/errors.js";
import { batchOf } from "../../src/tables/batch.js";
import type { Check } from "../../src/tables/check.js";
import { evaluateCheck } from "../../src/tables/evaluate-check.js";
import { memoryTables } from "../../src/tables/memory-tables.js";

const cell = { neuron_class: "C", source: "s" };
const reader = memoryTables([
  batchOf("neurons", [
    { ...cell, neuron: "AVAL", side: "L", x_um: 1, slot: 0 },
    { ...cell, neuron: "AVAR", side: "R", x_um: 2.5, slot: 1 },
    { ...cell, neuron: "CANL", side: "L", x_um: Number.POSITIVE_INFINITY, slot: null },
    { ...cell, neuron: "DB1", side: null, x_um: null, slot: 2 },
  ]),
]);

type Partly = Partial<Check> & Pick<Check, "equals">;
const evaluate = (check: Partly) => evaluateCheck(reader, { table: "neurons", source: "test", ...check });

describe("evaluateCheck", () => {
  const cases: [string, Partly, unknown, boolean][] = [
    ["counts rows", { equals: 4 }, 4, true],
    ["counts selected rows", { where: { side: "L" }, equals: 1 }, 2, false],
    ["selects null", { where: { side: null }, equals: 1 }, 1, true],
    ["selects several values", { where: { neuron: ["AVAL", "DB1"] }, equals: 2 }, 2, true],
    ["counts values", { column: "side", measure: "count", equals: 3 }, 3, true],
    ["counts values above a limit", { column: "slot", measure: "count", above: 0, equals: 2 }, 2, true],
    ["takes the one value", { where: { neuron: "AVAR" }, column: "x_um", equals: 2.5 }, 2.5, true],
    ["takes the one null", { where: { neuron: "DB1" }, column: "x_um", equals: null }, null, true],
    ["counts distinct values", { column: "side", measure: "distinct", equals: 2 }, 2, true],
    ["takes the minimum", { column: "x_um", measure: "min", equals: 1 }, 1, true],
    ["takes the maximum", { column: "slot", measure: "max", equals: 2 }, 2, true],
    ["takes the mean over values", { column: "slot", measure: "mean", equals: 1 }, 1, true],
    ["takes the sum", { column: "slot", measure: "sum", equals: 3 }, 3, true],
    [
      "holds to an absolute tolerance",
      { where: { neuron: "AVAR" }, column: "x_um", equals: 2.25, tolerance: 0.25 },
      2.5,
      true,
    ],
    [
      "fails beyond the tolerance",
      { where: { neuron: "AVAR" }, column: "x_um", equals: 2.25, tolerance: 0.24 },
      2.5,
      false,
    ],
    ["knows no tolerance by default", { where: { neuron: "AVAR" }, column: "x_um", equals: 2.5000001 }, 2.5, false],
    [
      "agrees with the same infinity",
      { column: "x_um", measure: "max", equals: Number.POSITIVE_INFINITY },
      Number.POSITIVE_INFINITY,
      true,
    ],
    [
      "does not call infinity near",
      { column: "x_um", measure: "max", equals: 3, tolerance: 1e9 },
      Number.POSITIVE_INFINITY,
      false,
    ],
    ["agrees with NaN never", { column: "x_um", measure: "min", equals: Number.NaN, tolerance: 1e9 }, 1, false],
    ["keeps text and numbers apart", { where: { neuron: "AVAL" }, column: "slot", equals: "0" }, 0, false],
  ];
  for (const [title, check, found, pass] of cases) {
    it(title, async () => {
      expect(await evaluate(check)).to.include({ found, pass });
    });
  }

  it("says why there is no value", async () => {
    const problems = [
      await evaluate({ column: "x_um", equals: 1 }),
      await evaluate({ where: { neuron: "none" }, column: "x_um", equals: null }),
      await evaluate({ where: { neuron: "DB1" }, column: "x_um", measure: "mean", equals: 0 }),
      await evaluate({ column: "neuron", measure: "sum", equals: 0 }),
    ];
    expect(problems.map(({ pass, found }) => [pass, found])).to.deep.equal(new Array(4).fill([false, null]));
    expect(problems.map(({ problem }) => problem)).to.deep.equal([
      "4 rows where one was expected",
      "0 rows where one was expected",
      "no value that is not null",
      '"AVAL" is not a number',
    ]);
  });

  it("names the nearest of unknown names", async () => {
    for (const check of [{ table: "neuron" }, { column: "neuronn" }, { where: { nueron: "AVAL" } }]) {
      const error = await evaluate({ equals: 1, ...check }).catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(UnknownNameError);
      expect((error as UnknownNameError).nearest[0]).to.match(/^neurons?$/);
    }
  });

  describe("at", () => {
    const lists = memoryTables([
      batchOf("signals", [
        { recording_id: "a", channel_index: 0, values: Float32Array.of(1, 2, 3) },
        { recording_id: "a", channel_index: 1, values: Float32Array.of(5, Number.NaN) },
      ]),
    ]);
    const at = (check: Partly) =>
      evaluateCheck(lists, { table: "signals", source: "test", column: "values", ...check });
    const one = { where: { channel_index: 0 } };
    const values: [string, Partly, unknown, boolean][] = [
      ["takes the first value of a list", { ...one, at: 0, equals: 1 }, 1, true],
      ["counts from the end below zero", { ...one, at: -1, equals: 3 }, 3, true],
      ["differs where the value differs", { ...one, at: 1, equals: 3 }, 2, false],
      ["is null beyond the list", { ...one, at: 3, equals: 0 }, null, false],
      ["is null before the list", { ...one, at: -4, equals: 0 }, null, false],
      ["is null for a missing sample", { where: { channel_index: 1 }, at: 1, equals: null }, null, true],
      ["reduces the values of all lists", { at: 0, measure: "sum", equals: 6 }, 6, true],
    ];
    for (const [title, check, found, pass] of values) {
      it(title, async () => {
        expect(await at(check)).to.include({ found, pass });
      });
    }
  });
});
