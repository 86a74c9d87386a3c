import { expect } from "chai";
import fc from "fast-check";
import { medianStep, resample } from "../../src/signals/resample.js";

const grid = (length: number, step: number, start = 0) => Float64Array.from({ length }, (_, k) => start + k * step);

describe("resample", () => {
  it("gives a straight line back, up and down, wherever it lies between the samples", () => {
    const lines = fc.record({
      slope: fc.double({ min: -10, max: 10, noNaN: true }),
      offset: fc.double({ min: -10, max: 10, noNaN: true }),
      step: fc.constantFrom(0.05, 0.3, 1),
    });
    fc.assert(
      fc.property(lines, ({ slope, offset, step }) => {
        const timeS = grid(400, step);
        const line = timeS.map((time) => slope * time + offset);
        for (const ratio of [0.23, 1, 5]) {
          const gridS = grid(40, step * ratio);
          const { values, mask } = resample(timeS, line, gridS);
          for (let index = 0; index < gridS.length; index++) {
            // the first block of a mean begins before the first sample
            if (index === 0 && ratio === 5) expect(mask[index]).to.equal(0);
            else expect(values[index]).to.be.closeTo(slope * gridS[index]! + offset, 1e-9 * step * 4000);
          }
        }
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  it("is the identity on the trace's own times", () => {
    const timeS = Float64Array.of(0, 0.4, 1.1, 1.5, 2);
    const trace = Float32Array.of(3, 1, Number.NaN, 1, 5);
    const { values, mask } = resample(timeS, trace, timeS, { method: "linear" });
    expect(values).to.deep.equal(Float64Array.from(trace));
    expect(mask).to.deep.equal(Uint8Array.of(1, 1, 0, 1, 1));
  });

  it("interpolates neither across missing samples nor gaps nor beyond the ends", () => {
    const timeS = Float64Array.of(1, 2, 3, 4, 8, 9);
    const trace = Float32Array.of(1, 2, Number.NaN, 4, 8, 9);
    const gridS = Float64Array.of(0.9, 1, 1.5, 2.5, 3, 3.5, 4, 6, 8.5, 9, 9.1);
    const { values, mask } = resample(timeS, trace, gridS, { method: "linear" });
    expect(mask).to.deep.equal(Uint8Array.of(0, 1, 1, 0, 0, 0, 1, 0, 1, 1, 0));
    expect(values[2]).to.equal(1.5);
    expect(values[7]).to.be.NaN;
    expect(resample(timeS, trace, gridS, { method: "linear", maxGapS: 4 }).values[7]).to.equal(6);
  });

  it("means blocks around the grid points, and only whole ones", () => {
    const timeS = grid(20, 0.1);
    const trace = Float32Array.from({ length: 20 }, (_, k) => (k === 12 ? Number.NaN : k));
    const { values, mask } = resample(timeS, trace, grid(5, 0.5));
    // blocks [-0.25, 0.25), [0.25, 0.75), [0.75, 1.25) with the missing sample, [1.25, 1.75), [1.75, 2.25)
    expect(mask).to.deep.equal(Uint8Array.of(0, 1, 0, 1, 0));
    expect([values[1], values[3]]).to.deep.equal([5, 15]);
  });

  it("takes no side at the border of a block that is not exact in binary", () => {
    const timeS = Float64Array.from({ length: 300 }, (_, k) => k / 30);
    const gridS = Float64Array.from({ length: 30 }, (_, k) => k / 3);
    const { values } = resample(
      timeS,
      timeS.map((_, k) => k),
      gridS,
    );
    for (let index = 1; index < 29; index++) expect(values[index]).to.be.closeTo(10 * index - 0.5, 1e-9);
  });

  it("refuses times that fall and lengths that differ", () => {
    const gridS = Float64Array.of(0, 1);
    expect(() => resample(Float64Array.of(0, 2, 1), new Float32Array(3), gridS)).to.throw("never fall");
    expect(() => resample(Float64Array.of(0, 1), new Float32Array(3), gridS)).to.throw("2 samples");
  });

  it("has nothing to say about an empty trace", () => {
    const { mask } = resample(new Float64Array(0), new Float32Array(0), Float64Array.of(0, 1));
    expect(mask).to.deep.equal(Uint8Array.of(0, 0));
    expect(medianStep(Float64Array.of(0, 1, 1.5, 4))).to.equal(1);
    expect(medianStep(Float64Array.of(0, 1, 3))).to.equal(1.5);
  });
});
