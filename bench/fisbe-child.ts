import { createHash } from "node:crypto";
import { basename, dirname } from "node:path";
import { openVolumeArray } from "../src/datasets/volumes/open-volume-array.js";
import { folderFiles } from "../src/node/folder-files.js";
import { collectLabelVolume } from "../src/volumes/collect-label-volume.js";
import { componentsAt } from "../src/volumes/components-of-runs.js";
import { countVoxels } from "../src/volumes/count-voxels.js";
import { instanceColumnNames, type SummedColumn } from "../src/volumes/instance-columns.js";
import { instanceStatistics } from "../src/volumes/instance-statistics.js";
import type { LabelledInstance, LabelVolume, VoxelRuns } from "../src/volumes/label-volume.js";
import { scoreInstances } from "../src/volumes/metrics/score-instances.js";
import { thin } from "../src/volumes/thinning/thin.js";
import { timed } from "./graph-timing.js";
import { processorSeconds } from "./processor-seconds.js";

const [task, gtFile, ...words] = process.argv.slice(2) as [string, string, ...string[]];

/** A label volume as the command line reads it; its array is found by its usual name. */
async function read(file: string): Promise<{ readonly volume: LabelVolume; readonly dim: readonly number[] }> {
  const array = await openVolumeArray(folderFiles(dirname(file)), basename(file));
  const volume = await collectLabelVolume(array.shape, (onRun) => array.foreground(onRun), { file });
  if (!file.endsWith(".zarr")) return { volume, dim: [] };
  const { dim_neurons: dim = [] } = (await array.attributes()) as { readonly dim_neurons?: readonly number[] };
  return { volume, dim };
}

/** What took how long by the clock. */
const parts: Record<string, number> = {};

async function part<T>(name: string, run: () => T | Promise<T>): Promise<T> {
  const begin = performance.now();
  const result = await run();
  parts[name] = (performance.now() - begin) / 1000;
  return result;
}

const countsAndBoxes = ["voxels", "z_min", "z_max", "y_min", "y_max", "x_min", "x_max"] as const;
const connectivities = [6, 18, 26] as const;

/** The instances that are named, those with `@low:high` cut to these slices. */
function chosen({ instances, shape }: LabelVolume): readonly LabelledInstance[] {
  if (words.length === 0) return instances;
  return words.flatMap((word) => {
    const [label, slices] = word.split("@");
    const [low, high] = (slices ?? `0:${shape[0]}`).split(":").map((plane) => Number(plane) * shape[1] * shape[2]);
    return instances
      .filter((instance) => String(instance.label) === label)
      .map((instance) => ({ ...instance, runs: between(instance.runs, low!, high!) }));
  });
}

function between({ starts, lengths }: VoxelRuns, low: number, high: number): VoxelRuns {
  const isIn = (_: number, run: number) => starts[run]! >= low && starts[run]! < high;
  return { starts: starts.filter(isIn), lengths: lengths.filter(isIn) };
}

/** Each task gives what both sides are compared by, and what was measured where that is not the whole process. */
const tasks: Readonly<Record<string, () => Promise<object>>> = {
  async score() {
    const gt = await part("ground truth", () => read(gtFile));
    const pred = await part("prediction", () => read(words[0]!));
    const scores = await part("score", () => scoreInstances(gt.volume, pred.volume, { dim: gt.dim }));
    const { general, confusion_matrix, thresholds } = scores;
    return { scores: { general, confusion_matrix: { ...confusion_matrix, ...thresholds } } };
  },
  async table() {
    const { volume } = await part("ground truth", () => read(gtFile));
    const columns = words[0] === "all" ? instanceColumnNames : countsAndBoxes;
    const table = await part("table", () => instanceStatistics(volume, { columns }));
    return { counts: Object.fromEntries(table.instance.map((label, place) => [label, table.voxels![place]])) };
  },
  async regionprops() {
    const { volume } = await read(gtFile);
    const columns = instanceColumnNames.filter((name): name is SummedColumn => !/^(overlap|components)/.test(name));
    let voxels: readonly number[] = [];
    const measured = timed(() => {
      voxels = instanceStatistics(volume, { columns }).voxels;
      return null;
    });
    return { measured, counts: { voxels } };
  },
  async components() {
    const { volume } = await read(gtFile);
    let counts: object = {};
    const measured = timed(() => {
      const found = volume.instances.map(({ runs }) => componentsAt(runs, volume.shape, connectivities));
      counts = Object.fromEntries(connectivities.map((near, i) => [near, found.map((pieces) => pieces[i]!.count)]));
      return null;
    });
    return { measured, counts };
  },
  async thin() {
    const { volume } = await read(gtFile);
    const instances = chosen(volume);
    let skeletons: readonly Float64Array[] = [];
    const measured = timed(() => {
      skeletons = instances.map(({ runs }) => thin(runs, volume.shape).voxels);
      return null;
    });
    const foreground = instances.map(({ runs }) => countVoxels(runs));
    const voxels = skeletons.map((skeleton) => createHash("sha256").update(skeleton).digest("hex"));
    return { measured, counts: { foreground, skeleton: skeletons.map(({ length }) => length), voxels } };
  },
  async "centre-lines"() {
    const { centreLines } = await import("../src/volumes/skeleton/centre-lines.js");
    const { treeMeasures } = await import("../src/volumes/skeleton/tree-measures.js");
    const { volume } = await read(gtFile);
    const instances = chosen(volume);
    const none = Number.POSITIVE_INFINITY;
    let found: readonly ReturnType<typeof treeMeasures>[] = [];
    const measured = timed(() => {
      found = instances.map(({ runs }) => {
        const options = { dustThreshold: 0, scale: 1.5, constant: 4, somaDetection: none, somaAcceptance: none };
        return treeMeasures(centreLines(runs, volume.shape, options));
      });
      return null;
    });
    const foreground = instances.map(({ runs }) => countVoxels(runs));
    const [nodes, cable] = [found.map((tree) => tree.nodes), found.map((tree) => tree.cableLength)];
    return { measured, counts: { foreground, nodes, cable } };
  },
  async prepare() {
    const { openDataStore } = await import("../src/node/data-store.js");
    const { loadDataset } = await import("../src/node/datasets.js");
    const { prepareDataset } = await import("../src/node/prepare.js");
    const dataset = await loadDataset("fisbe-evaluator-samples");
    const store = await openDataStore({ mirror: gtFile, offline: true });
    const files = await store.ensure(dataset.manifest, { subset: "full" });
    await prepareDataset(dataset, { files, out: words[0]! });
    return {};
  },
};

const details = await tasks[task]!();
const maxRssBytes = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ ...details, parts, maxRssBytes, cpuSeconds: processorSeconds() }));
