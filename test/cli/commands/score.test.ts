import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { openTables } from "../../../src/node/open-tables.js";
import type { LabelVolume } from "../../../src/volumes/label-volume.js";
import { readScoresToml } from "../../../src/volumes/metrics/read-scores-toml.js";
import { denseOf, writeFiles, type ZarrLabelOptions, zarrLabels } from "../../support/label-files.js";
import { makeNifti } from "../../support/make-nifti.js";
import { bytesOf, makeNpy } from "../../support/make-npy.js";
import { makeZip } from "../../support/make-zip.js";
import { mirror, realData } from "../../support/real-data.js";
import { runCli } from "../../support/run-cli.js";
import { bars, boxVolume } from "../../support/scored-volumes.js";
import { filesBelow, temporaryFolder } from "../../support/temporary-folder.js";
import { writeHdf5 } from "../../support/write-hdf5.js";

const { first, second, third } = bars;
const three = boxVolume([[first], [second], [third]]);
/** Case 2.1 of the reference's tests. */
const merged = boxVolume([
  [
    first,
    [
      [14, 17],
      [5, 20],
      [14, 17],
    ],
  ],
  [
    [
      [25, 30],
      [25, 30],
      [25, 30],
    ],
  ],
  [
    [
      [5, 8],
      [5, 11],
      [20, 23],
    ],
  ],
  [
    [
      [5, 8],
      [19, 22],
      [20, 23],
    ],
  ],
  [
    [
      [1, 5],
      [1, 5],
      [1, 5],
    ],
  ],
]);
const nothing = boxVolume([]);

function npy(
  volume: LabelVolume,
  descr = "|u1",
  change = (values: Float64Array): ArrayBufferView => Uint8Array.from(values),
) {
  const { shape, values } = denseOf(volume);
  return makeNpy({ descr, shape }, bytesOf(change(values)));
}

