import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import { readPublished } from "../../../src/datasets/flavell2023/read-published.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { caught } from "../../support/caught.js";

const folder = "celegans/flavell2023_export";
const tracePath = `${folder}/2022-08-02-01_time_trace.json`;
const namePath = `${folder}/2022-08-02-01_neurons.json`;
const csvPath = `${folder}/2021-05-26-07_10neurons.csv`;

async function sourcesOf(record: Record<string, unknown>, only = "*") {
  const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  const files = memoryFiles(Object.fromEntries(Object.entries(record).map(([path, value]) => [path, text(value)])));
  const sources = [];
  for await (const source of readPublished(await loadManifest("flavell2023"), files, { only })) sources.push(source);
  return sources;
}

describe("flavell2023, what the published pipeline extracts", () => {
  it("gives the traces in float64 with their labels untouched, null where there is none", async () => {
    const [source] = await sourcesOf(
      {
        [tracePath]: [
          [0.5, [0.1, 2, null]],
          [1.1, [0.3, 4, 5]],
        ],
        [namePath]: ["VB02", "AIY?"],
      },
      "2022*",
    );
    expect(source).to.deep.include({ recordingId: "2022-08-02-01", rawDataFile: "2022-08-02-01.json" });
    expect(source!.ids).to.deep.equal(["VB02", "AIY?", null]);
    expect(source!.traces.map((trace) => [...trace])).to.deep.equal([
      [0.1, 0.3],
      [2, 4],
      [Number.NaN, 5],
    ]);
    expect([...source!.timeS]).to.deep.equal([0.5, 1.1]);
  });

  it("gives the anonymous traces without names, on nominal times", async () => {
    const csv = "1,0.5,0.25\n2,1,2\nVelocity (0.1 mm/s),3,4";
    const [source] = await sourcesOf({ [csvPath]: csv }, "2021*");
    expect(source!.ids).to.deep.equal([null, null]);
    expect([...source!.timeS]).to.deep.equal([0, 0.6]);
    expect(source!.traces.map((trace) => [...trace])).to.deep.equal([
      [0.5, 0.25],
      [1, 2],
    ]);
  });

  it("refuses what is no list of frames", async () => {
    const error = await caught(sourcesOf({ [tracePath]: [[0, [1]], [1]], [namePath]: [] }, "2022*"));
    expect(error).to.include({ tag: "format" });
  });
});
