import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import { publishedId, readPublished } from "../../../src/datasets/dag2023/read-published.js";
import type { PublishedSource, ReadOptions } from "../../../src/datasets/dataset.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { caught } from "../../support/caught.js";
import { numbers, writeHdf5 } from "../../support/write-hdf5.js";

const first = "celegans/dag2023/swf415_no_id/2022-01-16-01-data.h5";
const second = "celegans/dag2023/swf702_with_id/2022-07-26-31-data.h5";

/** A manifest of two recordings without labels, listed in the other order than their names have. */
async function manifestOfTwo() {
  const manifest = await loadManifest("dag2023");
  const files = [second, first].map((path) => manifest.files.find((file) => file.path === path)!);
  return { ...manifest, files };
}

const content = (frames: number, stamps = frames) =>
  writeHdf5({
    "gcamp/traces_array_F_F20": numbers([frames, 3], (index) => index / 3),
    "timing/timestamp_confocal": numbers([stamps], (frame) => 1e6 + 0.6 * frame),
  });

async function sourcesOf(files: Record<string, Uint8Array>, options: ReadOptions = {}): Promise<PublishedSource[]> {
  const sources: PublishedSource[] = [];
  for await (const source of readPublished(await manifestOfTwo(), memoryFiles(files), options)) sources.push(source);
  return sources;
}

describe("dag2023, what the published pipeline extracts", () => {
  it("gives F / F20 in float64, raw stamps cut to the frames, and columns for names, by file name", async () => {
    const sources = await sourcesOf({ [first]: await content(4, 6), [second]: await content(5) });
    expect(sources.map(({ recordingId, rawDataFile }) => [recordingId, rawDataFile])).to.deep.equal([
      ["2022-01-16-01", "2022-01-16-01-data.h5"],
      ["2022-07-26-31", "2022-07-26-31-data.h5"],
    ]);
    expect(sources[0]!.ids).to.deep.equal(["0", "1", "2"]);
    expect([...sources[0]!.traces[1]!]).to.deep.equal([1 / 3, 4 / 3, 7 / 3, 10 / 3]);
    expect([...sources[0]!.timeS]).to.deep.equal([1e6, 1e6 + 0.6, 1e6 + 0.6 * 2, 1e6 + 0.6 * 3]);
  });

  it("takes the recordings that are asked for", async () => {
    const sources = await sourcesOf({ [second]: await content(5) }, { only: "2022-07*" });
    expect(sources.map(({ recordingId }) => recordingId)).to.deep.equal(["2022-07-26-31"]);
  });

  it("refuses a file without frames × ROIs or with fewer stamps than frames, or passes it on", async () => {
    const flat = await writeHdf5({
      "gcamp/traces_array_F_F20": numbers([12], (index) => index),
      "timing/timestamp_confocal": numbers([12], (index) => index),
    });
    const good = await content(5);
    expect((await caught(sourcesOf({ [first]: flat, [second]: good }))).message).to.match(/frames × ROIs/);
    expect((await caught(sourcesOf({ [first]: await content(4, 3), [second]: good }))).message).to.match(/a stamp for/);
    const failed: string[] = [];
    const sources = await sourcesOf(
      { [first]: new Uint8Array(100), [second]: good },
      { onFailure: (recording, error) => failed.push(`${recording} ${error.tag}`) },
    );
    expect(failed).to.deep.equal(["2022-01-16-01 format"]);
    expect(sources).to.have.length(1);
  });

  for (const [name, id] of [
    ["2022-07-26-31-data.h5", "2022-07-26-31"],
    ["2022-07-27-45-data.h5", "2022-07-27-4"],
    ["2022-07-27-5-data.h5", "2022-07-27"],
    ["data.h5", ""],
  ] as const) {
    it(`makes "${id}" of ${name}`, () => {
      expect(publishedId(name)).to.equal(id);
    });
  }
});
