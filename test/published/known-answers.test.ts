import { expect } from "chai";
import { publishedId } from "../../src/datasets/dag2023/read-published.js";
import type { PublishedSource } from "../../src/datasets/dataset.js";
import { loadDataset } from "../../src/node/datasets.js";
import { folderFiles } from "../../src/node/folder-files.js";
import { publishedOf } from "../../src/node/published-items.js";
import { nameColumns } from "../../src/published/name-columns.js";
import { publishedTime } from "../../src/published/published-time.js";
import { scaledTrace } from "../../src/published/published-trace.js";
import { publishedResampler } from "../../src/published/resampler.js";
import { publishedSettings } from "../../src/published/settings.js";
import { mirror, realData } from "../support/real-data.js";

async function sourcesOf(id: string): Promise<ReadonlyMap<string, PublishedSource>> {
  const sources = new Map<string, PublishedSource>();
  const { readPublished } = await publishedOf(await loadDataset(id));
  for await (const source of readPublished(folderFiles(mirror!))) sources.set(source.recordingId, source);
  return sources;
}

/** The scaled trace of a neuron before float16, with the recording's native median step and branch. */
function scaled({ ids, traces, timeS }: PublishedSource, label: string) {
  const resampler = publishedResampler(publishedTime(timeS), publishedSettings.stepS);
  return { resampler, values: scaledTrace(traces[ids.indexOf(label)]!, resampler, publishedSettings) };
}

function expectValues(values: Float64Array, expected: Readonly<Record<number, number>>): void {
  for (const [at, value] of Object.entries(expected)) {
    expect(values.at(Number(at)), `sample ${at}`).to.be.closeTo(value, 5e-5);
  }
}

describe("published: known answers of Dag 2023", () => {
  let sources: Awaited<ReturnType<typeof sourcesOf>>;
  before(async function () {
    realData(this, "celegans/dag2023/NeuroPAL_labels_dict.jld2");
    realData(this, "celegans/dag2023/swf415_no_id/2022-01-16-01-data.h5");
    sources = await sourcesOf("dag2023");
  });

  const recordings: readonly (readonly [string, number, number | null, readonly string[]])[] = [
    ["2022-07-26-31", 100, 146, ["SAAD?→SAADL"]],
    ["2022-07-26-38", 87, 141, []],
    ["2022-07-27-31", 104, 145, ["SIBV?→SIBVL", "VB02→VA12", "RMF?→RMFL", "SIBV?→SIBVR", "RIF?→RIFL"]],
    [
      "2022-07-27-38",
      94,
      135,
      [
        ...["RMF?→RMFL", "RMDD?→RMDDL", "RMDD?→RMDDR", "SAAD?→SAADL"],
        ...["AIY?→AIYL", "SAAD?→SAADR", "URADL→URADR", "URADR→URAVR"],
      ],
    ],
    ["2022-07-27-45", 0, 140, []],
    ["2022-08-02-31", 104, 130, ["VB02→VA12", "AIM?→AIML", "AIA?→AIAL", "AIM?→AIMR"]],
    ["2022-08-02-38", 110, 139, ["AIA?→AIAL", "RMF?→RMFL", "SMBD?→SMBDL", "SMBD?→SMBDR", "AIY?→AIYL"]],
    ["2022-08-03-31", 106, null, ["AIY?→AIYL", "RMF?→RMFL", "AIY?→AIYR"]],
    ["2022-01-16-01", 0, 130, []],
    ["2022-05-02-01", 0, 136, []],
  ];
  const kept = recordings.filter(([, labelled]) => labelled > 0);
  for (const [recording, labelled, traces, replacements] of recordings) {
    it(`${recording}: ${labelled} labelled, ${replacements.length} replaced`, () => {
      const source = sources.get(recording)!;
      const named = nameColumns(source.ids, "nearest-label");
      expect(named.filter(({ rule }) => rule === "exact" || rule === "nearest-label")).to.have.length(labelled);
      if (traces !== null) expect(named.filter(({ neuron }) => neuron !== null)).to.have.length(traces);
      const found = named.filter(({ replacedBy }) => replacedBy !== null);
      expect(found.map(({ label, replacedBy }) => `${label}→${replacedBy}`)).to.deep.equal(replacements);
    });
  }

  it("has means of 100.714 and 143.286 over the seven of the product", () => {
    // the traces of 2022-08-03-31 are not among the files; it has 167 ROIs
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value) / values.length;
    expect(kept).to.have.length(7);
    expect(mean(kept.map(([, labelled]) => labelled))).to.be.closeTo(100.714, 5e-4);
    expect(mean(kept.map(([, , traces]) => traces ?? 167))).to.be.closeTo(143.286, 5e-4);
  });

  it("would meet VB02 in 2022-07-27-45 as well, were its labels found", () => {
    expect(publishedId("2022-07-27-45-data.h5")).to.equal("2022-07-27-4");
    expect(publishedId("2022-07-26-31-data.h5")).to.equal("2022-07-26-31");
    expect(sources.get("2022-07-27-45")!.ids).to.deep.equal(Array.from({ length: 140 }, (_, column) => String(column)));
  });

  it("2022-07-26-31: AVAL with times narrowed first", () => {
    const source = sources.get("2022-07-26-31")!;
    const { resampler, values } = scaled(source, "AVAL");
    expect(resampler.medianStepS).to.equal(0.625);
    const native = publishedTime(source.timeS);
    const steps = new Set(Array.from(native.slice(1), (time, index) => time - native[index]!));
    expect([...steps].sort()).to.deep.equal([0.5, 0.625, 0.75]);
    expect(values).to.have.length(1444);
    expectValues(values, { 0: -1.2237, 100: -1.2511, 500: -0.8321, [-1]: -0.1046 });
  });

  it("2022-07-26-31: AVAL with times that are right", () => {
    const { ids, traces, timeS } = sources.get("2022-07-26-31")!;
    const trace = traces[ids.indexOf("AVAL")]!;
    const resampler = publishedResampler(
      timeS.map((time) => time - timeS[0]!),
      publishedSettings.stepS,
    );
    expect(trace[0]).to.be.closeTo(0.377467, 5e-7);
    expect(timeS[0]).to.equal(1228334.1461311695);
    const values = scaledTrace(trace, resampler, publishedSettings);
    expectValues(values, { 0: -1.2238, 100: -1.2514, 500: -0.8322, [-1]: -0.1037 });
  });
});

