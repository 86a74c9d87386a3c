import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import { read } from "../../../src/datasets/grasshopper/read.js";
import { readSpikes } from "../../../src/datasets/grasshopper/read-spikes.js";
import { fileSource } from "../../../src/node/file-source.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { mean } from "../../../src/stats/mean.js";
import { variance } from "../../../src/stats/variance.js";
import { caught } from "../../support/caught.js";
import { collectTables } from "../../support/collect-tables.js";
import { realData } from "../../support/real-data.js";
import { expectManifestMet, expectManifestSound, readReal } from "../expect-real-dataset.js";
import { surviveDamage } from "../survive-damage.js";

const folder = "encoding/grasshopper";
const stimulusPath = `${folder}/grasshopper_stimulus1.txt`;
const spikesPath = `${folder}/grasshopper_spike_times1.txt`;

describe("grasshopper, real files", () => {
  it("are as the manifest says", async function () {
    await expectManifestSound(this, "grasshopper");
  });

  it("meet every expected fact, and the tables hold together", async function () {
    await expectManifestMet(this, "grasshopper");
  });

  it("give volts as they stand there, and levels with the known mean and spread", async function () {
    const volts = (await readReal(this, "grasshopper")).rows("signals").flatMap(({ values }) => [...values]);
    expect(volts.slice(0, 3)).to.deep.equal([0.242911, 0.245464, 0.247884].map(Math.fround));
    const tables = await readReal(this, "grasshopper", { quantity: "stimulus_level" });
    expect(tables.rows("channels")[0]).to.include({ kind: "stimulus", quantity: "stimulus_level", unit: "dB" });
    const levels = tables.rows("signals").flatMap(({ values }) => [...values]);
    expect(levels).to.have.length(200_000);
    expect(mean(levels)).to.be.closeTo(58.427239, 1e-6);
    expect(Math.sqrt(variance(levels, { ddof: 0 }))).to.be.closeTo(5.98409, 1e-6);
  });

  it("have the header that the manifest's facts hold", async function () {
    const { header, timesUs } = await readSpikes(await fileSource(realData(this, spikesPath)), {});
    const facts = (await loadManifest("grasshopper")).facts.spike_file_header!.value;
    const { "stimulus file": path, ...others } = Object.fromEntries(header);
    expect(others).to.deep.equal(facts);
    expect(path).to.match(/gauss_st6_co200\.dat$/);
    expect([timesUs[0], timesUs.at(-1)]).to.deep.equal([6700, 9_999_300]);
  });
});

const stimulus = "0  0.1\n50  1\n100  0.01\n150 0.1\n";
const spikes = "# repro call number: 0\n# intensity (dB): 70\n100\n150\n\n\n";

async function readMade(changes: { stimulus?: string; spikes?: string; quantity?: string } = {}) {
  const files = memoryFiles({ [stimulusPath]: changes.stimulus ?? stimulus, [spikesPath]: changes.spikes ?? spikes });
  const { quantity } = changes;
  return collectTables(read(await loadManifest("grasshopper"), files, quantity === undefined ? {} : { quantity }));
}

describe("grasshopper, made files", () => {
  it("put the largest sample at the intensity of the header", async () => {
    const tables = await readMade({ quantity: "stimulus_level" });
    expect([...tables.rows("signals")[0]!.values]).to.deep.equal([50, 70, 30, 50]);
    expect(tables.rows("events").map(({ onset_s, kind }) => [onset_s, kind])).to.deep.equal([
      [0.0001, "spike"],
      [0.00015, "spike"],
    ]);
    expect(tables.rows("findings")).to.deep.equal([]);
  });

  it("report spikes behind the stimulus, and levels of nothing", async () => {
    const tables = await readMade({ stimulus: "0 0\n50 1\n", quantity: "stimulus_level" });
    expect(tables.rows("findings").map(({ rule, found }) => [rule, found])).to.deep.equal([
      ["infinite-samples", "1 of 2 samples are infinite or beyond float32, in 1 traces"],
      ["spikes-after-samples", "2 of 2 after"],
    ]);
  });

  const broken: readonly (readonly [string, { stimulus?: string; spikes?: string; quantity?: string }, RegExp])[] = [
    ["steps that differ", { stimulus: "0 1\n50 1\n99 1\n" }, /row 3: expected steps of 50 µs from 0 on, found 99 µs/],
    ["a first time that is not 0", { stimulus: "50 1\n100 1\n" }, /row 1: expected steps of 100 µs from 0/],
    ["times that stand still", { stimulus: "0 1\n0 1\n" }, /row 1: expected steps of 0/],
    ["one column", { stimulus: "0\n50\n" }, /rows of a time and a voltage, found 2 × 1/],
    ["one row", { stimulus: "0 1\n" }, /rows of a time and a voltage, found 1 × 2/],
    ["spikes that fall", { spikes: "100\n50\n" }, /line 2: expected a time after 100, found 50/],
    ["the same spike twice", { spikes: "100\n100\n" }, /line 2: expected a time after 100, found 100/],
    ["words between spikes", { spikes: "100\nspike\n" }, /line 2: expected a time in microseconds, found "spike"/],
    ["spikes before the beginning", { spikes: "-1\n" }, /found "-1"/],
    ["no spike", { spikes: "# a: b\n\n" }, /expected spike times, found none/],
    [
      "no intensity",
      { spikes: "100\n", quantity: "stimulus_level" },
      /intensity \(dB\): expected a number.*found none/,
    ],
    ["an intensity in words", { spikes: "# intensity (dB): loud\n1\n", quantity: "stimulus_level" }, /found "loud"/],
    ["another quantity", { quantity: "pressure" }, /its quantities are stimulus_envelope, stimulus_level/],
  ];
  for (const [what, changes, message] of broken) {
    it(`refuse ${what}`, async () => {
      expect((await caught(readMade(changes))).message).to.match(message);
    });
  }

  it("give tables or a tagged error for 1,000 damaged copies", async () => {
    const dataset = { manifest: await loadManifest("grasshopper"), read };
    const files = { [stimulusPath]: Buffer.from(stimulus), [spikesPath]: Buffer.from(spikes) };
    expect(await surviveDamage(dataset, files, stimulusPath, { seed: 1, count: 500 })).to.be.within(100, 490);
    expect(await surviveDamage(dataset, files, spikesPath, { seed: 2, count: 500 })).to.be.within(50, 490);
  });
});
