import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import type { PublishedSource, ReadOptions } from "../../../src/datasets/dataset.js";
import { read, readPublished } from "../../../src/datasets/lin2023/read.js";
import type { NeuroloomError } from "../../../src/errors.js";
import { manifestProblems } from "../../../src/manifest/manifest-problems.js";
import { loadManifest } from "../../../src/node/manifests.js";

import { caught } from "../../support/caught.js";
import { type CollectedTables, collectTables } from "../../support/collect-tables.js";
import { makeMat5 } from "../../support/make-mat5.js";
import { cell, column, matrix, row, struct } from "../../support/mat-input.js";
import { problemsOf } from "../../support/problems-of.js";
import { runFile } from "./made-run.js";

const folder = "celegans/lin2023";
const name = "run303_prfrd_data 13";

async function readMade(
  files: Readonly<Record<string, Uint8Array>>,
  options: ReadOptions = {},
): Promise<CollectedTables> {
  const placed = Object.fromEntries(Object.entries(files).map(([path, bytes]) => [`${folder}/${path}`, bytes]));
  return collectTables(read(await loadManifest("lin2023"), memoryFiles(placed), options));
}

async function publishedOf(files: Readonly<Record<string, Uint8Array>>): Promise<readonly PublishedSource[]> {
  const placed = Object.fromEntries(Object.entries(files).map(([path, bytes]) => [`${folder}/${path}`, bytes]));
  const sources: PublishedSource[] = [];
  for await (const one of readPublished(await loadManifest("lin2023"), memoryFiles(placed), {})) sources.push(one);
  return sources;
}

