import { expect } from "chai";
import fc from "fast-check";
import type { FeatureGrid } from "../../../src/encoders/features/feature-grid.js";
import { contiguousFolds } from "../../../src/encoders/folds/contiguous-folds.js";
import { crossPredictReadout } from "../../../src/encoders/readouts/cross-predict-readout.js";
import { distinctMaps } from "../../../src/encoders/readouts/distinct-maps.js";
import { factorisedReadout } from "../../../src/encoders/readouts/factorised-readout.js";
import { joinAreas } from "../../../src/encoders/readouts/join-areas.js";
import { predictReadout } from "../../../src/encoders/readouts/predict-readout.js";
import { readoutOfMaps } from "../../../src/encoders/readouts/readout-of-maps.js";
import { softmaxMap } from "../../../src/encoders/readouts/softmax-map.js";
import { unitMap } from "../../../src/encoders/readouts/unit-map.js";
import { ArgumentError } from "../../../src/errors.js";
import { jsLinalg as linalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import { wasmLinalg } from "../../../src/linalg/wasm/wasm-linalg.js";
import { gx, single } from "../closed-form.js";
import { encoderFixtures, expectClose } from "../encoder-fixtures.js";
import { randomGrid } from "./planted-readouts.js";

const shape = { height: 3, width: 4, channels: 4 };
const features: FeatureGrid<Float64Array> = { ...shape, samples: 1, values: gx(12, 4, 1).values };
const maps = matrix(1, 12, gx(3, 4, 2).values);
const weights = gx(1, 4, 3);

describe("predictReadout", () => {
  it("gives the two values of the reference", async function () {
    const { factorised: expected } = await encoderFixtures(this);
    for (const [rule, value] of [
      ["factorised", expected!.out],
      ["softmax", expected!.softmax_map_out],
    ] as const) {
      const readout = readoutOfMaps(shape, { rule, maps, weights });
      expect(predictReadout(features, readout, { linalg }).values[0]).to.be.closeTo(value as number, 1e-12);
      const asSingle = { ...features, values: Float32Array.from(features.values) };
      const fromSingle = readoutOfMaps(shape, { rule, maps: single(maps), weights: single(weights) });
      for (const provider of [linalg, await wasmLinalg()]) {
        const [found] = predictReadout(asSingle, fromSingle, { linalg: provider }).values;
        expect(found).to.be.closeTo(value as number, 1e-4);
      }
    }
  });

  it("picks a patch where one logit is huge, and averages where all are equal", () => {
    for (let patch = 0; patch < 12; patch++) {
      const logits = matrix(
        1,
        12,
        Float64Array.from({ length: 12 }, (_, place) => (place === patch ? 1e4 : -1e300)),
      );
      const picked = features.values
        .subarray(patch * 4, patch * 4 + 4)
        .reduce((sum, value, channel) => sum + value * weights.values[channel]!, 0);
      const readout = readoutOfMaps(shape, { rule: "softmax", maps: logits, weights });
      expect(predictReadout(features, readout, { linalg }).values[0]).to.be.closeTo(picked, 1e-12);
    }
    const even = readoutOfMaps(shape, { rule: "softmax", maps: matrix(1, 12), weights });
    const average = features.values.reduce((sum, value, at) => sum + (value * weights.values[at % 4]!) / 12, 0);
    expect(predictReadout(features, even, { linalg }).values[0]).to.be.closeTo(average, 1e-12);
  });

  it("is the sum it stands for, for many samples and targets, also of one map", () => {
    const grid = randomGrid(5, { height: 40, width: 50, channels: 2 });
    const targets = 700;
    const [many, mixed] = [gx(targets, 2000, 1), gx(targets, 2, 4)];
    const intercept = Float64Array.from({ length: targets }, (_, target) => target);
    // some targets share a map
    many.values.copyWithin(699 * 2000, 350 * 2000, 351 * 2000);
    const readout = { ...grid, maps: many, weights: mixed, intercept };
    const found = predictReadout(grid, readout, { linalg });
    for (const [sample, target] of [
      [0, 0],
      [1, 699],
      [2, 350],
      [4, 698],
    ] as const) {
      let sum = target as number;
      for (let place = 0; place < 2000; place++) {
        for (let channel = 0; channel < 2; channel++) {
          sum +=
            many.values[target * 2000 + place]! *
            grid.values[(sample * 2000 + place) * 2 + channel]! *
            mixed.values[target * 2 + channel]!;
        }
      }
      expect(found.values[sample * targets + target]).to.be.closeTo(sum, 1e-8);
    }
  });

  it("takes maps in turns where their pooled features would be too many to hold", () => {
    const channels = 1_500_000;
    const grid = { samples: 1, height: 1, width: 1, channels, values: new Float32Array(channels).fill(0.5) };
    const doubles = matrix(3, channels);
    doubles.values.fill(2);
    const readout = {
      ...grid,
      maps: matrix(3, 1, Float64Array.of(1, 2, 3)),
      weights: doubles,
      intercept: gx(3, 1).values,
    };
    const expected = readout.intercept.map((offset, target) => offset + channels * (target + 1));
    expectClose(predictReadout(grid, readout, { linalg }).values, expected, 1e-6);
  });

  it("makes maps of length 1 and of sum 1 without overflow", () => {
    expectClose(unitMap([3e200, -4e200]), [0.6, -0.8], 1e-15);
    expectClose(unitMap([3e-200, 4e-200]), [0.6, 0.8], 1e-15);
    expectClose(softmaxMap([1e308, 1e308, -1e308]), [0.5, 0.5, 0], 1e-15);
  });

  it("does not change when patches and map are permuted together, or a number is added to all logits", () => {
    const order = fc.shuffledSubarray(
      Array.from({ length: 12 }, (_, place) => place),
      { minLength: 12 },
    );
    fc.assert(
      fc.property(order, fc.double({ min: -1e3, max: 1e3, noNaN: true }), (places, added) => {
        const permuted = Float64Array.from({ length: 48 }, (_, at) => {
          return features.values[places[Math.floor(at / 4)]! * 4 + (at % 4)]!;
        });
        const moved = Float64Array.from(places, (place) => maps.values[place]! + added);
        const [one, other] = [
          predictReadout(features, readoutOfMaps(shape, { rule: "softmax", maps, weights }), { linalg }),
          predictReadout(
            { ...features, values: permuted },
            readoutOfMaps(shape, { rule: "softmax", maps: matrix(1, 12, moved), weights }),
            { linalg },
          ),
        ];
        expect(other.values[0]).to.be.closeTo(one.values[0]!, 1e-11);
      }),
    );
  });

  it("refuses shapes and numbers that do not fit", () => {
    const readout = readoutOfMaps(shape, { rule: "softmax", maps, weights });
    const wrong = (parameters: object) => () =>
      readoutOfMaps(shape, { rule: "factorised", maps, weights, ...parameters });
    expect(wrong({ maps: gx(1, 11) })).to.throw(ArgumentError, "maps: expected 1 × 12, found 1 × 11");
    expect(wrong({ weights: gx(2, 4) })).to.throw(ArgumentError, "weights: expected 1 × 4");
    expect(wrong({ intercept: [1, 2] })).to.throw(ArgumentError, "intercept");
    expect(wrong({ maps: matrix(1, 12) })).to.throw(ArgumentError, "zeros alone");
    expect(wrong({ maps: { ...maps, values: maps.values.with(3, Number.NaN) } })).to.throw(ArgumentError, "position 3");
    expect(() => softmaxMap([])).to.throw(ArgumentError, "found none");
    expect(() => predictReadout(features, { ...readout, maps: gx(2, 12) }, { linalg })).to.throw(ArgumentError, "maps");
    expect(() => predictReadout(features, { ...readout, weights: gx(1, 3) }, { linalg })).to.throw(
      ArgumentError,
      "1 × 4",
    );
    const predictOn = (grid: object) => () => predictReadout({ ...features, ...grid }, readout, { linalg });
    expect(predictOn({ height: 4, width: 3 })).to.throw(ArgumentError, "a grid of 3 × 4 × 4, found 4 × 3 × 4");
    expect(predictOn({ samples: 2 })).to.throw(ArgumentError, "2 × 3 × 4 × 4 of 48 numbers");
    expect(predictOn({ samples: 0, values: new Float64Array(0) })).to.throw(ArgumentError, "features");
    expect(predictOn({ height: 1.5 })).to.throw(ArgumentError, "features");
    expect(predictOn({ values: features.values.with(5, Number.NaN) })).to.throw(
      ArgumentError,
      "NaN in row 0, column 5",
    );
  });
});

describe("distinctMaps", () => {
  it("joins maps that agree in every place, and no others", () => {
    // the second and the third have the same sum of places times values
    const maps = matrix(5, 2, Float64Array.of(1, 2, 2, 0, 0, 1, 2, 0, Number.NaN, 1));
    const { distinct, indexOf } = distinctMaps(maps);
    expect([...indexOf]).to.deep.equal([0, 1, 2, 1, 3]);
    expect([distinct.rows, ...distinct.values]).to.deep.equal([4, 1, 2, 2, 0, 0, 1, Number.NaN, 1]);
  });
});

describe("crossPredictReadout", () => {
  it("predicts samples by readouts that did not see them", () => {
    const grid = randomGrid(12, { height: 1, width: 2, channels: 2 });
    const y = gx(12, 2);
    const folds = contiguousFolds(12, 3);
    const seen: number[] = [];
    const predicted = crossPredictReadout(grid, y, {
      linalg,
      folds: folds.slice(1),
      fitReadout(train, responses) {
        seen.push(train.samples);
        expect([...train.values.subarray(0, 4)]).to.deep.equal([...grid.values.subarray(0, 4)]);
        return factorisedReadout(train, responses, { alpha: 1, linalg });
      },
    });
    expect(seen).to.deep.equal([8, 8]);
    expect(predicted.values.subarray(0, 8).every(Number.isNaN)).to.equal(true);
    const block = (values: Float64Array, width: number, rows: readonly [number, number]) =>
      values.slice(rows[0] * width, rows[1] * width);
    const fit = factorisedReadout(
      { ...grid, samples: 8, values: block(grid.values, 4, [0, 8]) },
      matrix(8, 2, block(y.values, 2, [0, 8])),
      { alpha: 1, linalg },
    );
    const last = { ...grid, samples: 4, values: block(grid.values, 4, [8, 12]) };
    expectClose(predicted.values.subarray(16), predictReadout(last, fit, { linalg }).values, 1e-12);
    const none = { linalg, folds: [], fitReadout: () => fit };
    expect(() => crossPredictReadout(grid, y, none)).to.throw(ArgumentError, "folds");
    expect(() => crossPredictReadout(grid, gx(11, 2), { ...none, folds })).to.throw(ArgumentError, "12 rows");
  });
});

describe("joinAreas", () => {
  it("sums areas as the reference does, from the decoder's output on", async function () {
    const { attention_decoder: expected } = await encoderFixtures(this);
    const decoded = expected!.decoder_out as number[][];
    const head = gx(5, 8, 9);
    const predictions = decoded.map((row) =>
      matrix(
        1,
        5,
        Float64Array.from({ length: 5 }, (_, vertex) =>
          row.reduce((sum, value, j) => sum + value * head.values[vertex * 8 + j]!, 0),
        ),
      ),
    );
    const masks = expected!.roi_masks as number[][];
    expectClose(joinAreas(predictions, { masks }).values, expected!.masked_sum_prediction, 1e-9);
    const means = joinAreas(predictions, { masks, overlap: "mean" }).values;
    const sums = expected!.masked_sum_prediction as number[];
    // the fourth vertex is in two areas
    expectClose(
      means,
      sums.map((sum, vertex) => (vertex === 3 ? sum / 2 : sum)),
      1e-9,
    );
  });

  it("predicts nothing where no area holds a target, and refuses masks that are empty or do not fit", () => {
    const one = matrix(1, 3, Float64Array.of(1, 2, 3));
    expect([
      ...joinAreas([one, one], {
        masks: [
          [true, false, false],
          [1, 0, 1],
        ],
      }).values,
    ]).to.deep.equal([2, Number.NaN, 3]);
    expect(() => joinAreas([one], { masks: [[0, 0, 0]] })).to.throw(ArgumentError, "masks[0]");
    expect(() => joinAreas([one], { masks: [[1, 1]] })).to.throw(ArgumentError, "2 entries");
    expect(() => joinAreas([one], { masks: [] })).to.throw(ArgumentError, "0 for 1");
    expect(() => joinAreas([], { masks: [] })).to.throw(ArgumentError, "at least one area");
    expect(() =>
      joinAreas([one, matrix(2, 3)], {
        masks: [
          [1, 1, 1],
          [1, 1, 1],
        ],
      }),
    ).to.throw(ArgumentError, "predictions[1]");
  });
});
