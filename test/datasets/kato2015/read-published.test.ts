import { expect } from "chai";
import type { FileSet } from "../../../src/bytes/file-set.js";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import type { PublishedSource, ReadOptions } from "../../../src/datasets/dataset.js";
import { read, readPublished } from "../../../src/datasets/kato2015/read.js";
import type { NeuroloomError } from "../../../src/errors.js";
import type { Manifest } from "../../../src/manifest/schema.js";
import { folderFiles } from "../../../src/node/folder-files.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { caught } from "../../support/caught.js";
import { collectTables } from "../../support/collect-tables.js";
import { makeNpy, makeNpz } from "../../support/make-npz.js";
import { realData } from "../../support/real-data.js";

async function collect(manifest: Manifest, files: FileSet, options: ReadOptions = {}): Promise<PublishedSource[]> {
  const sources: PublishedSource[] = [];
  for await (const source of readPublished(manifest, files, options)) sources.push(source);
  return sources;
}

describe("kato2015, what the published pipeline extracts", () => {
  it("gives the real worms in order, as NumPy prints them, in float64", async function () {
    const path = "celegans/kato2015/raw_full_data_worm_1.npz";
    const files = folderFiles(realData(this, path).slice(0, -path.length));
    const worms = await collect(await loadManifest("kato2015"), files);
    expect(worms.map(({ recordingId }) => recordingId)).to.deep.equal(["worm1", "worm2", "worm3", "worm4", "worm5"]);
    expect(worms.map(({ traces, timeS }) => [timeS.length, traces.length])).to.deep.equal([
      [3137, 109],
      [3134, 135],
      [3059, 131],
      [3311, 125],
      [3021, 129],
    ]);
    expect(worms.map(({ ids }) => ids.filter((id) => id !== null).length)).to.deep.equal([38, 44, 32, 47, 31]);
    expect(new Set(worms.map(({ rawDataFile }) => rawDataFile))).to.deep.equal(new Set(["WT_NoStim.mat"]));
    const [first, second] = worms;
    expect(first!.ids[35]).to.equal("AVAL");
    expect(first!.ids[94]).to.equal("VB02");
    expect(first!.ids[0]).to.equal(null);
    // float64 as NumPy prints it, which float32 cannot hold
    expect(first!.traces[35]![0]).to.equal(0.04366756343564904);
    expect(first!.traces[108]![3136]).to.equal(0.2203683495256955);
    expect(second!.traces[35]![3133]).to.equal(0.13410395370737987);
    expect(first!.timeS[1]).to.equal(1080 / 3137);
    expect(first!.timeS[3136]).to.equal((3136 * 1080) / 3137);
  });

  /** Two worms of 6 frames and 3 neurons; of the second, `second` is the file. */
  async function made(second: Uint8Array): Promise<{ manifest: Manifest; files: FileSet }> {
    const manifest = await loadManifest("kato2015");
    const recordings = manifest.files.filter(({ role }) => role === "recording").slice(0, 2);
    const values = Array.from({ length: 18 }, (_, index) => index + 0.1);
    const whole = makeNpz({ arr_0: makeNpy([6, 3], values, true) });
    return {
      manifest: {
        ...manifest,
        files: recordings.map((file, index) => ({ ...file, path: `${index}.npz` })),
        facts: {
          ...manifest.facts,
          neuron_columns: { value: { worm1: { AVAL: 1, AVAR: 1, RID: 3, VB02: 2 } }, source: "made" },
        },
      },
      files: memoryFiles({ "0.npz": whole, "1.npz": second }),
    };
  }

  it("keeps labels untouched: the first of a column, none beyond the traces, null where there is none", async () => {
    const { manifest, files } = await made(makeNpz({ arr_0: makeNpy([6, 3], new Array(18).fill(1)) }));
    const [first, second] = await collect(manifest, files);
    expect(first!.ids).to.deep.equal([null, "AVAL", "VB02"]);
    expect(second!.ids).to.deep.equal([null, null, null]);
    expect([...first!.traces[1]!]).to.deep.equal([6.1, 7.1, 8.1, 9.1, 10.1, 11.1]);
    expect([...first!.timeS]).to.deep.equal([0, 180, 360, 540, 720, 900]);
  });

  it("reads one worm where only that is asked for", async () => {
    const { manifest, files } = await made(makeNpz({ arr_0: makeNpy([6, 3], new Array(18).fill(1)) }));
    const worms = await collect(manifest, files, { only: "worm2" });
    expect(worms.map(({ recordingId }) => recordingId)).to.deep.equal(["worm2"]);
  });

  it("ends with the error of a worm that cannot be read, or leaves it out where failures are taken", async () => {
    const { manifest, files } = await made(makeNpz({ arr_0: makeNpy([18], new Array(18).fill(1)) }));
    const error = await caught(collect(manifest, files));
    expect(error.message).to.match(/1.npz: member arr_0: expected time × columns, found shape \(18\)/);
    const failures: [string, NeuroloomError][] = [];
    const onFailure = (recordingId: string, failure: NeuroloomError) => failures.push([recordingId, failure]);
    const worms = await collect(manifest, files, { onFailure });
    expect(worms.map(({ recordingId }) => recordingId)).to.deep.equal(["worm1"]);
    expect(failures.map(([recordingId, { tag }]) => [recordingId, tag])).to.deep.equal([["worm2", "format"]]);
  });

  it("puts each worm into the animal group of the original file", async () => {
    const { manifest, files } = await made(makeNpz({ arr_0: makeNpy([6, 3], new Array(18).fill(1)) }));
    const tables = await collectTables(read(manifest, files, {}));
    expect(tables.rows("recordings").map(({ animal_group }) => animal_group)).to.deep.equal([
      "kato2015:WT_NoStim:0",
      "kato2015:WT_NoStim:1",
    ]);
  });
});
