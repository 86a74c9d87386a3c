import { expect } from "chai";
import { UnknownNameError } from "../../../src/errors.js";
import { jsLinalg } from "../../../src/linalg/js-linalg.js";
import { processTrace, processTraces } from "../../../src/signals/processing/process-traces.js";
import { processingPresets } from "../../../src/signals/processing/processing-presets.js";
import { quantityAfter, unitAfter } from "../../../src/signals/processing/quantity-after.js";
import type { ProcessingStep } from "../../../src/signals/processing/step.js";
import { expectValues, gapped, timeS, whole } from "./example-trace.js";

const options = { linalg: jsLinalg };
const nan = Number.NaN;

function regular(values: readonly number[], step = 1, start = 0) {
  return { timeS: Float64Array.from(values, (_, k) => start + k * step), values };
}

describe("process traces", () => {
  it("takes the steps in turn", () => {
    const steps: readonly ProcessingStep[] = [
      { detrend: "mean" },
      { differentiate: "gradient" },
      { normalise: "z-score" },
    ];
    const found = processTrace(regular([0, 1, 4, 9, 16]), steps, options).values;
    const slopes = [1, 2, 4, 6, 7];
    expectValues(
      found,
      slopes.map((value) => (value - 4) / Math.sqrt(5.2)),
    );
  });

  it("leaves what it is given untouched", () => {
    const values = Float64Array.from(gapped);
    processTrace({ timeS, values }, [{ impute: "mean" }, { normalise: "z-score" }], options);
    expect(values).to.deep.equal(gapped);
  });

  it("never fills a sample unless it is asked to", () => {
    const kept: readonly ProcessingStep[] = [
      { smooth: "gaussian", width_s: 2, alignment: "centred" },
      { detrend: "linear" },
      { normalise: "robust" },
      { differentiate: "gradient" },
    ];
    const { values, filled } = processTrace({ timeS, values: gapped }, kept, options);
    expect(Array.from(values.keys()).filter((k) => Number.isNaN(values[k]!))).to.deep.equal([5, 6, 13]);
    expect(filled.includes(1)).to.equal(false);
  });

  it("puts traces of several clocks on one grid of whole steps from the start of the recording", () => {
    const slow = regular([0, 10, 20, 30], 1, 0.25);
    const fast = regular(
      Array.from({ length: 41 }, (_, k) => k),
      0.1,
    );
    const [a, b] = processTraces([slow, fast], [{ resample: "linear", rate_hz: 2 }], options);
    expect([...a!.timeS]).to.deep.equal([0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4]);
    expect(b!.timeS).to.equal(a!.timeS);
    expectValues(a!.values, [nan, 2.5, 7.5, 12.5, 17.5, 22.5, 27.5, nan, nan]);
    expectValues(b!.values, [0, 5, 10, 15, 20, 25, 30, 35, 40]);
  });

  it("stamps block means at the centre of their blocks", () => {
    const line = regular(
      Array.from({ length: 12 }, (_, k) => k / 4),
      0.25,
    );
    const { timeS: stamps, values } = processTrace(line, [{ resample: "block-mean", step_s: 1 }], options);
    // the first block holds the samples at 0, 0.25, 0.5 and 0.75 s, whose mean time is 0.375 s
    expect([...stamps]).to.deep.equal([0.375, 1.375, 2.375]);
    expectValues(values, [0.375, 1.375, 2.375]);
  });

  it("marks what is found from filled samples", () => {
    const trace = regular([0, nan, 2, 3, nan, nan, 6, 7, 8, 9]);
    const of = (step: ProcessingStep) =>
      [...processTrace(trace, [{ impute: "linear", largest_gap_s: 2 }, step], options).filled].join("");
    expect(of({ smooth: "moving", width_s: 3, alignment: "causal" })).to.equal("0100000000");
    expect(of({ resample: "linear", step_s: 0.5 })).to.equal("0111000000000000000");
    expect(of({ resample: "linear", step_s: 1 })).to.equal("0100000000");
    expect(of({ resample: "block-mean", step_s: 2 })).to.equal("10000");
  });

  it("gives the same whether traces go together or alone, but for low-rank imputation", () => {
    const steps: readonly ProcessingStep[] = [
      { smooth: "exponential", width_s: 1, alignment: "causal" },
      { resample: "cubic", rate_hz: 3 },
      { normalise: "z-score", over: { end_s: 5 } },
    ];
    const recorded = [gapped, whole].map((values) => ({ timeS, values }));
    const together = processTraces(recorded, steps, options);
    recorded.forEach((trace, k) => {
      expect(processTrace(trace, steps, options)).to.deep.equal(together[k]);
    });
  });

  it("has presets that run", () => {
    for (const { steps } of Object.values(processingPresets)) {
      const { values } = processTrace({ timeS, values: whole.map((value) => value + 5) }, steps, options);
      expect(values.some((value) => !Number.isNaN(value))).to.equal(true);
    }
  });

  it("says what the numbers are afterwards", () => {
    const { published, kato2015 } = processingPresets;
    expect(quantityAfter("dff", published!.steps)).to.equal("z-score of smoothed dff");
    expect(quantityAfter("dff", kato2015!.steps)).to.equal("derivative of dff");
    expect(quantityAfter("ratio", [{ normalise: "f-over-f0", baseline: "percentile" }])).to.equal("F/F20 of ratio");
    expect(quantityAfter("ratio", [{ normalise: "dff", baseline: "mean" }, { detrend: "mean" }])).to.equal(
      "detrended dF/F of ratio",
    );
    expect(unitAfter("V", [{ differentiate: "gradient" }])).to.equal("V/s");
    expect(unitAfter(null, [{ differentiate: "gradient" }])).to.equal(null);
    expect(unitAfter(null, [{ normalise: "z-score" }, { differentiate: "gradient" }])).to.equal("1/s");
    expect(unitAfter("V", [{ smooth: "moving", width_s: 1, alignment: "causal" }])).to.equal("V");
  });

  it("refuses what it cannot do", () => {
    const of = (step: unknown) => processTrace({ timeS, values: whole }, [step as ProcessingStep], options);
    expect(() => of({ blur: "moving" })).to.throw(UnknownNameError);
    expect(() => of({ smooth: "moving", detrend: "mean" })).to.throw("smooth and detrend");
    expect(() => of({ resample: "linear" })).to.throw("one of rate_hz or step_s");
    expect(() => of({ resample: "linear", rate_hz: 1, step_s: 1 })).to.throw("one of rate_hz or step_s");
    expect(() => of({ resample: "linear", rate_hz: 1e12 })).to.throw("at most 67108864 samples");
    expect(() => processTrace({ timeS, values: [1] }, [], options)).to.throw("traces[0].values");
    expect(() => processTrace({ timeS: Float64Array.of(1, 0), values: [1, 2] }, [], options)).to.throw("never fall");
    expect(processTraces([], [{ resample: "linear", rate_hz: 1 }], options)).to.deep.equal([]);
  });
});
