import { expect } from "chai";
import { jsLinalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import { createRandom } from "../../../src/random/create-random.js";
import { rdmMovie } from "../../../src/rsa/dissimilarities/rdm-movie.js";
import { rdmOf } from "../../../src/rsa/dissimilarities/rdm-of.js";
import type { TimePatterns } from "../../../src/rsa/patterns/time-patterns.js";
import { caught } from "../../support/caught.js";

const linalg = jsLinalg;

function movingPatterns(): TimePatterns {
  const random = createRandom("movie");
  return {
    nChannels: 3,
    times: Float64Array.of(0, 0.1, 0.2, 0.3),
    values: Float64Array.from({ length: 6 * 3 * 4 }, () => random.normal()),
    conditions: [..."abcabc"],
    folds: [..."000111"],
  };
}

/** The patterns of some time points, by hand. */
function meanOver(patterns: TimePatterns, points: readonly number[]) {
  const values = matrix(6, 3);
  for (let k = 0; k < 18; k++) {
    for (const point of points) values.values[k]! += patterns.values[k * 4 + point]! / points.length;
  }
  return { values, conditions: patterns.conditions, folds: patterns.folds };
}

describe("rdmMovie", () => {
  it("is the RDM of every time point", () => {
    const patterns = movingPatterns();
    const movie = rdmMovie(patterns, { method: "correlation", linalg });
    expect([...movie.times]).to.deep.equal([0, 0.1, 0.2, 0.3]);
    expect(movie.vectors.nRdms).to.equal(4);
    for (let time = 0; time < 4; time++) {
      const alone = rdmOf(meanOver(patterns, [time]), { method: "correlation", linalg }).vectors.values;
      expect([...movie.vectors.values.subarray(3 * time, 3 * time + 3)]).to.deep.equal([...alone]);
    }
  });

  it("keeps folds and bins together, for every data set of several and in both designs", () => {
    const bins = [
      [0, 1],
      [1, 2, 3],
    ];
    for (const design of ["balanced", "unbalanced"] as const) {
      for (const patterns of [movingPatterns(), { ...movingPatterns(), folds: [..."010101"] }]) {
        const movie = rdmMovie(patterns, { method: "crossnobis", bins, design, linalg });
        expect(movie.times[0]).to.be.closeTo(0.05, 1e-15);
        expect(movie.times[1]).to.be.closeTo(0.2, 1e-15);
        bins.forEach((bin, frame) => {
          const alone = rdmOf(meanOver(patterns, bin), { method: "crossnobis", design, linalg }).vectors.values;
          alone.forEach((distance, pair) => {
            if (Number.isNaN(distance)) expect(movie.vectors.values[3 * frame + pair]).to.be.NaN;
            else expect(movie.vectors.values[3 * frame + pair]).to.be.closeTo(distance, 1e-14);
          });
        });
      }
    }
  });

  it("refuses bins without points and patterns without times", async () => {
    expect((await caught(() => rdmMovie(movingPatterns(), { bins: [[]], linalg }))).message).to.contain("an empty bin");
    expect((await caught(() => rdmMovie(movingPatterns(), { bins: [[4]], linalg }))).tag).to.equal("argument");
    const none = { ...movingPatterns(), times: new Float64Array(0), values: new Float64Array(0) };
    expect((await caught(() => rdmMovie(none, { linalg }))).message).to.contain("time point");
  });
});
