import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import { read } from "../../../src/datasets/zebra-finch-auditory/read.js";
import { splitHalf } from "../../../src/encoders/scores/noise-ceilings.js";
import { matrix } from "../../../src/linalg/matrix.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { binEvents } from "../../../src/signals/bin-events.js";
import { hannKernel } from "../../../src/signals/hann-weights.js";
import { smoothWithKernel } from "../../../src/signals/smooth-with-kernel.js";
import { caught } from "../../support/caught.js";
import { collectTables } from "../../support/collect-tables.js";
import { type MadeWav, makeWav } from "../../support/make-wav.js";
import { expectManifestMet, expectManifestSound, readReal } from "../expect-real-dataset.js";
import { surviveDamage } from "../survive-damage.js";

const folder = "encoding/zebra-finch-auditory";
const trialsOf = Array.from({ length: 10 }, (_, index) => String(index + 1));

describe("zebra-finch-auditory, real files", () => {
  it("are as the manifest says", async function () {
    await expectManifestSound(this, "zebra-finch-auditory");
  });

  it("meet every expected fact, and the tables hold together", async function () {
    await expectManifestMet(this, "zebra-finch-auditory");
  });

  it("have trials whose halves agree as known: song 19, smoothed by 21 ms", async function () {
    const tables = await readReal(this, "zebra-finch-auditory", { only: "song-19" });
    const events = tables.rows("events");
    const count = Math.ceil(tables.rows("recordings")[0]!.duration_s * 1000);
    const kernel = hannKernel(21);
    const repeats = trialsOf.map((trial) => {
      const times = events.filter(({ sequence_id }) => sequence_id === trial).map(({ onset_s }) => onset_s);
      const counts = binEvents(times, { width: 0.001, count });
      return matrix(count, 1, smoothWithKernel(counts, kernel));
    });
    expect(splitHalf(repeats).raw[0]).to.be.closeTo(0.8238080494014286, 1e-9);
    expect(events.slice(0, 3).map(({ onset_s }) => onset_s * 1000)).to.satisfy((times: readonly number[]) =>
      times.every((time, index) => index === 0 || time >= times[index - 1]!),
    );
    expect(events.filter(({ sequence_id }) => sequence_id === "1")[0]!.onset_s).to.equal(22.062 / 1000);
  });
});

const song = new Uint8Array(Int16Array.from([0, 16384, -32768, 1]).buffer);
const lines = ["0.05 0.1", "0.2 7 ", "", ...Array(7).fill("0.3")];

async function readMade(spikes = `${lines.join(" \n")}\n`, made: MadeWav = {}) {
  const files: Record<string, Uint8Array> = {};
  for (const number of [1, 2]) {
    files[`${folder}/stim${number}.wav`] = makeWav(song, { rate: 10_000, ...made });
    files[`${folder}/spike${number}`] = Buffer.from(spikes);
  }
  return { files, tables: () => readSample(files) };
}

async function readSample(files: Readonly<Record<string, Uint8Array>>) {
  return collectTables(read(await loadManifest("zebra-finch-auditory"), memoryFiles(files), { subset: "sample" }));
}

describe("zebra-finch-auditory, made files", () => {
  it("give a recording per song, its sound, and spikes by trial in the order of time", async () => {
    const tables = await (await readMade()).tables();
    expect(tables.rows("recordings").map((row) => [row.recording_id, row.n_samples, row.duration_s])).to.deep.equal([
      ["song-1", 4, 0.0004],
      ["song-2", 4, 0.0004],
    ]);
    expect(tables.rows("channels")[0]).to.include({ kind: "stimulus", quantity: "sound", unit: "1" });
    expect([...tables.rows("signals")[0]!.values]).to.deep.equal([0, 0.5, -1, 1 / 32768]);
    const first = tables.rows("events").filter(({ recording_id }) => recording_id === "song-1");
    expect(first.slice(0, 4).map(({ onset_s, sequence_id }) => [onset_s, sequence_id])).to.deep.equal([
      [0.05 / 1000, "1"],
      [0.1 / 1000, "1"],
      [0.2 / 1000, "2"],
      [0.3 / 1000, "4"],
    ]);
    expect(first.map(({ sequence_id }) => sequence_id)).not.to.include("3");
    expect(tables.rows("findings")[0]).to.include({ rule: "spikes-after-samples", found: "1 of 11 after" });
  });

  const broken: readonly (readonly [string, string | undefined, MadeWav, RegExp])[] = [
    ["fewer trials", lines.slice(0, 9).join("\n"), {}, /expected 10 trials, a line each, found 9/],
    ["more trials", [...lines, "1"].join("\n"), {}, /line 11: expected 10 trials, a line each, found more/],
    [
      "words",
      ["1 two", ...lines.slice(1)].join("\n"),
      {},
      /line 1, time 2: expected a time in milliseconds, found "two"/,
    ],
    [
      "times that fall",
      ["2 1", ...lines.slice(1)].join("\n"),
      {},
      /line 1: expected times that do not fall, found 1 after 2/,
    ],
    ["stereo", undefined, { channels: 2 }, /expected one channel, found 2 channels/],
    ["a sound of nothing", undefined, { dataBytes: 0 }, /expected traces with samples, found none/],
  ];
  for (const [what, spikes, made, message] of broken) {
    it(`refuse ${what}`, async () => {
      expect((await caught((await readMade(spikes, made)).tables())).message).to.match(message);
    });
  }

  it("give tables or a tagged error for 800 damaged copies", async () => {
    const dataset = { manifest: await loadManifest("zebra-finch-auditory"), read };
    const { files } = await readMade();
    for (const [seed, path] of [`${folder}/stim1.wav`, `${folder}/spike1`].entries()) {
      expect(await surviveDamage(dataset, files, path, { seed, count: 400 }), path).to.be.within(50, 390);
    }
  });
});
