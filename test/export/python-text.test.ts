import { expect } from "chai";
import fc from "fast-check";
import { pythonFloat, pythonList, pythonTuple } from "../../src/export/python-text.js";

/** Printed by CPython 3.11. */
const printed = [
  "0.0",
  "-0.0",
  "1.0",
  "6.0",
  "-3.0",
  "0.1",
  "5e-05",
  "0.0001",
  "0.00012345",
  "1e+16",
  "9999999999999998.0",
  "1.2345678901234568e+17",
  "1e+22",
  "1e-07",
  "0.09161587804555893",
  "-0.7853977084159851",
  "1.5e+300",
  "2.6666666666666665",
  "5e-324",
];

describe("export: numbers and lists as Python prints them", () => {
  for (const text of printed) it(text, () => expect(pythonFloat(Number(text))).to.equal(text));

  it("prints what is no finite number", () => {
    expect([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(pythonFloat)).to.deep.equal([
      "nan",
      "inf",
      "-inf",
    ]);
  });

  it("reads back to the same number, with a point or an exponent", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = pythonFloat(value);
        return Object.is(Number(text), value) && /[.e]/.test(text);
      }),
      { numRuns: 2000 },
    );
  });

  it("prints tuples and lists", () => {
    expect(pythonTuple([0.03, 94.34, 7])).to.equal("(0.03, 94.34, 7.0)");
    expect(pythonList(["chklovskii", "cook2019"])).to.equal("['chklovskii', 'cook2019']");
    expect(pythonList([])).to.equal("[]");
  });
});
