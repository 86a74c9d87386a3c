import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import type { ReadOptions } from "../../../src/datasets/dataset.js";
import { keepsTrace } from "../../../src/datasets/leifer2023/keeps-trace.js";
import { read, readPublished } from "../../../src/datasets/leifer2023/read.js";
import { manifestProblems } from "../../../src/manifest/manifest-problems.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { caught } from "../../support/caught.js";
import { collectPublished } from "../../support/collect-published.js";
import { collectTables } from "../../support/collect-tables.js";
import { damagedCopies } from "../../support/damaged-copies.js";
import { problemsOf } from "../../support/problems-of.js";
import { survive } from "../../support/survive.js";

const folder = "celegans/leifer2023";

/** The three files of a worm, frames × ROIs. */
function worm(id: number, rows: readonly (readonly number[])[], labels: string, stamps: readonly number[]) {
  const text = rows.map((row) => row.map((value) => value.toExponential(18)).join(" ")).join("\n");
  return {
    [`${folder}/${id}_gcamp.txt`]: `${text}\n`,
    [`${folder}/${id}_labels.txt`]: labels,
    [`${folder}/${id}_t.txt`]: stamps.map((stamp) => `${stamp.toExponential(18)}\n`).join(""),
  };
}

const small = worm(
  3,
  [
    [1, 10, Number.NaN],
    [2, 20, Number.NaN],
    [3, 30, Number.NaN],
  ],
  "AVA\n\nRIML\nleft over\n",
  [5, 5.5, 6.25, 7],
);

const tablesOf = async (files: Readonly<Record<string, string>>, options: ReadOptions = {}) =>
  collectTables(read(await loadManifest("leifer2023"), memoryFiles(files), options));
const publishedOf = async (files: Readonly<Record<string, string>>, options: ReadOptions = {}) =>
  collectPublished(readPublished(await loadManifest("leifer2023"), memoryFiles(files), options));

describe("leifer2023, made files of the documented layout", () => {
  it("has a manifest that contradicts itself nowhere and claims no test on real files", async () => {
    const manifest = await loadManifest("leifer2023");
    expect(manifestProblems(manifest)).to.deep.equal([]);
    expect(manifest.tested).to.equal("none");
  });

  it("keeps every ROI, a class as a class, and says what did not fit", async () => {
    const tables = await tablesOf(
      { ...small, [`${folder}/3_more.txt`]: "?", [`${folder}/33_gcamp.txt`]: "1" },
      { only: "3" },
    );
    expect(
      tables.rows("channels").map((one) => [one.name, one.neuron_class, one.name_source, one.status, one.source_index]),
    ).to.deep.equal([
      [null, "AVA", "AVA", "good", 1],
      [null, null, null, "good", 2],
      ["RIML", "RIM", "RIML", "bad", 3],
    ]);
    expect(tables.rows("signals").map(({ values }) => [...values])[1]).to.deep.equal([10, 20, 30]);
    expect([...tables.rows("clocks")[0]!.time_s]).to.deep.equal([0, 0.5, 1.25]);
    expect(tables.rows("recordings")[0]).to.include({ recording_id: "3", n_samples: 3, duration_s: 1.875 });
    expect(tables.rows("findings").map(({ rule, found }) => [rule, found])).to.deep.equal([
      ["not-read", "3_more.txt"],
      ["missing-samples", "3 of 9 samples are NaN, in 1 of 3 traces"],
      ["more-stamps-than-frames", "4 stamps for 3 frames"],
      ["more-names-than-traces", "4 names for 3 traces"],
    ]);
    expect(await problemsOf(tables)).to.deep.equal([]);
  });

  it("names a file that is not there, and too few stamps", async () => {
    const { [`${folder}/3_t.txt`]: _, ...without } = small;
    expect((await caught(tablesOf(without))).message).to.include("3_t.txt: not found");
    const few = { ...small, [`${folder}/3_t.txt`]: "1\n2\n" };
    expect((await caught(tablesOf(few))).message).to.include("3_t.txt: the whole file: expected a stamp for each of 3");
    const failures: string[] = [];
    const onFailure = (id: string) => failures.push(id);
    expect(await publishedOf(few, { onFailure })).to.deep.equal([]);
    expect(failures).to.deep.equal(["3"]);
  });

  it("is published worm by worm in the order of numbers, without what the pipeline drops", async () => {
    const frames = 200;
    const wave = (scale: number) => (frame: number) => scale * Math.sin(frame * frame);
    const columns: readonly ((frame: number) => number)[] = [
      wave(1),
      () => Number.NaN,
      (frame) => (frame >= 100 && frame < 110 ? Number.NaN : wave(2)(frame)),
      (frame) => (frame >= 100 && frame < 111 ? Number.NaN : wave(3)(frame)),
      (frame) => (frame < 60 ? frame : wave(4)(frame)),
      wave(5),
    ];
    const rows = Array.from({ length: frames }, (_, frame) => columns.map((value) => value(frame)));
    const stamps = rows.map((_, frame) => 100 + frame / 2);
    const sources = await publishedOf({
      ...worm(10, rows, "AVA\nX\n\nY\nZ\n\n", stamps),
      ...worm(9, rows, "AVAL?\n", stamps),
    });
    expect(sources.map(({ rawDataFile, ids }) => [rawDataFile, ...ids])).to.deep.equal([
      ["9_gcamp.txt", "AVAL?", "", ""],
      ["10_gcamp.txt", "AVA", "", ""],
    ]);
    expect(sources[0]!.traces.map((trace) => trace[1])).to.deep.equal([1, 2, 5].map((scale) => wave(scale)(1)));
    expect([...sources[0]!.timeS]).to.deep.equal(stamps);
  });

  it("2,000 damaged copies give tables or an error that names the file", async () => {
    const manifest = await loadManifest("leifer2023");
    let refused = 0;
    for (const [index, path] of Object.keys(small).entries()) {
      const sound = new TextEncoder().encode((small as Record<string, string>)[path]);
      const readAll = (bytes: Uint8Array) =>
        collectTables(read(manifest, memoryFiles({ ...small, [path]: bytes }), {}));
      refused += await survive(damagedCopies(sound, { seed: 90 + index, count: 670 }), readAll, { named: "3_" });
    }
    expect(refused).to.be.within(300, 1990);
  });
});

