import { expect } from "chai";
import { spikeTriggeredAverage } from "../../../src/encoders/models/spike-triggered-average.js";
import { matrix } from "../../../src/linalg/matrix.js";
import { loadDataset } from "../../../src/node/datasets.js";
import { folderFiles } from "../../../src/node/folder-files.js";
import { collectTables } from "../../support/collect-tables.js";
import { mirror, realData } from "../../support/real-data.js";

/** Row t is [t, 100 t]. */
const ramp = (rows: number) =>
  matrix(
    rows,
    2,
    Float64Array.from({ length: 2 * rows }, (_, at) => Math.floor(at / 2) * (at % 2 === 0 ? 1 : 100)),
  );

describe("spikeTriggeredAverage", () => {
  it("is the mean of the windows before spikes, feature by feature", () => {
    const { average, lags, spikes, leftOut } = spikeTriggeredAverage(ramp(20), [5, 8, 8], { before: 3 });
    expect([average.rows, average.columns, spikes, leftOut]).to.deep.equal([3, 2, 3, 0]);
    expect([...average.values]).to.deep.equal([4, 400, 5, 500, 6, 600]);
    expect([...lags]).to.deep.equal([3, 2, 1]);
  });

  it("takes the spike's own sample and later ones where asked", () => {
    const { average, lags } = spikeTriggeredAverage(ramp(20), [10], { before: 1, after: 2 });
    expect([...average.values]).to.deep.equal([9, 900, 10, 1000, 11, 1100]);
    expect([...lags]).to.deep.equal([1, 0, -1]);
  });

  it("leaves out spikes whose window leaves the stimulus or the run", () => {
    const runs = Array.from({ length: 20 }, (_, row) => (row < 10 ? "a" : "b"));
    const options = { before: 2, after: 2, runs };
    // full windows: 2 to 8 and 12 to 18
    const { spikes, leftOut, average } = spikeTriggeredAverage(ramp(20), [-1, 1, 2, 9, 10, 11, 18, 19, 20], options);
    expect([spikes, leftOut]).to.deep.equal([2, 7]);
    expect(average.values[0]).to.equal((0 + 16) / 2);
    expect(spikeTriggeredAverage(ramp(5), [1], { before: 3 }).average.values.every(Number.isNaN)).to.equal(true);
  });

  it("refuses windows without samples and spikes at no sample", () => {
    expect(() => spikeTriggeredAverage(ramp(5), [1], { before: 0 })).to.throw("not both 0, found 0 and 0");
    expect(() => spikeTriggeredAverage(ramp(5), [1], { before: 1.5 })).to.throw("found 1.5 and 0");
    expect(() => spikeTriggeredAverage(ramp(5), [1, 2.5], { before: 1 })).to.throw("spikeSamples[1]: expected a whole");
  });

  it("of the grasshopper's receptor has the known extremes", async function () {
    realData(this, "encoding/grasshopper/grasshopper_stimulus1.txt");
    const dataset = await loadDataset("grasshopper");
    const tables = await collectTables(dataset.read(folderFiles(mirror!), { quantity: "stimulus_level" }));
    const levels = Float64Array.from(tables.rows("signals").flatMap(({ values }) => [...values]));
    // the sample that holds the spike; seconds are a little less than the grid in floating point
    const samples = tables.rows("events").map(({ onset_s }) => Math.floor(onset_s * 20_000 + 1e-6));
    const { average, lags, spikes, leftOut } = spikeTriggeredAverage(matrix(levels.length, 1, levels), samples, {
      before: 200,
    });
    expect([spikes, leftOut]).to.deep.equal([927, 2]);
    const [highest, lowest] = [Math.max(...average.values), Math.min(...average.values)];
    expect(highest).to.be.closeTo(64.313999, 1e-5);
    expect(lowest).to.be.closeTo(54.703911, 1e-5);
    expect(lags[average.values.indexOf(highest)]! / 20).to.equal(6.3);
    expect(lags[average.values.indexOf(lowest)]! / 20).to.equal(9.8);
  });
});
