import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { FileSet } from "../bytes/file-set.js";
import { memoryFiles } from "../bytes/memory-files.js";
import type { Dataset } from "../datasets/dataset.js";
import { isNeuroloomError } from "../errors.js";
import { ignoreProgress } from "../progress.js";
import { rowsOf } from "../tables/batch.js";
import { partitionFolder, withdrawEntry } from "../tables/dataset-index.js";
import { type DataStoreOptions, openDataStore } from "./data-store.js";
import { loadDataset } from "./datasets.js";
import type { LocatedFile } from "./locate-file.js";
import { openTables } from "./open-tables.js";
import { prepareDataset } from "./prepare.js";
import { runOperation } from "./run-operation.js";
import { tableFolder } from "./table-folder.js";
import { shellWord, writeReport } from "./write-report.js";

/** Options of {@link quickstart}: where to write, and those of the data store. */
export interface QuickstartOptions extends DataStoreOptions {
  /** The folder for tables and report. */
  readonly out: string;
}

/** What {@link quickstart} made. */
export interface QuickstartResult {
  readonly out: string;
  readonly report: string;
  /** Ids of the datasets whose tables are in the folder. */
  readonly datasets: readonly string[];
  /** How many recordings were written. */
  readonly recordings: number;
  /** How many annotations of the wiring were written. */
  readonly connectomes: number;
  /** How many volumes of labelled neurons were written. */
  readonly volumes: number;
  /** The combined score S of the sample whose segmentation was scored; null where there is none. */
  readonly score: number | null;
  /** True where no source of recordings could be reached and the simulator stood in. */
  readonly simulated: boolean;
  /** Datasets that could not be had, and why. */
  readonly unreachable: readonly { readonly id: string; readonly reason: string }[];
  /** Commands to try next. */
  readonly next: readonly [string, string, string];
}

/** Datasets whose samples are shown, and what is simulated where none of a kind can be had; null for nothing. */
const samples = [
  { ids: ["dag2023", "kato2015"], standIn: "simulated" },
  { ids: ["white1986"], standIn: "simulated-connectome" },
  { ids: ["fisbe-evaluator-samples"], standIn: null },
] as const;

/**
 * Fetches small real samples (from the mirror or the cache where they are there), writes the harmonized tables and one
 * report; a segmentation among them is scored. A dataset that cannot be reached is left out; where none of recordings, or
 * none of wiring, can be reached, simulated tables stand in. Throws what reading and writing throw: damaged files are an
 * error, not a reason to simulate.
 */
export async function quickstart(options: QuickstartOptions): Promise<QuickstartResult> {
  const { out, onProgress = ignoreProgress, signal } = options;
  const listeners = { onProgress, ...(signal ? { signal } : {}) };
  // a newcomer without a network should not wait for patient retries
  const store = await openDataStore({ ...options, download: { attempts: 2, stallMs: 10_000, ...options.download } });
  const loaded: string[] = [];
  const simulated: string[] = [];
  let recordings = 0;
  let connectomes = 0;
  let volumes = 0;
  const unreachable: { id: string; reason: string }[] = [];
  const prepare = async (dataset: Dataset, files: FileSet, subset?: "sample") => {
    const prepared = await prepareDataset(dataset, { files, out, ...(subset ? { subset } : {}), ...listeners });
    loaded.push(dataset.manifest.id);
    recordings += prepared.recordings.length;
    connectomes += prepared.rows.connectomes ?? 0;
    volumes += prepared.rows.volumes ?? 0;
  };
  for (const { ids, standIn } of samples) {
    const before = loaded.length;
    for (const id of ids) {
      const dataset = await loadDataset(id);
      try {
        await prepare(dataset, await store.ensure(dataset.manifest, { subset: "sample" }), "sample");
      } catch (error) {
        if (!isNeuroloomError(error, "download", "offline", "missing-file")) throw error;
        unreachable.push({ id, reason: error.message });
      }
    }
    if (standIn === null) continue;
    if (loaded.length === before) {
      await prepare(await loadDataset(standIn), memoryFiles({}));
      simulated.push(standIn);
    } else await dropPartition(out, standIn);
  }
  const score = volumes > 0 ? await scoreSegmentation(out, listeners) : null;
  onProgress({ kind: "started", task: "report", item: out });
  const report = await writeReport(out, { signal });
  onProgress({ kind: "done", task: "report", item: out });
  const made = { recordings, connectomes, volumes, score, simulated: simulated.includes(samples[0].standIn) };
  return { out, report, datasets: loaded, ...made, unreachable, next: nextCommands(out, loaded[0]!) };
}

/** Scores the segmentations of a folder by the benchmark's protocol. */
async function scoreSegmentation(
  out: string,
  listeners: Pick<DataStoreOptions, "onProgress" | "signal">,
): Promise<number | null> {
  const analysisId = "segmentation-scores";
  await runOperation({ ...listeners, operation: "score-instances", from: [out], to: out, analysisId });
  const where = { analysis_id: analysisId, metric: "general.avg_f1_cov_score" };
  for await (const batch of (await openTables(out)).read("scores", { where })) {
    for (const { value } of rowsOf({ ...batch, table: "scores" })) return value;
  }
  return null;
}

/** Where the sample files of {@link quickstart} lie, without opening or fetching any. */
export async function locateSamples(options: DataStoreOptions): Promise<readonly LocatedFile[]> {
  const store = await openDataStore(options);
  const located: LocatedFile[] = [];
  for (const id of samples.flatMap(({ ids }) => ids))
    located.push(...(await store.locate((await loadDataset(id)).manifest, { subset: "sample" })));
  return located;
}

// simulated tables of an earlier run must not stand beside real ones
async function dropPartition(out: string, id: string): Promise<void> {
  await withdrawEntry(tableFolder(out), "dataset_id", id);
  const folder = partitionFolder("dataset_id", id);
  for (const entry of await readdir(out, { withFileTypes: true })) {
    if (entry.isDirectory()) await rm(join(out, entry.name, folder), { recursive: true, force: true });
  }
}

function nextCommands(out: string, id: string): QuickstartResult["next"] {
  const dir = shellWord(out);
  return [
    `npx neuroloom plot stacked-traces --in ${dir} --neurons AVA,RIM --out ${shellWord(join(out, "traces.svg"))}`,
    `npx neuroloom plot node-link --in ${dir} --out ${shellWord(join(out, "wiring.svg"))}`,
    `npx neuroloom info ${id}`,
  ];
}
