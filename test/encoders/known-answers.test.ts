import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { correlation, determination } from "../../src/encoders/column-scores.js";
import { contiguousFolds } from "../../src/encoders/folds/contiguous-folds.js";
import { explicitFolds } from "../../src/encoders/folds/explicit-folds.js";
import { groupFolds } from "../../src/encoders/folds/group-folds.js";
import { poissonGlm } from "../../src/encoders/models/poisson-glm.js";
import { poissonRates, poissonScores } from "../../src/encoders/models/poisson-scores.js";
import { crossPredict } from "../../src/encoders/ridge/cross-predict.js";
import { ridge } from "../../src/encoders/ridge/ridge.js";
import { ridgeGCV } from "../../src/encoders/ridge/ridge-gcv.js";
import { openMat } from "../../src/formats/mat.js";
import { openNifti } from "../../src/formats/nifti.js";
import { matrix } from "../../src/linalg/matrix.js";
import type { LinalgProvider, Matrix } from "../../src/linalg/provider.js";
import { wasmLinalg } from "../../src/linalg/wasm/wasm-linalg.js";
import { fileSource } from "../../src/node/file-source.js";
import { delays } from "../../src/signals/runs/delays.js";
import { detrendRuns } from "../../src/signals/runs/detrend-runs.js";
import { zscoreRuns } from "../../src/signals/runs/zscore-runs.js";
import { mean } from "../../src/stats/mean.js";
import { percentile } from "../../src/stats/percentile.js";
import { realData } from "../support/real-data.js";
import { expectClose } from "./encoder-fixtures.js";

