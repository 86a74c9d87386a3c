import { expect } from "chai";
import { nullDraws } from "../../../src/encoders/nested/null-rows.js";
import { createRandom } from "../../../src/random/create-random.js";
import { pearsonCorrelation } from "../../../src/stats/pearson-correlation.js";

const runs = [...Array(30).fill("a"), ...Array(50).fill("b")];
const y = {
  rows: 80,
  columns: 2,
  values: Float64Array.from({ length: 160 }, (_, at) => (at % 2 === 0 ? at / 2 : Math.sin(at) + at / 40)),
};
const column = (values: ArrayLike<number>, which: number) =>
  Array.from({ length: 80 }, (_, row) => values[row * 2 + which]!);

describe("encoders: null models", () => {
  it("shift turns all targets of a run together, by no less than the distance", () => {
    for (let draw = 0; draw < 50; draw++) {
      const { values } = nullDraws.shift(y, { random: createRandom(`${draw}`), runs, memory: 10 });
      const first = column(values, 0);
      for (const [from, length] of [
        [0, 30],
        [30, 50],
      ] as const) {
        const step = first[from]! - from;
        expect(step).within(10, length - 10);
        for (let row = 0; row < length; row++) {
          const source = from + ((row + step) % length);
          expect(first[from + row]).equal(source);
          expect(values[(from + row) * 2 + 1]).equal(y.values[source * 2 + 1]);
        }
      }
    }
  });

  it("turns the runs by steps of their own", () => {
    const steps = Array.from({ length: 30 }, (_, draw) => {
      const { values } = nullDraws.shift(y, { random: createRandom(`${draw}`), runs, memory: 5 });
      return values[0]! === values[60]! - 30;
    });
    expect(steps).include(false);
  });

  it("phase keeps the mean and spread of each target in each run, and how targets correlate", () => {
    const drawn = nullDraws.phase(y, { random: createRandom("p"), runs, memory: 1 });
    for (const [from, to] of [
      [0, 30],
      [30, 80],
    ] as const) {
      const [a, b] = [0, 1].map((which) => column(y.values, which).slice(from, to));
      const [c, d] = [0, 1].map((which) => column(drawn.values, which).slice(from, to));
      const sum = (list: readonly number[]) => list.reduce((total, value) => total + value, 0);
      const squares = (list: readonly number[]) => list.reduce((total, value) => total + value * value, 0);
      expect(sum(c!)).closeTo(sum(a!), 1e-9);
      expect(squares(d!)).closeTo(squares(b!), 1e-9);
      expect(pearsonCorrelation(Float64Array.from(c!), Float64Array.from(d!)).r).closeTo(
        pearsonCorrelation(Float64Array.from(a!), Float64Array.from(b!)).r!,
        1e-9,
      );
      expect(Math.abs(c![3]! - a![3]!)).above(1e-6);
    }
  });

  it("blocks stay in their run", () => {
    const first = column(nullDraws.blocks(y, { random: createRandom("b"), runs, memory: 7 }).values, 0);
    expect([...first.slice(0, 30)].sort((a, b) => a - b)).deep.equal(Array.from({ length: 30 }, (_, row) => row));
    expect(first[1]! - first[0]!).equal(1);
    expect(first.slice(0, 30)).not.deep.equal(Array.from({ length: 30 }, (_, row) => row));
  });
});
