import { expect } from "chai";
import { poolFeatures } from "../../../src/encoders/features/pool-features.js";
import { ArgumentError } from "../../../src/errors.js";
import { matrix } from "../../../src/linalg/matrix.js";

const sample = (...rows: readonly (readonly number[])[]) =>
  matrix(rows.length, rows[0]?.length ?? 0, Float64Array.from(rows.flat()));

describe("poolFeatures", () => {
  const samples = [sample([1, 5], [3, -5]), sample([2, 4]), sample([0, 1], [0, 2], [9, 3])];

  it("pools lists of any length by the rule that is named", () => {
    expect([...poolFeatures(samples, { rule: "mean" }).values]).to.deep.equal([2, 0, 2, 4, 3, 2]);
    expect([...poolFeatures(samples, { rule: "max" }).values]).to.deep.equal([3, 5, 2, 4, 9, 3]);
    expect([...poolFeatures(samples, { rule: "first" }).values]).to.deep.equal([1, 5, 2, 4, 0, 1]);
  });

  it("keeps whole lists of one length, and names the first that differs", () => {
    const equal = [samples[0]!, sample([7, 8], [9, 10])];
    const { rows, columns, values } = poolFeatures(equal, { rule: "whole" });
    expect([rows, columns, ...values]).to.deep.equal([2, 4, 1, 5, 3, -5, 7, 8, 9, 10]);
    expect(() => poolFeatures(samples, { rule: "whole" })).to.throw(
      ArgumentError,
      "samples[1]: expected 2 vectors, as in the first sample, found 1; choose mean, max or first",
    );
  });

  it("refuses samples that are empty, of other channels, or hold what is not finite", () => {
    expect(() => poolFeatures([], { rule: "mean" })).to.throw(ArgumentError, "at least one");
    expect(() => poolFeatures([samples[0]!, matrix(0, 2)], { rule: "mean" })).to.throw(ArgumentError, "samples[1]");
    expect(() => poolFeatures([samples[0]!, sample([1])], { rule: "max" })).to.throw(ArgumentError, "2 channels");
    expect(() => poolFeatures([sample([1, Number.NaN])], { rule: "first" })).to.throw(
      ArgumentError,
      "NaN in row 0, column 1",
    );
  });
});