/** Published reference values of encoders on recordings, computed with NumPy, to the digits they are given with. */
describe("encoders on recordings", function () {
  this.timeout(120_000);
  let linalg: LinalgProvider;
  before(async () => {
    linalg = await wasmLinalg();
  });

  const predicted = (x: Matrix, y: Matrix, options: Omit<Parameters<typeof crossPredict>[2], "linalg">): Matrix => {
    const [batch] = [...crossPredict(x, y, { ...options, linalg })];
    return batch!.predictions;
  };

  describe("haxby-slice", () => {
    let [voxels, runs, labels]: [Matrix, Int32Array, readonly string[]] = [matrix(0, 0), new Int32Array(0), []];
    let places: readonly number[] = [];

    before(async function () {
      const image = await openNifti(await fileSource(realData(this, "encoding/haxby-slice/bold.nii.gz")));
      const text = await readFile(realData(this, "encoding/haxby-slice/attributes_literal.txt"), "utf8");
      const lines = text
        .trim()
        .split("\n")
        .map((line) => line.trim().split(/\s+/));
      labels = lines.map(([label]) => label!);
      runs = Int32Array.from(lines, ([, run]) => Number(run));
      const values = (await image.read()) as Int16Array;
      const [n, size] = [runs.length, image.shape.slice(0, 3).reduce((product, length) => product * length, 1)];
      const series = (voxel: number) => Float64Array.from({ length: n }, (_, t) => values[t * size + voxel]!);
      places = Array.from({ length: size }, (_, voxel) => voxel).filter((voxel) => mean(series(voxel)) > 500);
      voxels = matrix(n, places.length);
      for (const [column, voxel] of places.entries()) {
        for (let t = 0; t < n; t++) voxels.values[t * places.length + column] = values[t * size + voxel]!;
      }
      voxels = zscoreRuns(detrendRuns(voxels, { runs }), { runs });
    });

    const design = (kinds: readonly string[]) =>
      matrix(
        labels.length,
        kinds.length,
        Float64Array.from(labels.flatMap((label) => kinds.map((kind) => Number(label === kind)))),
      );
    const categories = () => [...new Set(labels)].filter((label) => label !== "rest").sort();
    const delayed = (x: Matrix) => delays(x, { lags: [1, 2, 3, 4], runs });
    /** Left out run by run, the design centred by the training mean, no constant for the targets. */
    const left = (x: Matrix, alpha: number) => {
      const values = new Float64Array(voxels.values.length);
      for (const fold of groupFolds(runs)) {
        const means = Float64Array.from({ length: x.columns }, (_, j) =>
          mean(Array.from(fold.train, (row) => x.values[row * x.columns + j]!)),
        );
        const centred = { ...x, values: x.values.map((value, index) => value - means[index % x.columns]!) };
        const predictions = predicted(centred, voxels, { alpha, folds: [fold] });
        for (const row of fold.test) {
          const from = row * voxels.columns;
          values.set(predictions.values.subarray(from, from + voxels.columns), from);
        }
      }
      return { ...voxels, values };
    };

    it("predicts runs from the other runs", () => {
      expect(voxels.columns).to.equal(483);
      const x = delayed(design(categories()));
      const found = [0.1, 1, 10].map((alpha) => left(x, alpha));
      const scores = found.map((predictions) => correlation(voxels, predictions));
      expectClose(
        scores.map((list) => mean(list)),
        [0.191647, 0.192125, 0.190979],
        1e-6,
      );
      const [, r] = scores;
      expectClose([percentile(r!, 50), Math.max(...r!)], [0.141973, 0.726517], 1e-6);
      const best = places[r!.indexOf(Math.max(...r!))]!;
      expect([best % 40, Math.floor(best / 40)]).to.deep.equal([10, 13]);
      expect(r!.filter((value) => value > 0.3).length).to.equal(124);
      const explained = found.map((predictions) => mean(determination(voxels, predictions)));
      expectClose(explained.slice(1), [0.056716, 0.060998], 1e-6);
    });

    it("gains from categories over blocks alone", () => {
      const x = delayed(design(categories()));
      const blocks = matrix(
        labels.length,
        1,
        Float64Array.from(labels, (label) => Number(label !== "rest")),
      );
      const simple = correlation(voxels, left(delayed(blocks), 1));
      expectClose([mean(simple), Math.max(...simple)], [0.179804, 0.685704], 1e-6);
      const r = correlation(voxels, left(x, 1));
      expect(r.filter((value, voxel) => value - simple[voxel]! > 0.05).length).to.equal(91);
    });

    it("loses what is shifted inside of runs, and little of what is exchanged between them", () => {
      const x = delayed(design(categories()));
      const moved = (from: (row: number) => number) => {
        const values = new Float64Array(x.values.length);
        for (let row = 0; row < x.rows; row++) {
          const source = from(row);
          values.set(x.values.subarray(source * x.columns, (source + 1) * x.columns), row * x.columns);
        }
        return mean(correlation(voxels, left({ ...x, values }, 1)));
      };
      const [length, n] = [121, x.rows];
      expect(moved((row) => (row + length) % n)).to.be.closeTo(0.149535, 1e-6);
      expect(moved((row) => (row - length + n) % n)).to.be.closeTo(0.151299, 1e-6);
      const turn = (steps: number) => (row: number) =>
        Math.floor(row / length) * length + (((row % length) + steps + length) % length);
      expect(moved(turn(-60))).to.be.closeTo(0.009714, 1e-6);
      expect(moved(turn(60))).to.be.closeTo(0.017812, 1e-6);
    });

    it("chooses penalties without folds as scikit-learn does", () => {
      const x = delayed(design(categories()));
      const centred = detrendRuns(x, { method: "mean" });
      const alphas = [0.1, 1, 10, 100, 1000, 1e4];
      const counts = (["gcv", "loo"] as const).map((criterion) => {
        const { alphaIndex } = ridgeGCV(centred, voxels, { alphas, criterion, linalg });
        return alphas.map((_, index) => alphaIndex.filter((place) => place === index).length);
      });
      expect(counts).to.deep.equal([
        [0, 69, 223, 152, 28, 11],
        [0, 74, 221, 149, 29, 10],
      ]);
    });
  });

  it("event-related-fmri: predicts each half from the other", async function () {
    const text = await readFile(realData(this, "encoding/event-related-fmri/event_related_fmri.csv"), "utf8");
    const rows = text
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(",").map(Number));
    const codes = matrix(
      rows.length,
      6,
      Float64Array.from(rows.flatMap(([, event]) => [1, 2, 3, 4, 5, 6].map((code) => Number(event === code)))),
    );
    const x = delays(codes, { lags: Array.from({ length: 15 }, (_, lag) => lag) });
    const bold = zscoreRuns(
      matrix(
        rows.length,
        1,
        Float64Array.from(rows, ([value]) => value!),
      ),
    );
    const folds = contiguousFolds(rows.length, 2);
    const r = [0, 0.1, 1].map((alpha) => correlation(bold, predicted(x, bold, { alpha, folds, intercept: true }))[0]!);
    expectClose(r, [0.466174, 0.466106, 0.465483], 1e-6);
    const { weights, intercept } = ridge(x, bold, { alpha: 0, intercept: true, linalg });
    expectClose(
      [0, 6, 12, 18, 24].map((row) => weights.values[row]!),
      [0.24704, 0.61986, 0.80421, 0.90548, 0.8228],
      1e-4,
    );
    const fitted = linalg.multiply(x, weights as Matrix);
    const whole = { ...fitted, values: fitted.values.map((value) => value + intercept![0]!) };
    expect(determination(bold, whole)[0]).to.be.closeTo(0.270294, 1e-6);
  });

  it("grasshopper: ridge and Poisson regression of spikes on the envelope", async function () {
    const volts = await numbersOf(realData(this, "encoding/grasshopper/grasshopper_stimulus1.txt"), 1);
    const spikes = await numbersOf(realData(this, "encoding/grasshopper/grasshopper_spike_times1.txt"), 0);
    const raw = volts.map((value) => 20 * Math.log10(value / 2e-5));
    const shift = 76.4286 - raw.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
    const bins = raw.length / 20;
    const envelope = matrix(
      bins,
      1,
      Float64Array.from({ length: bins }, (_, bin) => mean(raw.subarray(bin * 20, (bin + 1) * 20)) + shift),
    );
    const counts = new Float64Array(bins);
    for (const time of spikes) counts[Math.floor(time / 1000)]!++;
    const lagged = delays(envelope, { lags: Array.from({ length: 30 }, (_, lag) => lag) });
    const x = { ...lagged, rows: bins - 30, values: lagged.values.subarray(30 * 30) };
    const y = matrix(bins - 30, 1, counts.subarray(30));
    const [fold] = explicitFolds(bins - 30, [{ test: Array.from({ length: 2000 }, (_, row) => 7970 + row) }]);
    const predictions = predicted(x, y, { alpha: 100, folds: [fold!], intercept: true, scale: true });
    const tested = (one: Matrix) => ({ ...one, rows: 2000, values: one.values.subarray(7970 * one.columns) });
    expect(correlation(tested(y), tested(predictions))[0]).to.be.closeTo(0.33954, 1e-6);

    const train = { ...x, rows: 7970, values: x.values.subarray(0, 7970 * 30) };
    const [means, spreads] = momentsOf(train);
    const scaled = (one: Matrix) => ({
      ...one,
      values: one.values.map((value, index) => (value - means[index % 30]!) / spreads[index % 30]!),
    });
    const fit = poissonGlm(scaled(train), y.values.subarray(0, 7970), { penalty: 1e-3, linalg });
    const rates = poissonRates(scaled(tested(x)), fit);
    const scores = poissonScores(tested(y).values, rates, { nullRate: mean(y.values.subarray(0, 7970)) });
    expect(correlation(tested(y), matrix(2000, 1, rates))[0]).to.be.closeTo(0.358823, 1e-6);
    expectClose([scores.bitsPerSpike, scores.devianceR2], [0.944744, 0.257524], 1e-6);
  });

  it("motor-cortex: ridge and Poisson regression of counts on the hand", async function () {
    const { x, spikes, units } = await motorCortex(realData(this, "encoding/motor-cortex/m1_stevenson_2011.mat"));
    const folds = contiguousFolds(x.rows, 10);
    const y = zscoreRuns(spikes);
    const found = [[0], [-4, -3, -2, -1, 0, 1, 2, 3, 4]].map((lags) =>
      correlation(y, predicted(delays(x, { lags }), y, { alpha: 100, folds, scale: true })),
    );
    expectClose(
      found.map((list) => mean(list)),
      [0.135736, 0.195687],
      1e-6,
    );
    expect(found[1]!.indexOf(Math.max(...found[1]!))).to.equal(167);
    expect(found[1]![167]).to.be.closeTo(0.595083, 1e-6);

    const [own, other] = [[], []] as [number[], number[]];
    for (const unit of [167, 120, 84, 151, 6]) {
      const counts = Float64Array.from({ length: x.rows }, (_, row) => spikes.values[row * units + unit]!);
      const [rates, trainRates] = [new Float64Array(x.rows), new Float64Array(x.rows)];
      for (const { train, test } of folds) {
        const take = (rows: Int32Array) =>
          matrix(rows.length, x.columns, Float64Array.from(Array.from(rows).flatMap((row) => rowOf(x, row))));
        const [means, spreads] = momentsOf(take(train));
        const scaled = (one: Matrix) => ({
          ...one,
          values: one.values.map((value, index) => (value - means[index % 5]!) / spreads[index % 5]!),
        });
        const fit = poissonGlm(
          scaled(take(train)),
          Array.from(train, (row) => counts[row]!),
          { linalg },
        );
        const nullRate = mean(Array.from(train, (row) => counts[row]!));
        for (const [index, rate] of poissonRates(scaled(take(test)), fit).entries()) {
          rates[test[index]!] = rate;
          trainRates[test[index]!] = nullRate;
        }
      }
      const whole = poissonScores(counts, rates, { nullRate: mean(counts) });
      own.push(whole.devianceR2);
      const byTraining = poissonScores(counts, trainRates, { nullRate: mean(counts) });
      other.push(1 - whole.deviance / byTraining.deviance);
    }
    expectClose(own, [0.189388, 0.135261, 0.121702, 0.087224, 0.046937], 1e-6);
    expectClose(other, [0.189889, 0.137466, 0.122166, 0.087718, 0.047312], 1e-6);
  });
});

