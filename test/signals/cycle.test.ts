import { expect } from "chai";
import { ArgumentError } from "../../src/errors.js";
import { cyclePhase } from "../../src/signals/cycle-phase.js";
import { integrateTrace } from "../../src/signals/integrate-trace.js";

describe("signals: cyclePhase", () => {
  const turns = 4;
  const samples = 2000;
  const at = (index: number) => (2 * Math.PI * turns * index) / samples;
  const x = Float64Array.from({ length: samples }, (_, k) => 5 + 3 * Math.cos(at(k)));
  const y = Float64Array.from({ length: samples }, (_, k) => -2 + 0.1 * Math.sin(at(k)));

  it("goes round an ellipse as often as it does, whatever its centre and size", () => {
    const { phase, netTurns, travelledTurns, secondSign } = cyclePhase(x, y);
    expect(secondSign).equal(1);
    expect(netTurns).closeTo(turns * (1 - 1 / samples), 1e-9);
    expect(travelledTurns).closeTo(netTurns, 1e-9);
    phase.forEach((angle, index) => {
      expect(angle - phase[0]!).closeTo(at(index), 1e-9);
    });
  });

  it("turns the second axis over where time went the other way", () => {
    const backwards = cyclePhase(
      x,
      y.map((value) => -value),
    );
    expect(backwards.secondSign).equal(-1);
    const forwards = cyclePhase(x, y);
    expect(backwards.netTurns).closeTo(forwards.netTurns, 1e-12);
    backwards.phase.forEach((angle, index) => {
      expect(angle).closeTo(forwards.phase[index]!, 1e-9);
    });
  });

  it("tells the way back from the way forth", () => {
    // three quarters of a turn forth, one quarter back, again and again
    const angles = Float64Array.from({ length: 800 }, (_, k) => {
      const [whole, part] = [Math.floor(k / 100), k % 100];
      return whole * Math.PI + (part < 75 ? (part * 1.5 * Math.PI) / 75 : 1.5 * Math.PI - ((part - 75) * Math.PI) / 50);
    });
    const { netTurns, travelledTurns } = cyclePhase(angles.map(Math.cos), angles.map(Math.sin));
    expect(netTurns).within(3.9, 4.1);
    expect(travelledTurns / netTurns).within(1.9, 2.1);
  });

  it("refuses an axis without spread and axes of different length", () => {
    expect(() => cyclePhase([1, 1, 1], [1, 2, 3])).throw(ArgumentError, /x/);
    expect(() => cyclePhase([1, 2], [1, 2, 3])).throw(ArgumentError, /y/);
  });
});

describe("signals: integrateTrace", () => {
  it("undoes differences on uneven stamps, up to a constant", () => {
    const timeS = Float64Array.of(0, 1, 1.5, 4, 4.25);
    const values = Float64Array.of(3, 5, 4, 9, 1);
    const slopes = values.map((value, k) => (k === 0 ? 99 : (value - values[k - 1]!) / (timeS[k]! - timeS[k - 1]!)));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    integrateTrace(slopes, timeS).forEach((sum, k) => {
      expect(sum).closeTo(values[k]! - mean, 1e-12);
    });
  });

  it("adds nothing for a missing sample", () => {
    expect([...integrateTrace([0, 2, Number.NaN, 4], [0, 1, 2, 3])]).deep.equal([-2.5, -0.5, -0.5, 3.5]);
  });
});
