import { expect } from "chai";
import { bootstrapOrders, boundsOf } from "../../../src/encoders/scores/bootstrap-orders.js";
import { finitePredictions } from "../../../src/encoders/scores/finite-predictions.js";
import { matrix } from "../../../src/linalg/matrix.js";
import { createRandom } from "../../../src/random/create-random.js";

describe("bootstrapOrders", () => {
  it("draws blocks of rows of one run each, all of them as likely", () => {
    const runs = [0, 0, 0, 0, 1, 1, 1];
    const begun = new Map<number, number>();
    for (const order of bootstrapOrders(7, { draws: 3000, random: createRandom("orders"), blockLength: 3, runs })) {
      for (const start of [0, 3]) {
        const first = order[start]!;
        begun.set(first, (begun.get(first) ?? 0) + 1);
        expect([...order.slice(start, start + 3)]).deep.equal([first, first + 1, first + 2]);
      }
    }
    expect([...begun.keys()].sort()).deep.equal([0, 1, 4]);
    for (const count of begun.values()) expect(count / 6000).closeTo(1 / 3, 0.03);
  });
});

describe("boundsOf", () => {
  it("takes percentiles of the draws that have a score", () => {
    const draws = Array.from({ length: 101 }, (_, draw) =>
      Float64Array.of(draw, draw % 2 === 0 ? draw : Number.NaN, Number.NaN),
    );
    const { low, high } = boundsOf(draws, 90);
    expect([...low]).deep.equal([5, 5, Number.NaN]);
    expect([...high]).deep.equal([95, 95, Number.NaN]);
  });
});

describe("finitePredictions", () => {
  it("puts 0 where a number is not finite, in a copy, and counts", () => {
    const given = matrix(2, 2, Float64Array.of(1, Number.NaN, 2, Number.NEGATIVE_INFINITY));
    const { predictions, replaced } = finitePredictions(given);
    expect([...predictions.values]).deep.equal([1, 0, 2, 0]);
    expect([...replaced]).deep.equal([0, 2]);
    expect(given.values[1]).NaN;
    expect(finitePredictions(predictions).predictions).equal(predictions);
  });
});
