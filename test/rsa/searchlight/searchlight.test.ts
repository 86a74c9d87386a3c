import { expect } from "chai";
import { NumericError } from "../../../src/errors.js";
import { jsLinalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import { createRandom } from "../../../src/random/create-random.js";
import { rdmOf } from "../../../src/rsa/dissimilarities/rdm-of.js";
import type { DissimilarityMethod } from "../../../src/rsa/dissimilarities/rdm-options.js";
import { precisionOf } from "../../../src/rsa/noise/precision-of.js";
import { residualCovariance } from "../../../src/rsa/noise/residual-covariance.js";
import type { Patterns } from "../../../src/rsa/patterns/patterns.js";
import { takeChannels, takeColumns } from "../../../src/rsa/patterns/take-channels.js";
import { rdmVector } from "../../../src/rsa/rdm-vector.js";
import { localPrecision } from "../../../src/rsa/searchlight/local-precision.js";
import { type SearchlightBlock, searchlight } from "../../../src/rsa/searchlight/searchlight.js";
import { volumeNeighbourhoods } from "../../../src/rsa/searchlight/volume-neighbourhoods.js";
import { caught } from "../../support/caught.js";

const linalg = jsLinalg;
const shape = [3, 4, 4] as const;
const neighbourhoods = volumeNeighbourhoods({ shape, values: new Uint8Array(48).fill(1) });

function madePatterns(conditions = "abcabcabcabc", folds = "000111222333"): Patterns {
  const random = createRandom("searchlight");
  const values = Float64Array.from({ length: conditions.length * 48 }, () => random.uniform() * 3);
  return { values: matrix(conditions.length, 48, values), conditions: [...conditions], folds: [...folds] };
}

const vectors = ({ rdms }: SearchlightBlock) => Array.from({ length: rdms.nRdms }, (_, k) => [...rdmVector(rdms, k)]);

describe("searchlight", () => {
  for (const method of ["euclidean", "correlation", "cosine", "crossnobis", "poisson-cv"] as const) {
    it(`${method}: the RDM of the channels around every centre, in both designs, with unequal folds too`, () => {
      for (const [conditions, folds] of [
        ["abcabcabcabc", "000111222333"],
        ["abcabcabcabc", "000000111222"],
        ["aabcabcabcbc", "000011122222"],
      ]) {
        const patterns = madePatterns(conditions, folds);
        for (const design of ["balanced", "unbalanced"] as const) {
          const rows = [...searchlight({ patterns, neighbourhoods }, { method, design, evaluate: vectors, linalg })];
          expect(rows.map(({ centre }) => centre)).to.deep.equal([...neighbourhoods.centres]);
          for (const [position, { result, nChannels, reason }] of rows.entries()) {
            const channels = [...neighbourhoods.around(position)];
            const alone = rdmOf(takeChannels(patterns, channels), { method, design, linalg });
            expect([nChannels, reason]).to.deep.equal([channels.length, null]);
            alone.vectors.values.forEach((distance, pair) => {
              expect(result![pair]).to.be.closeTo(distance, 1e-12);
            });
          }
        }
      }
    });
  }

  it("two centres and five observations: two rows of ten dissimilarities", () => {
    const patterns = madePatterns("abcde", "00000");
    const rows = [...searchlight({ patterns, neighbourhoods }, { evaluate: vectors, range: [3, 5], linalg })];
    expect(rows.map(({ result }) => result!.length)).to.deep.equal([10, 10]);
    expect(rows.map(({ centre }) => centre)).to.deep.equal([3, 4]);
  });

  it("takes the noise precision of the channels around each centre", () => {
    const patterns = madePatterns();
    const random = createRandom("residuals");
    const residuals = matrix(
      80,
      48,
      Float64Array.from({ length: 80 * 48 }, () => random.normal()),
    );
    const noise = localPrecision(residuals, { linalg });
    const rows = [
      ...searchlight({ patterns, neighbourhoods }, { method: "crossnobis", noise, evaluate: vectors, linalg }),
    ];
    const channels = [...neighbourhoods.around(20)];
    const precision = precisionOf(residualCovariance(takeColumns(residuals, channels), { linalg }), { linalg });
    const alone = rdmOf(takeChannels(patterns, channels), { method: "crossnobis", noise: precision, linalg });
    alone.vectors.values.forEach((distance, pair) => {
      expect(rows[20]!.result![pair]).to.be.closeTo(distance, 1e-12);
    });
    const noisePerFold = (columns: Int32Array) => new Map([..."0123"].map((fold) => [fold, noise(columns)]));
    const perFold = [
      ...searchlight({ patterns, neighbourhoods }, { method: "crossnobis", noisePerFold, evaluate: vectors, linalg }),
    ];
    perFold[20]!.result!.forEach((distance, pair) => {
      expect(distance).to.be.closeTo(rows[20]!.result![pair]!, 1e-10);
    });
  });

  it("constant and missing channels, a singular noise and no channel at all give a row with a reason", () => {
    const patterns = madePatterns();
    for (let row = 0; row < 12; row++)
      patterns.values.values.fill(row === 4 ? Number.NaN : 1, row * 48 + 47, row * 48 + 48);
    for (let row = 0; row < 12; row++) patterns.values.values[row * 48] = 5;
    const alone = volumeNeighbourhoods({ shape, values: new Uint8Array(48).fill(1) }, { radius: 1 });
    const columnOf = Int32Array.from({ length: 48 }, (_, place) => (place === 3 ? -1 : place));
    const noise = (columns: Int32Array) => {
      if (columns[0] === 5) throw new NumericError({ quantity: "noise precision", reason: "singular" });
      return matrix(1, 1, Float64Array.of(1));
    };
    const options = { method: "crossnobis", noise, columnOf, evaluate: vectors, linalg } as const;
    const rows = [...searchlight({ patterns, neighbourhoods: alone }, options)];
    const reasons = rows.map(({ reason }) => reason);
    expect([reasons[0], reasons[3], reasons[5], reasons[47]]).to.deep.equal([
      "constant-channels",
      "no-channels",
      "singular-noise",
      "constant-channels",
    ]);
    expect(reasons.filter((reason) => reason === null)).to.have.length(44);
    expect(rows[0]!.result).to.equal(null);
    const wide = [...searchlight({ patterns, neighbourhoods }, { evaluate: vectors, linalg })];
    expect(wide[47]!.reason).to.equal("missing-channel");
    expect(wide[0]!.reason).to.equal(null);
    const correlation = { method: "correlation", evaluate: vectors, linalg } as const;
    expect([...searchlight({ patterns, neighbourhoods: alone }, correlation)][20]!.reason).to.equal("constant-pattern");
  });

  it("an evaluation without an answer ends its row, not the map", () => {
    const patterns = madePatterns();
    const evaluate = (block: SearchlightBlock) => {
      if (block.centres.includes(7)) throw new NumericError({ quantity: "similarity", reason: "none" });
      return vectors(block);
    };
    const rows = [...searchlight({ patterns, neighbourhoods }, { evaluate, linalg })];
    expect(rows.flatMap(({ centre, reason }) => (reason ? [[centre, reason]] : []))).to.deep.equal([
      [7, "not-evaluated"],
    ]);
  });

  it("does not depend on blocks and ranges, and holds one block at a time", () => {
    const patterns = madePatterns();
    let [most, made] = [0, 0];
    const evaluate = (block: SearchlightBlock) => {
      most = Math.max(most, block.rdms.nRdms);
      made += block.rdms.nRdms;
      return vectors(block);
    };
    const options = { method: "crossnobis", evaluate, linalg } as const;
    const whole = [...searchlight({ patterns, neighbourhoods }, options)];
    const parts = [
      [0, 17],
      [17, 48],
    ].flatMap(([start, end]) => [
      ...searchlight({ patterns, neighbourhoods }, { ...options, blockSize: 5, range: [start!, end!] }),
    ]);
    expect(parts).to.deep.equal(whole);
    [most, made] = [0, 0];
    const rows = searchlight({ patterns, neighbourhoods }, { ...options, blockSize: 5 });
    for (let k = 0; k < 6; k++) rows.next();
    expect([most, made]).to.deep.equal([5, 10]);
  });

  it("refuses options that cannot be meant before the first row", async () => {
    const patterns = madePatterns();
    const run = (options: object) =>
      caught(() => [...searchlight({ patterns, neighbourhoods }, { evaluate: vectors, linalg, ...options })]);
    expect((await run({ noise: () => matrix(1, 1) })).tag).to.equal("argument");
    expect((await run({ method: "none" as DissimilarityMethod })).tag).to.equal("unknown-name");
    expect((await run({ evaluate: () => [] })).message).to.contain("one per RDM");
  });
});
