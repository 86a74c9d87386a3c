import { expect } from "chai";
import { plotDocument } from "../../src/node/plot-document.js";
import { spikeTriggeredAverage } from "../../src/operations/spike-triggered-average.js";
import { tablePlots } from "../../src/plots/plots.js";
import { memoryTables } from "../../src/tables/memory-tables.js";
import { caught } from "../support/caught.js";
import { plotContract } from "../support/plot-contract.js";
import { smallTables } from "../support/small-tables.js";
import { asAnalysis, type MadeTone, madeTrials } from "./made-trials.js";
import { batchesFrom, rowsFrom } from "./run-on-tables.js";

const tone = (k: number) => Math.cos(2 * Math.PI * 0.1 * k);
const spikes: NonNullable<MadeTone["spikes"]> = [
  [0.102, "b", null],
  [0.2126, "b", null],
  [0.001, "b", null],
  [0.5, "a", null],
];
const tables = madeTrials([{ id: "song", amplitude: 1, spikes }]);
const averages = async (params: object, from = tables) =>
  rowsFrom(await batchesFrom(spikeTriggeredAverage, from, params), "spike_triggered_averages");

describe("operations: spike-triggered-average", () => {
  it("is the mean of the samples around spikes, label by label", async () => {
    const [a, b, ...rest] = await averages({ before_s: 0.005, after_s: 0.004 });
    expect(rest).deep.equal([]);
    expect(a).include({
      label: "a",
      event_kind: "spike",
      name: "sound",
      quantity: "sound",
      n_events: 1,
      n_left_out: 0,
    });
    expect(b).include({ label: "b", n_events: 2, n_left_out: 1 });
    expect([...b!.lags_s]).deep.equal([5, 4, 3, 2, 1, 0, -1, -2, -3].map((lag) => lag / 1000));
    for (const [j, value] of b!.average.entries()) expect(value).closeTo(tone(102 - 5 + j), 1e-6);
    expect([b!.highest_lag_s, b!.lowest_lag_s]).deep.equal([0.002, -0.003]);
    expect(b!.highest).closeTo(1, 1e-6);
    expect(b!.channel_mean).closeTo(0, 1e-6);
  });

  it("takes the labels that are asked for, and knows none where no window is whole", async () => {
    const [row, ...rest] = await averages({ before_s: 0.6, labels: ["a"] });
    expect(rest).deep.equal([]);
    expect(row).include({ n_events: 0, n_left_out: 1, highest: null, highest_lag_s: null, lowest: null });
    expect(row!.average.every(Number.isNaN)).equal(true);
  });

  it("refuses windows without a sample and irregular clocks", async () => {
    expect((await caught(averages({ before_s: 0 }))).message).contain("not both 0");
    const irregular = { kind: "stimulus", name: "x", clock: "own", rate: null, values: [1, 2, 3, 4] };
    const states = [[1, 1, "FWD"]] as const;
    const own = smallTables([{ id: "r", channels: [irregular], clocks: { own: [0, 1, 2.5, 3] }, states }]);
    expect((await caught(averages({ event_kind: "state" }, own))).message).contain("a regular clock");
  });
});

describe("plots of spike-triggered averages", () => {
  let document: Document;
  const reader = async () =>
    memoryTables(
      asAnalysis(await batchesFrom(spikeTriggeredAverage, tables, { before_s: 0.02, after_s: 0.005 }), "one"),
    );
  before(async () => {
    document = await plotDocument();
  });
  const draw = async (kind: string, options = {}) => tablePlots[kind]!.draw(await reader(), { document, ...options });

  plotContract({ kinds: ["spike-triggered-average"], document: () => document, draw, advice: /run the operation/ });

  it("draw time as it goes by, and give its numbers", async () => {
    const { values, description } = await draw("spike-triggered-average");
    expect(Array.from(values.label as ArrayLike<string>).slice(0, 26)).deep.equal([
      ...new Array<string>(25).fill("a"),
      "b",
    ]);
    const times = values.time_s as Float64Array;
    expect([times[0], times[24]]).deep.equal([-0.02, 0.004]);
    expect(description).contain("b, sound: 2 events");
  });

  it("have nothing to draw without whole windows", async () => {
    const none = memoryTables(asAnalysis(await batchesFrom(spikeTriggeredAverage, tables, { before_s: 2 }), "one"));
    const error = await caught(tablePlots["spike-triggered-average"]!.draw(none, { document }));
    expect(error.message).contain("whole window");
  });
});