describe("command score", () => {
  const folder = temporaryFolder();
  const at = (name: string) => join(folder(), name);
  const store = (name: string, volume: LabelVolume, options?: ZarrLabelOptions) =>
    writeFiles(at(name), zarrLabels(volume, options));
  const score = (...words: readonly string[]) => runCli("score", "fisbe", ...words);

  async function good(...words: readonly string[]) {
    const run = await score(...words);
    expect(run.code, run.err).equal(0);
    return run;
  }
  async function failing(code: number, ...words: readonly string[]) {
    const run = await score(...words);
    expect([run.code, run.out], run.err).deep.equal([code, ""]);
    expect(run.err).match(/^error: /m);
    return run.err;
  }

  it("scores a Zarr store against HDF5, prints the table with its protocol, and writes the reference's files", async () => {
    await store("a.zarr", three, { attributes: { dim_neurons: [2, 3] } });
    const { shape, values } = denseOf(merged);
    await writeFile(at("a.hdf"), await writeHdf5({ "volumes/gmm_label_cleaned": { shape, data: values } }));
    const files = ["--gt", at("a.zarr"), "--pred", `${at("a.hdf")}:/volumes/gmm_label_cleaned`, "--filter", "0"];
    const { out, err } = await good(...files, "--completely", "--toml", at("a.toml"), "--csv", at("a.csv"));
    const [head, row, protocol] = out.split("\n");
    expect(head).match(/^ +S +avF1 +C /);
    expect(row).match(/^a +0\.3935 +0\.3056 +0\.4815 /);
    expect(protocol).match(/^protocol own: .*filter 0.*completely labelled/);
    expect(err).contain("a: scored as labelled completely, as asked");
    const { scores, lists } = readScoresToml(await readFile(at("a.toml"), "utf8"), "a.toml");
    expect(scores["general.avg_f1_cov_score"]).closeTo(0.393519, 1e-6);
    expect(scores["general.GT_dim"]).equal(2);
    expect(lists["general.gt_skel_coverage"]!.length).equal(3);
    expect((await readFile(at("a.csv"), "utf8")).split("\n")[1]).match(/^a;3\.0;5\.0;0\.3935/);
  });

  it("gives the same numbers from NPY and NIfTI as --json, one object on each line", async () => {
    await writeFile(at("a.npy"), npy(three));
    const { shape, values } = denseOf(merged);
    const nifti = makeNifti({ shape: [...shape].reverse(), values: bytesOf(Int16Array.from(values)), gzip: true });
    await writeFile(at("a.nii.gz"), nifti);
    const { out } = await good("--gt", at("a.npy"), "--pred", at("a.nii.gz"), "--filter", "0", "--partly", "--json");
    const [one, ...more] = out.trim().split("\n");
    expect(more).deep.equal([]);
    const told = JSON.parse(one!) as Record<string, Record<string, unknown>> & {
      readonly thresholds: Record<string, object>;
    };
    expect([told.sample, told.labelling]).deep.equal(["a", "partly"]);
    expect(told.general!.avg_f1_cov_score).closeTo(0.444444, 1e-6);
    expect(told.thresholds.th_0_5).include({ AP_FP: 2 });
  });

  it("matches folders of samples by name, tells what stays alone, and adds sets", async () => {
    for (const sample of ["a", "b", "c"]) await store(`gt/${sample}.zarr`, three);
    await mkdir(at("pred"));
    await writeFile(at("pred/a.cleaned.npy"), npy(three));
    await writeFile(at("pred/b.npy"), npy(merged));
    await writeFile(at("pred/d.npy"), npy(merged));
    const { out, err } = await good("--gt", at("gt"), "--pred", at("pred"), "--filter", "0", "--completely");
    expect(out.split("\n").map((line) => line.split(" ")[0])).deep.equal([
      "",
      "a",
      "b",
      "completely",
      "combined",
      "protocol",
      "",
    ]);
    expect(err).contain(`not scored: ${at("gt")}/c.zarr has no prediction`);
    expect(err).contain(`not scored: ${at("pred")}/d.npy has no ground truth`);
    await writeFile(at("pred/a.npy"), npy(merged));
    expect(await failing(2, "--gt", at("gt"), "--pred", at("pred"))).contain("expected one file of each sample");
  });

  it("keeps the other samples where one fails, tells it, and gives 1", async () => {
    await store("gt/a.zarr", three);
    await store("gt/b.zarr", three, { chunk: (bytes) => bytes.subarray(0, 40) });
    await mkdir(at("pred"));
    for (const sample of ["a", "b"]) await writeFile(at(`pred/${sample}.npy`), npy(three));
    const words = [
      "--gt",
      at("gt"),
      "--pred",
      at("pred"),
      "--filter",
      "0",
      "--completely",
      "--out",
      at("out"),
      "--json",
    ];
    const { code, out, err } = await score(...words);
    expect(code).equal(1);
    expect(err).match(/^b: failed: .*gt_instances/m);
    const lines = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ sample, failed, tag }) => [sample, failed, tag])).deep.equal([
      ["a", undefined, undefined],
      ["b", true, "format"],
      [undefined, [], undefined],
    ]);
  });

  it("takes how samples are labelled from folders or a list, says which, and assumes nothing", async () => {
    const inside = (prefix: string) =>
      Object.entries(zarrLabels(three)).map(([name, bytes]) => ({ name: `${prefix}/${name}`, bytes }));
    await writeFile(at("all.zip"), makeZip([...inside("completely/test/a.zarr"), ...inside("partly/test/b.zarr")]));
    await mkdir(at("pred"));
    for (const sample of ["a", "b"]) await writeFile(at(`pred/${sample}.npy`), npy(merged));
    const { out, err } = await good("--gt", at("all.zip"), "--pred", at("pred"), "--filter", "0");
    expect(err).contain("a: scored as labelled completely, as folder says");
    expect(err).contain("b: scored as labelled partly, as folder says");
    expect(out).match(/^partly +0\.4444/m);
    const one = await good(
      "--gt",
      `${at("all.zip")}:/partly/test/b.zarr/volumes/gt_instances`,
      "--pred",
      at("pred/b.npy"),
    );
    expect(one.out).contain("partly labelled by folder");

    const sample = "R14A02-20180905_65_A6";
    await store(`${sample}.zarr`, three);
    const list = `(1) samples for FlyLight completely:\n\ntest:\n${sample}\n`;
    await writeFile(at("list.txt"), list);
    const files = ["--gt", at(`${sample}.zarr`), "--pred", at("pred/a.npy")];
    expect((await good(...files, "--list", at("list.txt"))).out).contain("completely labelled by list.txt");

    await store("x.zarr", three);
    const message = await failing(2, "--gt", at("x.zarr"), "--pred", at("pred/a.npy"));
    expect(message).contain("--partly or --completely: expected one of them").and.contain("--list");
  });

  it("writes tables that are valid and hold what was printed, and scores written tables", async () => {
    await store("a.zarr", three, { attributes: { dim_neurons: [2, 3] } });
    await writeFile(at("a.npy"), npy(merged));
    const files = ["--gt", at("a.zarr"), "--pred", at("a.npy"), "--completely", "--filter", "0"];
    const { out } = await good(...files, "--out", at("out"), "--id", "mine");
    expect(out).match(/^mine: rows: \d+ scores, \d+ matches$/m);
    expect(await runCli("validate", at("out"))).include({ code: 0 });
    const reader = await openTables(at("out"));
    const rows = new Map<string, number | null>();
    for await (const { columns } of reader.read("scores")) {
      const [metrics, values] = [columns.metric as string[], columns.value as ArrayLike<number | null>];
      metrics.forEach((metric, row) => void rows.set(metric, values[row]!));
    }
    expect(rows.get("general.avg_f1_cov_score")).closeTo(0.393519, 1e-6);
    expect(rows.get("general.GT_dim")).equal(2);

    const tables = await runCli("volume", "tables", at("a.zarr"), "--role", "ground truth", "--out", at("tables"));
    expect(tables.code, tables.err).equal(0);
    const more = await runCli(
      "volume",
      "tables",
      at("a.npy"),
      "--role",
      "prediction",
      "--dataset-id",
      "other",
      "--out",
      at("tables"),
    );
    expect(more.code, more.err).equal(0);
    const again = await good("--in", at("tables"), "--completely", "--filter", "0");
    expect(again.out.split("\n").slice(0, 3)).deep.equal(out.split("\n").slice(0, 3));
  });

  it("writes nothing with --dry-run", async () => {
    await store("a.zarr", three);
    await writeFile(at("a.npy"), npy(merged));
    const before = await filesBelow(folder());
    const { out } = await good("--gt", at("a.zarr"), "--pred", at("a.npy"), "--toml", at("a.toml"), "--dry-run");
    expect(out).equal(`would score ${at("a.zarr")} against ${at("a.npy")}\nwould write ${at("a.toml")}\n`);
    await good("--dataset", "fisbe-evaluator-samples", "--dry-run", "--json");
    expect(await filesBelow(folder())).deep.equal(before);
  });

  it("refuses what cannot be meant, naming what there is", async () => {
    expect((await runCli("score", "cellpose")).err).contain('no benchmark named "cellpose"; there is fisbe');
    expect(await failing(2, "--gt", "x", "--pred", "y", "--protocol", "flight")).contain("there is flylight");
    expect(await failing(2, "--gt", "x")).contain("--pred: expected files on both sides");
    expect(await failing(2)).contain("--gt and --pred");
    expect(await failing(2, "--gt", "x", "--pred", "y", "--in", "z")).contain("--in: expected files");
    expect(await failing(2, "--gt", "x", "--pred", "y", "--partly", "--completely")).contain("found both");
    expect(await failing(2, "--gt", "x", "--pred", "y", "--filter", "many")).contain("filter");
    expect(await failing(2, "--gt", "x", "--pred", "y", "--assignment", "best")).contain("assignment");
    expect(await failing(1, "--gt", at("x.zarr"), "--pred", "y")).contain(at("x.zarr"));
    await mkdir(at("empty"));
    expect(await failing(1, "--gt", at("empty"), "--pred", "y")).contain("neither a Zarr store nor");
  });

  it("answers damage and what are no labels with errors that name the file", async () => {
    const half = (bytes: Uint8Array) => bytes.subarray(0, bytes.length / 2);
    await store("good.zarr", three);
    await store("cut.zarr", three, { chunk: half });
    await store("blosc.zarr", three, { compressor: "blosc" });
    await store("unknown.zarr", three, { compressor: "sz3" });
    await writeFile(
      at("fraction.npy"),
      npy(three, "<f8", (values) => values.map((value) => value / 2)),
    );
    await writeFile(
      at("negative.npy"),
      npy(three, "<i4", (values) => Int32Array.from(values, (value) => -value)),
    );
    await writeFile(at("cut.npy"), npy(three).subarray(0, 1000));
    await writeFile(at("text.npy"), "no labels\n");
    const bad = ["cut.zarr", "blosc.zarr", "unknown.zarr", "fraction.npy", "negative.npy", "cut.npy", "text.npy"];
    for (const name of bad) {
      const asGt = await failing(1, "--gt", at(name), "--pred", at("good.zarr"), "--completely");
      const asPred = await failing(1, "--gt", at("good.zarr"), "--pred", at(name), "--completely");
      expect(asGt).contain(name);
      expect(asPred).contain(name);
    }
    const array = `${at("good.zarr")}:/volumes/gt_instances_rm_5`;
    const missing = await failing(2, "--gt", array, "--pred", at("good.zarr"), "--completely");
    expect(missing).contain("its arrays are volumes/gt_instances");
  });

  it("defines scores of nothing, of a chunk that is not stored, and of shapes that differ", async () => {
    await store("three.zarr", three);
    await store("none.zarr", three, { chunk: () => undefined });
    await writeFile(at("nothing.npy"), npy(nothing));
    for (const empty of ["none.zarr", "nothing.npy"]) {
      const pred = await good("--gt", at("three.zarr"), "--pred", at(empty), "--completely");
      expect(pred.out).match(/^three +0\.0000 /m);
      expect(pred.err).contain("the prediction has no instance");
      const gt = await good("--gt", at(empty), "--pred", at("three.zarr"), "--completely");
      expect(gt.out).match(/^(none|nothing) +- /m);
      expect(gt.err).contain("the ground truth has no instance");
    }
    const larger = makeNpy({ descr: "|u1", shape: [32, 34, 30] }, new Uint8Array(32 * 34 * 30).fill(1));
    await writeFile(at("larger.npy"), larger);
    const cropped = await good("--gt", at("three.zarr"), "--pred", at("larger.npy"), "--completely");
    expect(cropped.err).contain("was cut to the other");
    const crossed = makeNpy({ descr: "|u1", shape: [40, 20, 30] }, new Uint8Array(40 * 20 * 30).fill(1));
    await writeFile(at("crossed.npy"), crossed);
    const error = await failing(2, "--gt", at("three.zarr"), "--pred", at("crossed.npy"), "--completely");
    expect(error).contain("40").and.contain("20");
  });

  it("repeats the official scores of the real sample, mode from the list of samples", async function () {
    const gt = realData(this, "fisbe/gt/R14A02-20180905_65_A6.zarr");
    const pred = realData(this, "fisbe/pred/R14A02-20180905_65_A6.hdf");
    const expected = await readFile(realData(this, "fisbe/expected/R14A02-20180905_65_A6.official.toml"), "utf8");
    const { out } = await good("--gt", gt, "--pred", pred, "--mirror", mirror!, "--toml", at("ours.toml"));
    expect(out).match(/^R14A02-20180905_65_A6 +0\.3657 +0\.3472 +0\.3841 /m);
    expect(out).contain("protocol flylight: ").and.contain("completely labelled by sample_list_per_split.txt");
    const official = readScoresToml(expected, "official");
    const ours = readScoresToml(await readFile(at("ours.toml"), "utf8"), "ours");
    expect(Object.keys(official.scores)).not.empty;
    for (const [name, value] of Object.entries(official.scores)) expect(ours.scores[name], name).closeTo(value!, 1e-6);
    for (const [name, values] of Object.entries(official.lists)) {
      values.forEach((value, place) => void expect(ours.lists[name]![place], name).closeTo(value!, 1e-6));
    }
  });
});