async function numbersOf(file: string, column: number): Promise<Float64Array> {
  const lines = (await readFile(file, "utf8")).split("\n").filter((line) => line.trim() && !line.startsWith("#"));
  return Float64Array.from(lines, (line) => Number(line.trim().split(/\s+/)[column]));
}

const rowOf = ({ columns, values }: Matrix, row: number) => [...values.subarray(row * columns, (row + 1) * columns)];

/** Means and standard deviations (ddof 0) of the columns. */
function momentsOf(x: Matrix): readonly [Float64Array, Float64Array] {
  const columnsOf = (j: number) => Array.from({ length: x.rows }, (_, row) => x.values[row * x.columns + j]!);
  const means = Float64Array.from({ length: x.columns }, (_, j) => mean(columnsOf(j)));
  const spreads = means.map((centre, j) => Math.sqrt(mean(columnsOf(j).map((value) => (value - centre) ** 2))));
  return [means, spreads];
}

async function motorCortex(path: string): Promise<{ x: Matrix; spikes: Matrix; units: number }> {
  const file = await openMat(await fileSource(path));
  const read = async (name: string) => {
    const value = await file.read(name);
    if (value.kind !== "numeric") throw new Error(name);
    return { rows: value.shape[0]!, columns: value.shape[1]!, values: Float64Array.from(value.values as Float64Array) };
  };
  const [velocity, position, counts] = [await read("handVel"), await read("handPos"), await read("spikes")];
  file.close();
  const [n, units] = [counts.columns, counts.rows];
  // column by column, as MATLAB stores it, neurons × time is time × neurons row by row
  const at = (from: typeof velocity, axis: number, sample: number) => from.values[sample * from.rows + axis]!;
  const x = matrix(n, 5);
  for (let t = 0; t < n; t++) {
    const [vx, vy] = [at(velocity, 0, t), at(velocity, 1, t)];
    x.values.set([vx, vy, Math.hypot(vx, vy), at(position, 0, t), at(position, 1, t)], t * 5);
  }
  return { x, spikes: matrix(n, units, counts.values), units };
}
