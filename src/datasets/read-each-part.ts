import { FormatError, isNeuroloomError, UnknownNameError } from "../errors.js";
import { unreadableRecording } from "../manifest/applicable-checks.js";
import { matchesPattern } from "../manifest/matches-pattern.js";
import type { Manifest } from "../manifest/schema.js";
import { batchOf, type TableBatch } from "../tables/batch.js";
import type { ReadOptions } from "./dataset.js";
import type { Finding, ReportFinding } from "./read-recordings.js";

/** What a dataset is made of besides recordings: a wiring diagram, a node table, a set of RDMs. */
export interface DatasetPiece {
  /** What `options.only` names. */
  readonly id: string;
  readonly file: string;
}

/** The parts of a dataset and how one is read. */
export interface EachPart<P extends DatasetPiece> {
  /** What a part is called in messages, such as `node table`. */
  readonly noun: string;
  /** In the order in which they are read. */
  readonly parts: readonly P[];
  readonly read: (part: P, report: ReportFinding) => Promise<readonly TableBatch[]>;
}

/**
 * Reads a dataset part by part. A part comes out whole or not at all. One that cannot be read ends the reading, unless
 * `options.onFailure` is given: then it is passed there, left out, and noted in `findings`. `options.only` names parts by
 * their id, `options.subset` keeps those whose file is in the sample.
 *
 * @throws UnknownNameError when `options.only` matches no part
 */
export async function* readEachPart<P extends DatasetPiece>(
  manifest: Manifest,
  options: ReadOptions,
  { noun, parts, read }: EachPart<P>,
): AsyncGenerator<TableBatch> {
  const chosen = chosenParts(manifest, options, { noun, parts });
  let findingIndex = 0;
  for (const [index, part] of chosen.entries()) {
    options.signal?.throwIfAborted();
    const findings: Finding[] = [];
    let batches: readonly TableBatch[] = [];
    try {
      batches = await read(part, (finding) => findings.push(finding));
    } catch (error) {
      if (options.signal?.aborted || !options.onFailure || !isNeuroloomError(error)) throw error;
      options.onFailure(part.id, error);
      findings.splice(0, findings.length, failure(noun, part, error));
    }
    yield* batches;
    const rows = findings.map((finding) => ({ ...finding, finding_index: findingIndex++ }));
    if (rows.length > 0) yield batchOf("findings", rows);
    const counted = { done: index + 1, total: chosen.length, unit: "recordings" } as const;
    options.onProgress?.({ kind: "advanced", task: "read", item: manifest.id, ...counted });
  }
}

function chosenParts<P extends DatasetPiece>(
  { id: dataset, files }: Manifest,
  { only, subset }: ReadOptions,
  { noun, parts }: Pick<EachPart<P>, "noun" | "parts">,
): readonly P[] {
  const isWanted = (path: string) =>
    subset !== "sample" || files.some((file) => file.path === path && file.subset === "sample");
  const all = parts.filter(({ file }) => isWanted(file));
  const chosen = all.filter(({ id }) => matchesPattern(id, only ?? "*"));
  if (chosen.length > 0 || only === undefined) return chosen;
  const known = all.map(({ id }) => id);
  const next = `its ${noun}s are ${known.join(", ")}`;
  throw new UnknownNameError({ kind: `${noun} of ${dataset}`, name: only, known, next });
}

function failure(noun: string, { id, file }: DatasetPiece, error: Error): Finding {
  return {
    source_file: error instanceof FormatError ? error.file : file,
    place: error instanceof FormatError ? error.place : "file",
    rule: unreadableRecording,
    severity: "loss",
    found: `${noun} ${id}: ${error.message}`,
    action: `the ${noun} is left out`,
  };
}
