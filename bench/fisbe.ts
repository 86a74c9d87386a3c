import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Benchmark, BenchmarkCase, BenchmarkCommand } from "./benchmark.js";
import { fisbeLines, type Goal } from "./fisbe-lines.js";
import { dataFolder, needModules, oursCommand, peerCommand } from "./peer-environment.js";

const sample = "R14A02-20180905_65_A6";

/** Neurons whose centre lines kimimaro draws within a minute: a short one, slices of a long one, and a long one. */
const shortLines = ["5", "6@100:160", "7"];

/** A case with what is to be reached in it. */
interface Row extends Omit<BenchmarkCase, "name"> {
  readonly goals: readonly Goal[];
}

const atLeast = (ratio: number, of: Goal["of"] = "ratio"): Goal => ({ of, atLeast: ratio });
const atMost = (most: number, of: Goal["of"]): Goal => ({ of, atMost: most });

function rowsOf(data: string, folder: string): Readonly<Record<string, Row>> {
  const gt = join(data, "fisbe", "gt", `${sample}.zarr`);
  const pred = join(data, "fisbe", "pred", `${sample}.hdf`);
  const larger = { gt: join(folder, "larger.zarr"), pred: join(folder, "larger.hdf") };
  const ours = (task: string, ...words: readonly string[]): BenchmarkCommand => {
    return oursCommand("fisbe-child.js", [task, gt, ...words]);
  };
  const onLarger = (task: string, ...words: readonly string[]): BenchmarkCommand => {
    return oursCommand("fisbe-child.js", [task, larger.gt, ...words]);
  };
  const tables = (task: string, ...words: readonly string[]): BenchmarkCommand => {
    return peerCommand("fisbe_tables.py", [gt, task, ...words]);
  };
  const zarrita = oursCommand("fisbe-zarrita-child.js", [gt, "volumes/gt_instances", "decode"]);
  const counting = oursCommand("fisbe-zarrita-child.js", [gt, "volumes/gt_instances", "count"]);
  const quick = { mostPeerRuns: 3 };
  const once = { mostPeerRuns: 1 };
  return {
    "counts and boxes, zarrita decodes": {
      ...{ ours: ours("table", "some"), peer: zarrita, ...quick },
      goals: [atLeast(20), atMost(200, "peak MB")],
    },
    "all columns, zarrita decodes": {
      ...{ ours: ours("table", "all"), peer: zarrita, ...quick },
      goals: [atLeast(20), atMost(200, "peak MB")],
    },
    "all columns, zarrita and a scan": { ours: ours("table", "all"), peer: counting, ...quick, goals: [] },
    "columns, regionprops_table": { ours: ours("regionprops"), peer: tables("regionprops"), ...once, goals: [] },
    "components, scipy.ndimage.label": { ours: ours("components"), peer: tables("label"), ...once, goals: [] },
    "components, cc3d": { ours: ours("components"), peer: tables("cc3d"), ...once, goals: [] },
    "thinning, scikit-image": {
      ...{ ours: ours("thin"), peer: tables("thin"), ...quick },
      goals: [atLeast(5, "calculation"), atLeast(1, "million voxels per second")],
    },
    ...Object.fromEntries(
      shortLines.map((one): [string, Row] => [
        `centre lines of ${one}, kimimaro`,
        { ours: ours("centre-lines", one), peer: tables("kimimaro", one), ...quick, goals: [] },
      ]),
    ),
    "table, four times the volume": {
      ...{ ours: ours("table", "all"), peer: onLarger("table", "all") },
      goals: [atMost(1.3, "ratio")],
    },
    "score, four times the volume": {
      ...{ ours: ours("score", pred), peer: onLarger("score", larger.pred) },
      goals: [atMost(1.3, "ratio")],
    },
    "prepared to Parquet, zarrita decodes": {
      ...{ ours: oursCommand("fisbe-child.js", ["prepare", data, join(folder, "prepared")]), peer: zarrita, ...quick },
      goals: [],
    },
    "score, evaluator": {
      ...{ ours: ours("score", pred), peer: peerCommand("fisbe_evaluator.py", [gt, pred]), ...once },
      goals: [atLeast(50), atLeast(100), atLeast(20, "times less memory")],
    },
  };
}

const goals = new Map<string, readonly Goal[]>();

export const fisbe: Benchmark = {
  name: "fisbe",
  summary: `scores, tables, components and skeletons of ${sample} (1.27 billion elements), one thread each`,
  peer: [
    "the official evaluator's work (bench/peers/fisbe_evaluator.py); zarrita; scikit-image, SciPy, cc3d, kimimaro",
    "(bench/peers/fisbe_tables.py); for the volume four times as large ourselves on the given one, the larger one as peer",
  ].join(" "),
  async cases(folder) {
    needModules("zarr, h5py, skimage, scipy, cc3d, kimimaro");
    const data = dataFolder();
    const { program, words } = peerCommand("fisbe_larger.py", [
      join(data, "fisbe", "gt", `${sample}.zarr`),
      join(data, "fisbe", "pred", `${sample}.hdf`),
      folder,
    ]);
    execFileSync(program, words);
    return Object.entries(rowsOf(data, folder)).map(([name, { goals: wanted, ...row }]): BenchmarkCase => {
      goals.set(name, wanted);
      return { name, ...row };
    });
  },
  lines: (result) => fisbeLines(result, goals.get(result.case) ?? []),
};
