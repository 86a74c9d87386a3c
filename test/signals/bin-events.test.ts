import { expect } from "chai";
import fc from "fast-check";
import { binEvents } from "../../src/signals/bin-events.js";

describe("binEvents", () => {
  it("counts events in bins that hold their beginning and not their end", () => {
    expect([...binEvents([0, 0.99, 1, 2.5, 2.5, 3, -0.1], { width: 1, count: 3 })]).to.deep.equal([2, 1, 2]);
    expect([...binEvents([9.9, 10, 10.4], { width: 0.5, count: 2, start: 10 })]).to.deep.equal([2, 0]);
    expect([...binEvents([], { width: 1, count: 0 })]).to.deep.equal([]);
  });

  it("finds the bin that microseconds name, also where seconds are a little less in floating point", () => {
    let plain = 0;
    for (let microseconds = 0; microseconds < 1_000_000; microseconds += 100) {
      const seconds = microseconds / 1e6;
      const bin = microseconds / 50;
      if (Math.floor(seconds / 0.00005) !== bin) plain++;
      const counts = binEvents([seconds], { width: 0.00005, count: 3, start: (bin - 1) / 20_000 });
      expect([...counts], `${microseconds} µs`).to.deep.equal([0, 1, 0]);
    }
    // what the tolerance is for
    expect(plain).to.be.greaterThan(100);
    expect([...binEvents([0.99999], { width: 1, count: 2, tolerance: 0 })]).to.deep.equal([1, 0]);
  });

  it("loses no event that lies inside", () => {
    const times = fc.array(fc.integer({ min: -5000, max: 15_000 }).map((milliseconds) => milliseconds / 1000));
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 40 }), (all, count) => {
        const counts = binEvents(all, { width: 10 / count, count, tolerance: 0 });
        const inside = all.filter((time) => time >= 0 && Math.floor(time / (10 / count)) < count);
        expect(counts.reduce((total, value) => total + value, 0)).to.equal(inside.length);
      }),
    );
  });

  const refused: readonly (readonly [string, Partial<Parameters<typeof binEvents>[1]>, number])[] = [
    ["width: expected a length above 0, found 0", { width: 0 }, 1],
    ["count: expected a whole number of bins, found 1.5", { count: 1.5 }, 1],
    ["tolerance: expected a share of a bin", { tolerance: 1 }, 1],
    ["times[0]: expected a time, found NaN", {}, Number.NaN],
  ];
  for (const [message, change, time] of refused) {
    it(`refuses: ${message}`, () => {
      expect(() => binEvents([time], { width: 1, count: 1, ...change })).to.throw(message);
    });
  }
});
