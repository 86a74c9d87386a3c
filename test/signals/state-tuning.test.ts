import { expect } from "chai";
import { ArgumentError } from "../../src/errors.js";
import { createRandom } from "../../src/random/create-random.js";
import { circularShifts } from "../../src/signals/circular-shifts.js";
import { stateTuning } from "../../src/signals/state-tuning.js";

describe("signals: circularShifts", () => {
  const random = createRandom("shifts");

  it("draws different shifts that keep their distance from the true alignment", () => {
    const shifts = circularShifts(200, { count: 50, minimum: 20, random });
    expect(new Set(shifts).size).equal(50);
    expect(Math.min(...shifts)).at.least(20);
    expect(Math.max(...shifts)).at.most(180);
  });

  it("takes all there are where as many are asked for, and none where there is none", () => {
    expect([...circularShifts(10, { count: 99, minimum: 4, random })]).deep.equal([4, 5, 6]);
    expect([...circularShifts(10, { count: 99, minimum: 6, random })]).deep.equal([]);
  });

  it("draws every shift about equally often", () => {
    const counts = new Map<number, number>();
    for (let draw = 0; draw < 3000; draw++) {
      const [shift] = circularShifts(14, { count: 1, minimum: 3, random });
      counts.set(shift!, (counts.get(shift!) ?? 0) + 1);
    }
    expect([...counts.keys()].sort((a, b) => a - b)).deep.equal([3, 4, 5, 6, 7, 8, 9, 10, 11]);
    for (const count of counts.values()) expect(count).within(250, 420);
  });

  it("refuses counts that are none", () => {
    expect(() => circularShifts(10, { count: 0, minimum: 1, random })).throw(ArgumentError, /count/);
    expect(() => circularShifts(10, { count: 5, minimum: 1.5, random })).throw(ArgumentError, /minimum/);
  });
});

describe("signals: stateTuning", () => {
  const samples = 400;
  // eight stretches of the state, of uneven length
  const groups = Uint8Array.from({ length: samples }, (_, k) => (Math.sin(k / 9) + Math.sin(k / 23) > 0.6 ? 1 : 2));
  const all = (minimum: number) => circularShifts(samples, { count: samples, minimum, random: createRandom("unused") });

  it("finds a trace that follows the state, with the least p there can be", () => {
    const noise = createRandom("noise");
    const values = Float64Array.from(groups, (group) => (group === 1 ? 3 : 0) + noise.normal());
    const found = stateTuning(values, groups, all(30));
    expect(found.auc).above(0.95);
    expect(found.effect).within(2, 4);
    expect(found.difference).closeTo(found.state.mean - found.against.mean, 1e-15);
    expect(found.p).equal(1 / (1 + samples - 60 + 1));
    const turned = stateTuning(
      values.map((value) => -value),
      groups,
      all(30),
    );
    expect(turned.auc).closeTo(1 - found.auc, 1e-12);
    expect(turned.p).equal(found.p);
  });

  it("counts the shifts that separate exactly as well", () => {
    const periodic = Uint8Array.from({ length: 200 }, (_, k) => (k % 20 < 7 ? 1 : 2));
    const values = Float64Array.from({ length: 200 }, (_, k) => (k % 20 < 7 ? 50 - (k % 20) : k % 20));
    const shifts = circularShifts(200, { count: 999, minimum: 20, random: createRandom("unused") });
    // of 161 shifts nine are whole periods with the same area, 1, and eight lay the state on the lowest values, area 0
    expect(stateTuning(values, periodic, shifts).p).equal((1 + 9 + 8) / (1 + 161));
  });

  it("keeps its level for slow traces that have nothing to do with the state", () => {
    // a random walk through a window of 40 samples: a t test would call most of these significant
    let below = 0;
    const runs = 200;
    for (let run = 0; run < runs; run++) {
      const random = createRandom(`slow ${run}`);
      const noise = Float64Array.from({ length: samples + 40 }, () => random.normal());
      const values = Float64Array.from({ length: samples }, (_, k) =>
        noise.subarray(k, k + 40).reduce((sum, value) => sum + value, 0),
      );
      const shifts = circularShifts(samples, { count: 99, minimum: 40, random: random.derive("shifts") });
      if (stateTuning(values, groups, shifts).p <= 0.05) below++;
    }
    expect(below / runs).at.most(0.1);
  });

  it("counts over the samples that are there", () => {
    const values = [1, Number.NaN, 5, 6, 2, Number.NaN, 7, 1];
    const { state, against, auc } = stateTuning(values, Uint8Array.of(2, 2, 1, 1, 2, 1, 1, 0), Int32Array.of(3));
    expect([state.n, state.missing, against.n, against.missing]).deep.equal([3, 1, 2, 1]);
    expect(auc).equal(1);
  });

  it("has no p where there is no shift, and no area where a state is absent", () => {
    expect(stateTuning([1, 2, 3], Uint8Array.of(1, 2, 2), new Int32Array(0)).p).deep.equal(Number.NaN);
    const absent = stateTuning([1, 2, 3], Uint8Array.of(2, 2, 2), Int32Array.of(1));
    expect([absent.auc, absent.p, absent.effect]).deep.equal([Number.NaN, Number.NaN, Number.NaN]);
  });
});
