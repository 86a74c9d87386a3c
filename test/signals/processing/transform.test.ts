import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { ArgumentError } from "../../../src/errors.js";
import { parseProcessing } from "../../../src/operations/processing-steps.js";
import { hannKernel } from "../../../src/signals/hann-weights.js";
import { quantityAfter, unitAfter } from "../../../src/signals/processing/quantity-after.js";
import { resampleTraces } from "../../../src/signals/processing/resample-traces.js";
import { smooth } from "../../../src/signals/processing/smooth.js";
import { transform } from "../../../src/signals/processing/transform.js";
import { mean } from "../../../src/stats/mean.js";
import { variance } from "../../../src/stats/variance.js";
import { messageOf } from "../../support/message-of.js";
import { realData } from "../../support/real-data.js";
import { expectValues, gapped, timeS, traceOf } from "./example-trace.js";

const nan = Number.NaN;
const regular = (values: readonly number[], stepS = 1) =>
  traceOf(
    Float64Array.from(values),
    Float64Array.from(values, (_, k) => k * stepS),
  );

describe("transform", () => {
  it("gives levels above a reference", () => {
    const { values } = transform(regular([2e-5, 2e-4, 2, 0, -1, nan]), { transform: "decibels", reference: 2e-5 });
    expectValues(values, [0, 20, 100, nan, nan, nan]);
    const floored = transform(regular([2e-5, 0, -1]), { transform: "decibels", reference: 2e-4, floor: -40 }).values;
    expectValues(floored, [-20, -40, nan]);
  });

  it("gives levels below the largest sample", () => {
    const { values } = transform(regular([1, 10, nan, 5, 0]), { transform: "decibels", highest: 76 });
    expectValues(values, [56, 76, nan, 76 + 20 * Math.log10(0.5), nan]);
    const silent = transform(regular([0, -1, nan]), { transform: "decibels", highest: 76 }).values;
    expectValues(silent, [nan, nan, nan]);
  });

  it("gives roots, and leaves its input untouched", () => {
    const trace = regular([4, 0, 2.25, -1, nan]);
    expectValues(transform(trace, { transform: "square-root" }).values, [2, 0, 1.5, nan, nan]);
    expectValues(trace.values, [4, 0, 2.25, -1, nan]);
  });

  it("says what the numbers now are", () => {
    const [level, root] = [{ transform: "decibels", reference: 1 } as const, { transform: "square-root" } as const];
    const sum = { resample: "block-sum", rate_hz: 10 } as const;
    expect(quantityAfter("spike_count", [sum, root])).to.equal("square root of sum of spike_count");
    expect([unitAfter("1", [sum, root]), unitAfter("V", [root]), unitAfter(null, [root])]).to.deep.equal([
      "1",
      "(V)^0.5",
      null,
    ]);
    expect([quantityAfter("envelope", [level]), unitAfter("V", [level])]).to.deep.equal(["level of envelope", "dB"]);
  });

  it("is refused without a reference or with two", async () => {
    const refused = (step: object) => messageOf(async () => parseProcessing([step]));
    expect(await refused({ transform: "decibels" })).to.contain("give one of reference, highest, found none");
    expect(await refused({ transform: "decibels", reference: 1, highest: 3 })).to.contain(
      "found reference and highest",
    );
    expect(await refused({ transform: "square-root", reference: 1 })).to.contain("square-root has no setting");
    expect(await refused({ transform: "decibels", reference: 0 })).to.contain("reference");
    expect(() => transform(regular([1]), { transform: "decibels", reference: -1 })).to.throw(ArgumentError);
  });

  it("gives the sound of the grasshopper its level", async function () {
    const text = await readFile(realData(this, "encoding/grasshopper/grasshopper_stimulus1.txt"), "utf8");
    const volts = text
      .trim()
      .split("\n")
      .map((line) => Number(line.trim().split(/\s+/)[1]));
    const { values } = transform(regular(volts), { transform: "decibels", highest: 76.4286 });
    expect(mean(values)).to.be.closeTo(58.427239, 1e-6);
    expect(Math.sqrt(variance(values, { ddof: 0 }))).to.be.closeTo(5.98409, 1e-6);
  });
});

describe("smooth by a Hann window", () => {
  it("is the mean with a Hann kernel on a regular clock", () => {
    const values = Array.from({ length: 40 }, (_, k) => Math.sin(k * k));
    const kernel = hannKernel(7);
    const expected = Array.from({ length: 34 }, (_, k) =>
      kernel.reduce((sum, weight, j) => sum + weight * values[k + j]!, 0),
    );
    const at = expected.map((_, k) => k + 3);
    const inSamples = smooth(regular(values, 0.001), { smooth: "hann", width_samples: 7, alignment: "centred" });
    expectValues(inSamples.values, expected, { at });
    const inSeconds = smooth(regular(values, 0.001), { smooth: "hann", width_s: 0.007, alignment: "centred" });
    expectValues(inSeconds.values, expected, { at });
  });

  it("keeps a constant at the ends, and a causal one looks at nothing ahead", () => {
    const step = { smooth: "hann", width_s: 1.5 } as const;
    const flat = smooth(traceOf(gapped.map((value) => value * 0 + 3)), { ...step, alignment: "centred" }).values;
    for (const [k, value] of flat.entries()) {
      if (Number.isNaN(gapped[k]!)) expect(value).to.be.NaN;
      else expect(value).to.be.closeTo(3, 1e-12);
    }
    const before = smooth(traceOf(gapped), { ...step, alignment: "causal" }).values;
    const changed = gapped.map((value, k) => (timeS[k]! > timeS[10]! ? value + 5 : value));
    const after = smooth(traceOf(changed), { ...step, alignment: "causal" }).values;
    expect(after.subarray(0, 11)).to.deep.equal(before.subarray(0, 11));
  });
});

describe("blocks of samples", () => {
  const counts = [1, 2, 3, 4, 5, 6, 7, nan, 9, 10];

  it("are summed for counts", () => {
    const [found] = resampleTraces([regular(counts, 0.01)], { resample: "block-sum", step_s: 0.02 });
    expectValues(found!.values, [3, 7, 11, nan, 19]);
    expectValues(found!.timeS, [0.005, 0.025, 0.045, 0.065, 0.085]);
    const [means] = resampleTraces([regular(counts, 0.01)], { resample: "block-mean", step_s: 0.02 });
    expectValues(means!.values, [1.5, 3.5, 5.5, nan, 9.5]);
  });

  it("are stamped with their beginnings when asked", async () => {
    const [found] = resampleTraces([regular(counts, 0.05)], {
      resample: "block-mean",
      rate_hz: 10,
      stamp: "beginning",
    });
    expectValues(found!.values, [1.5, 3.5, 5.5, nan, 9.5]);
    expect([...found!.timeS]).to.deep.equal([0, 1, 2, 3, 4].map((k) => k * 0.1));
    const step = { resample: "linear", rate_hz: 10, stamp: "beginning" };
    expect(await messageOf(async () => parseProcessing([step]))).to.contain('linear has no setting named "stamp"');
  });
});