describe("published: known answers of Kato 2015", () => {
  let sources: Awaited<ReturnType<typeof sourcesOf>>;
  before(async function () {
    realData(this, "celegans/kato2015/raw_full_data_worm_4.npz");
    sources = await sourcesOf("kato2015");
  });

  for (const [worm, branch, length, column, values] of [
    ["worm1", "interpolate", 3243, 35, { 0: -1.0315, 100: -0.0105, 1000: -1.0033, [-1]: -1.0281 }],
    ["worm2", "interpolate", 3243, 52, { 0: 0.4396, 100: 1.2871, 1000: 0.8298, [-1]: -0.8694 }],
    ["worm4", "block-mean", 3242, 45, { 0: 1.5189, 100: 1.202, 1000: 0.979, [-1]: -0.9099 }],
  ] as const) {
    it(`${worm}: AVAL, ${branch}`, () => {
      const source = sources.get(worm)!;
      const found = scaled(source, "AVAL");
      expect(source.ids.indexOf("AVAL")).to.equal(column);
      expect(found.resampler.branch).to.equal(branch);
      expect(found.values).to.have.length(length);
      expectValues(found.values, values);
    });
  }
});

describe("published: known answers of the Flavell export", () => {
  it("2022-08-02-01: VB02 becomes VA12, and nothing else changes", async function () {
    realData(this, "celegans/flavell2023_export/2022-08-02-01_time_trace.json");
    const sources = await sourcesOf("flavell2023");
    const named = nameColumns(sources.get("2022-08-02-01")!.ids, "nearest-label");
    const replaced = named.filter(({ replacedBy }) => replacedBy !== null);
    expect(named).to.have.length(98);
    expect(replaced.map(({ label, replacedBy }) => [label, replacedBy])).to.deep.equal([["VB02", "VA12"]]);
  });
});
