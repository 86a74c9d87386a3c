import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { folderFiles } from "../../../src/node/folder-files.js";
import { initManifest } from "../../../src/node/init-manifest.js";
import { openDataset } from "../../../src/node/open-tables.js";
import { loadOwnDataset } from "../../../src/node/own-dataset.js";
import { prepareDataset } from "../../../src/node/prepare.js";
import { toMatrix } from "../../../src/signals/to-matrix.js";
import { rowsOf } from "../../../src/tables/batch.js";
import type { Row } from "../../../src/tables/tables.js";
import { validate } from "../../../src/tables/validate.js";

/** Labels of a made recording: a class left open, a padded name, a name that two traces claim. */
export const labels = ["AVAL", "AVA?", "VB02", "RIML", "AVAL"] as const;
export const samples = 40;
/** Seconds between samples; exact in binary. */
export const stepS = 0.25;
export const velocityName = "Velocity (0.1 mm/s)";

/** A value that float32 and six digits hold, different for every sample and trace. */
export function valueAt(sample: number, trace: number): number {
  return Math.round(1000 * Math.sin(sample * (trace + 1) * 0.37)) / 8 + trace * 128;
}

export const timeAt = (sample: number) => sample * stepS;
/** Falls and rises, so that nothing takes it for a clock. */
export const velocityAt = (sample: number) => (sample % 7) - 3;
export const sampleNumbers = Array.from({ length: samples }, (_, sample) => sample);
export const traceNumbers = labels.map((_, trace) => trace);
/** time × neuron, rows one after the other. */
export const matrixRows = sampleNumbers.map((sample) => traceNumbers.map((trace) => valueAt(sample, trace)));

/** The made recording as a table with a neuron per column. */
export function columnsTable(delimiter = ",", text: (value: number) => string = String): string {
  const head = ["time (s)", ...labels, velocityName];
  const rows = sampleNumbers.map((sample) =>
    [timeAt(sample), ...matrixRows[sample]!, velocityAt(sample)].map(text).join(delimiter),
  );
  return `${[head.join(delimiter), ...rows].join("\n")}\n`;
}

/** What `init`, `prepare` and `validate` make of files; everything that they say stands in it. */
export interface PreparedFiles {
  readonly manifest: string;
  readonly channels: readonly Row<"channels">[];
  readonly findings: readonly Row<"findings">[];
  readonly recordings: readonly Row<"recordings">[];
  readonly events: readonly Row<"events">[];
  readonly matrix: Awaited<ReturnType<typeof toMatrix>>;
  readonly out: string;
}

/** Writes files, asks them, corrects the manifest, prepares it, validates the tables, and takes the first recording. */
export async function initAndPrepare(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  options: {
    /** The files to give to `init`. Default: all. */
    readonly given?: readonly string[];
    /** What a person fills in: words of the manifest and what to put there. */
    readonly edits?: readonly (readonly [string, string])[];
    readonly labels?: string;
    readonly only?: string;
  } = {},
): Promise<PreparedFiles> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  const out = join(folder, "my-lab.yaml");
  const given = (options.given ?? Object.keys(files)).map((name) => join(folder, name));
  const { failures } = await initManifest(given, {
    out,
    ...(options.labels === undefined ? {} : { labels: join(folder, options.labels) }),
  });
  expect(failures.map(({ error }) => error.message)).to.deep.equal([]);
  let manifest = await readFile(out, "utf8");
  for (const [words, others] of options.edits ?? []) {
    expect(manifest).to.contain(words);
    manifest = manifest.replaceAll(words, others);
  }
  await writeFile(out, manifest);
  return { manifest, ...(await prepareOwn(out, join(folder, "out"), options.only)) };
}

/** Prepares a small manifest, validates the tables, and takes the first recording. */
export async function prepareOwn(
  manifest: string,
  out: string,
  only?: string,
): Promise<Omit<PreparedFiles, "manifest">> {
  const dataset = await loadOwnDataset(manifest);
  const { failures, checks } = await prepareDataset(dataset, { files: dataset.files, out, ...(only ? { only } : {}) });
  expect(failures.map(({ error }) => error.message)).to.deep.equal([]);
  expect(checks.filter(({ pass }) => !pass)).to.deep.equal([]);
  expect(await validate(folderFiles(out))).to.deep.equal([]);
  const opened = await openDataset(out);
  const rows = async <T extends "channels" | "findings" | "recordings" | "events">(table: T) => {
    const all: Row<T>[] = [];
    for await (const batch of opened.tables.read(table)) all.push(...(rowsOf(batch as never) as Iterable<Row<T>>));
    return all;
  };
  let matrix: PreparedFiles["matrix"] | undefined;
  for await (const recording of opened.recordings()) {
    matrix ??= await toMatrix(recording, { channels: ({ kind }) => kind === "neuron" });
  }
  const tables = { channels: await rows("channels"), findings: await rows("findings"), events: await rows("events") };
  return { ...tables, recordings: await rows("recordings"), matrix: matrix!, out };
}

/** The made recording came through whole: every sample, its time, every label and what became of it. */
export function expectMadeWorm({ matrix, channels }: PreparedFiles, given: { readonly labelled?: boolean } = {}): void {
  expect(Array.from(matrix.timeS)).to.deep.equal(sampleNumbers.map(timeAt));
  expect(Array.from(matrix.values)).to.deep.equal(matrixRows.flat());
  const neurons = channels.filter(({ kind }) => kind === "neuron");
  expect(neurons.map(({ source_index }) => source_index)).to.have.length(labels.length);
  if (given.labelled === false) {
    expect(neurons.map(({ name_source }) => name_source)).to.deep.equal(labels.map(() => null));
    return;
  }
  expect(neurons.map((one) => [one.name_source, one.name, one.neuron_class, one.name_rule, one.status])).to.deep.equal([
    ["AVAL", "AVAL", "AVA", "exact", "duplicate"],
    ["AVA?", null, "AVA", "ambiguous", "good"],
    ["VB02", "VB2", "VB", "zero-padding", "good"],
    ["RIML", "RIML", "RIM", "exact", "good"],
    ["AVAL", "AVAL", "AVA", "exact", "duplicate"],
  ]);
}