describe("lin2023, made files of the documented layout", () => {
  it("has a manifest that contradicts itself nowhere and claims no test on real files", async () => {
    const manifest = await loadManifest("lin2023");
    expect(manifestProblems(manifest)).to.deep.equal([]);
    expect(manifest.tested).to.equal("none");
  });

  it("keeps all rows, and marks those that the authors do not use as bad, with the reason", async () => {
    const tables = await readMade({ [`${name}.mat`]: runFile() });
    expect(
      tables.rows("channels").map((one) => [one.name, one.status, one.status_reason, one.source_index]),
    ).to.deep.equal([
      ["AWAL", "good", null, 1],
      ["ASHR", "bad", "use_flag is 0: the authors do not use this trace", 2],
      ["AWCR", "good", null, 3],
    ]);
    expect(tables.rows("signals").map(({ values }) => [...values])).to.deep.equal([
      [Number.NaN, 11, 12, 13],
      [Number.NaN, 21, 22, 23],
      [Number.NaN, 31, Number.NaN, 33],
    ]);
    expect(tables.rows("findings").map(({ rule, found }) => [rule, found])).to.deep.equal([
      ["missing-samples", "4 of 12 samples are NaN, in 3 of 3 traces"],
    ]);
    expect(await problemsOf(tables)).to.deep.equal([]);
  });

  it("counts time from the first stamp, in the last entry of times, and knows no subject", async () => {
    const tables = await readMade({ [`${name}.mat`]: runFile() });
    expect([...tables.rows("clocks")[0]!.time_s]).to.deep.equal([0, 0.5, 1.25, 1.75]);
    expect(tables.rows("recordings")[0]).to.include({
      ...{ recording_id: name, subject_id: null, animal_group: "lin2023", sampling_rate_hz: null },
      ...{ n_samples: 4, n_channels: 3, duration_s: 2.25, source_file: `${folder}/${name}.mat` },
    });
  });

  const stamps = [5, 6, 7, 8];
  const layouts = {
    "a plain list": row(stamps),
    "a structure": struct({ frames: row([1, 2]), seconds: column(stamps) }),
    "lists in a list": cell([cell([row([0]), row(stamps)])]),
  };
  for (const [what, times] of Object.entries(layouts)) {
    it(`takes times that are ${what}`, async () => {
      const tables = await readMade({ "a.mat": runFile({ times }) });
      expect([...tables.rows("clocks")[0]!.time_s]).to.deep.equal([0, 1, 2, 3]);
    });
  }

  it("takes names of the used rows only", async () => {
    const tables = await readMade({ "a.mat": runFile({ proofread_neurons: cell(["AWAL", "AWCR"]) }) });
    expect(tables.rows("channels").map((one) => one.name)).to.deep.equal(["AWAL", null, "AWCR"]);
  });

  it("does not call a name double that an unused row has as well", async () => {
    const proofread_neurons = cell(["AWAL", "AWAL", ""], [3, 1]);
    const tables = await readMade({ "a.mat": runFile({ proofread_neurons }) });
    expect(tables.rows("channels").map((one) => [one.name, one.status])).to.deep.equal([
      ["AWAL", "good"],
      ["AWAL", "bad"],
      [null, "good"],
    ]);
  });

  it("reads all files of the folder in the order of their names, leaves a broken one out, and narrows", async () => {
    const failed: [string, NeuroloomError][] = [];
    const files = {
      "run2.mat": runFile(),
      "run10.mat": runFile(),
      "run3.mat": runFile().slice(0, 300),
      "x.txt": runFile(),
    };
    const tables = await readMade(files, { onFailure: (id, error) => failed.push([id, error]) });
    expect(tables.rows("recordings").map((one) => one.recording_id)).to.deep.equal(["run10", "run2"]);
    expect(failed.map(([id, { tag }]) => [id, tag])).to.deep.equal([["run3", "format"]]);
    expect((await readMade(files, { only: "run2" })).rows("recordings")).to.have.length(1);
    expect((await readMade(files, { only: "run10.mat" })).rows("recordings")).to.have.length(1);
    expect((await caught(readMade(files, { only: "worm*" }))).message).to.match(/recordings are run10, run2, run3/);
  });

  const broken: readonly [string, Uint8Array, RegExp][] = [
    ["a missing variable", makeMat5({ use_flag: 1 }), /variables: expected a variable corrected_F, found use_flag/],
    ["other traces", runFile({ corrected_F: cell([]) }), /corrected_F: expected neurons × frames, found cell/],
    ["too few flags", runFile({ use_flag: column([1, 1]) }), /use_flag: expected 3 numbers, found 2/],
    ["flags that are words", runFile({ use_flag: "yes" }), /use_flag: expected 3 numbers, found no numbers/],
    ["no baseline", runFile({ F_0: column([]) }), /F_0: expected 3 numbers, found 0/],
    ["too few stamps", runFile({ times: row([1, 2]) }), /times: expected 4 stamps in its last entry, found 2/],
    [
      "stamps in a matrix",
      runFile({
        times: matrix([
          [1, 2],
          [3, 4],
        ]),
      }),
      /times: .* found no list of numbers/,
    ],
    ["stamps that fall", runFile({ times: row([1, 3, 2, 4]) }), /times: expected finite time stamps that never fall/],
    ["other names", runFile({ proofread_neurons: cell(["AWAL"]) }), /expected 3 names, or 2 of the used rows, found 1/],
  ];
  for (const [what, bytes, message] of broken) {
    it(`refuses ${what}`, async () => {
      const error = await caught(readMade({ "a.mat": bytes }));
      expect(error.tag).to.equal("format");
      expect(error.message).to.match(message);
    });
  }
});

describe("lin2023, what the published product takes", () => {
  it("takes used rows, F_0 in place of the first frame, and stamps as they are", async () => {
    const [source, ...more] = await publishedOf({ [`${name}.mat`]: runFile() });
    expect(more).to.deep.equal([]);
    expect(source).to.include({ rawDataFile: `${name}.mat`, recordingId: name });
    expect(source!.ids).to.deep.equal(["AWAL", "AWCR"]);
    expect(source!.traces.map((trace) => [...trace])).to.deep.equal([
      [10, 11, 12, 13],
      [30, 31, Number.NaN, 33],
    ]);
    expect([...source!.timeS]).to.deep.equal([100, 100.5, 101.25, 101.75]);
  });

  it("sorts files by name", async () => {
    const sources = await publishedOf({ "run2.mat": runFile(), "run10.mat": runFile() });
    expect(sources.map(({ rawDataFile }) => rawDataFile)).to.deep.equal(["run10.mat", "run2.mat"]);
  });
});