describe("leifer2023, traces that the published pipeline keeps", () => {
  const trace = (length: number, value: (frame: number) => number) => Float64Array.from({ length }, (_, i) => value(i));
  const wave = (frame: number) => Math.sin(frame * frame);

  it("have no straight stretch of 50 samples from a multiple of 25 on", () => {
    expect(keepsTrace(trace(200, wave))).to.equal(true);
    expect(keepsTrace(trace(200, (frame) => (frame >= 25 && frame < 75 ? frame : wave(frame))))).to.equal(false);
    expect(keepsTrace(trace(200, (frame) => (frame >= 26 && frame < 75 ? frame : wave(frame))))).to.equal(true);
    // the start of a stretch is below T - 50: of 100 samples the second half is not looked at
    expect(keepsTrace(trace(100, (frame) => (frame >= 50 ? frame : wave(frame))))).to.equal(true);
    expect(keepsTrace(trace(101, (frame) => (frame >= 50 ? frame : wave(frame))))).to.equal(false);
  });

  it("are straight where differences are equal after rounding halves to even, as NumPy rounds", () => {
    expect(keepsTrace(trace(200, (frame) => (frame % 2) * 0.0005))).to.equal(false);
    expect(keepsTrace(trace(200, (frame) => (frame % 2) * 0.0006))).to.equal(true);
    expect(keepsTrace(trace(200, (frame) => wave(frame) * 1e-4))).to.equal(false);
  });

  it("may have one straight stretch in a thousand", () => {
    const straight = (frame: number) => (frame >= 25 && frame < 75 ? frame : wave(frame));
    expect(keepsTrace(trace(25 * 999 + 51, straight))).to.equal(true);
    expect(keepsTrace(trace(25 * 998 + 50, straight))).to.equal(false);
  });

  it("have no gap longer than a twentieth, rounded down", () => {
    const gap = (length: number, missing: number) =>
      keepsTrace(trace(length, (frame) => (frame < missing ? Number.NaN : wave(frame))));
    expect([gap(219, 10), gap(219, 11), gap(220, 11), gap(220, 12)]).to.deep.equal([true, false, true, false]);
    expect(keepsTrace(trace(10, () => Number.NaN))).to.equal(false);
  });
});
