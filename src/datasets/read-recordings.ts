import type { ByteSource } from "../bytes/byte-source.js";
import { type FileSet, openRequired } from "../bytes/file-set.js";
import { FormatError, isNeuroloomError, MissingFileError, UnknownNameError } from "../errors.js";
import { unreadableRecording } from "../manifest/applicable-checks.js";
import { holdsUnnamed } from "../manifest/holds-unnamed.js";
import { matchesFilePattern } from "../manifest/matches-file-pattern.js";
import { matchesPattern } from "../manifest/matches-pattern.js";
import type { Manifest, ManifestFile } from "../manifest/schema.js";
import type { TableBatch } from "../tables/batch.js";
import { batchOf } from "../tables/batch.js";
import type { Row } from "../tables/tables.js";
import type { ReadOptions } from "./dataset.js";

/** Something a reader noticed, repaired or left out; the driver adds the recording and the number. */
export type Finding = Pick<Row<"findings">, "source_file" | "place" | "rule" | "severity" | "found" | "action"> & {
  readonly expected?: string;
};

export type ReportFinding = (finding: Finding) => void;

/** Reads the tables of one recording; `file` is its entry of role `recording`. */
export type ReadRecording = (
  recordingId: string,
  file: ManifestFile,
  report: ReportFinding,
) => Promise<readonly TableBatch[]>;

/**
 * Reads a dataset recording by recording. A recording comes out whole or not at all: its batches are held until it
 * has been read to the end. One that cannot be read ends the reading, unless `options.onFailure` is given: then it
 * is passed there, left out, and noted in `findings`.
 *
 * @throws UnknownNameError when `options.only` matches no recording
 */
export async function* readRecordings(
  manifest: Manifest,
  options: ReadOptions,
  readOne: ReadRecording,
): AsyncGenerator<TableBatch> {
  const entries = selectRecordings(manifest, options);
  const emit = recordingEmitter(manifest, options);
  for (const [index, { recordingId, file }] of entries.entries()) {
    options.signal?.throwIfAborted();
    yield* emit.recording(recordingId, file, (report) => readOne(recordingId, file, report));
    emit.advance(index + 1, entries.length, "recordings");
  }
}

/** A recording that a look into a file found. */
export interface FoundRecording {
  readonly recordingId: string;
  readonly read: (report: ReportFinding) => Promise<readonly TableBatch[]>;
}

/** The recordings of an opened file; `close` lets go of what was opened. */
export interface FoundRecordings {
  readonly recordings: readonly FoundRecording[];
  readonly close?: () => void;
}

/**
 * Like {@link readRecordings} for files of role `recordings`, whose recordings only a look into them tells, and for
 * files that are known only by a pattern: each is opened by `find`, one after the other. Files that are not there are
 * passed over when others are. `options.only` may also name a file, which stands for all of its recordings. Of two
 * recordings with one id the second counts as one that cannot be read.
 *
 * @throws UnknownNameError when `options.only` matches none of the recordings found; MissingFileError when no file is
 *   there
 */
export async function* readFoundRecordings(
  manifest: Manifest,
  files: FileSet,
  options: ReadOptions,
  find: (file: ManifestFile, source: ByteSource) => Promise<FoundRecordings>,
): AsyncGenerator<TableBatch> {
  const present = await presentFiles(manifest, files, options);
  const emit = recordingEmitter(manifest, options);
  const fileOf = new Map<string, string>();
  let chosen = 0;
  for (const [index, file] of present.entries()) {
    options.signal?.throwIfAborted();
    const done = () => emit.advance(index + 1, present.length, "files");
    let found: FoundRecordings;
    try {
      found = await find(file, await openRequired(files, file.path));
    } catch (error) {
      yield* emit.failed(file.path, file, error);
      done();
      continue;
    }
    const isNamed = options.only !== undefined && isNameOf(file, options.only);
    try {
      for (const { recordingId, read } of found.recordings) {
        const before = fileOf.get(recordingId);
        if (!isNamed && options.only !== undefined && !matchesPattern(recordingId, options.only)) {
          fileOf.set(recordingId, before ?? file.path);
          continue;
        }
        chosen++;
        options.signal?.throwIfAborted();
        if (before !== undefined) {
          const expected = `a recording id that ${before} has not used`;
          const error = new FormatError({ file: file.path, place: "recordings", expected, found: recordingId });
          yield* emit.failed(`${recordingId} of ${file.path}`, file, error);
          continue;
        }
        fileOf.set(recordingId, file.path);
        yield* emit.recording(recordingId, file, read);
      }
    } finally {
      found.close?.();
    }
    done();
  }
  if (options.only !== undefined && chosen === 0 && fileOf.size > 0)
    throw noneChosen(manifest, options.only, [...fileOf.keys()]);
}

/**
 * The files of a dataset that hold recordings and are there, in the manifest's order; of an entry with a pattern, one
 * for each match, sorted by name.
 *
 * @throws MissingFileError when none is there
 */
export async function presentFiles(
  manifest: Manifest,
  files: FileSet,
  options: Pick<ReadOptions, "subset">,
): Promise<readonly ManifestFile[]> {
  const wanted = manifest.files.filter((file) => holdsRecordings(file) && isInSubset(file, options));
  const present: ManifestFile[] = [];
  for (const { pattern, ...entry } of wanted) {
    const folder = `${entry.path}/`;
    for await (const path of files.list(pattern === undefined ? entry.path : folder)) {
      const isIt = pattern === undefined ? path === entry.path : matchesFilePattern(path.slice(folder.length), pattern);
      if (isIt) present.push({ ...entry, path });
    }
  }
  if (present.length > 0) return present;
  const file = wanted.map(({ path, pattern }) => (pattern === undefined ? path : `${path}/${pattern}`)).join(", ");
  const { howTo } = manifest.access;
  throw new MissingFileError({
    ...{ file, searched: ["the given files"] },
    ...(howTo !== null && { next: `how to get them: ${howTo}` }),
  });
}

/** True where a pattern names a file, with or without its folders. */
function isNameOf({ path }: ManifestFile, pattern: string): boolean {
  return matchesPattern(path, pattern) || matchesPattern(path.slice(path.lastIndexOf("/") + 1), pattern);
}

/** Gives recordings whole or not at all, and numbers the findings of all of them. */
function recordingEmitter(manifest: Manifest, options: ReadOptions) {
  let findingIndex = 0;

  function findingRows(recordingId: string, findings: readonly Finding[], isThere: boolean): readonly TableBatch[] {
    if (findings.length === 0) return [];
    // a finding may only point to a recording that is there
    const rows = findings.map((finding) => ({
      ...finding,
      found: isThere ? finding.found : `recording ${recordingId}: ${finding.found}`,
      finding_index: findingIndex++,
      recording_id: isThere ? recordingId : null,
    }));
    return [batchOf("findings", rows)];
  }

  function failed(item: string, file: ManifestFile, error: unknown): readonly TableBatch[] {
    if (options.signal?.aborted || !options.onFailure || !isNeuroloomError(error)) throw error;
    options.onFailure(item, error);
    return findingRows(item, [failure(file, error)], false);
  }

  return {
    failed,
    async *recording(
      recordingId: string,
      file: ManifestFile,
      read: FoundRecording["read"],
    ): AsyncGenerator<TableBatch> {
      const findings: Finding[] = [];
      let batches: readonly TableBatch[];
      try {
        batches = await read((finding) => findings.push(finding));
      } catch (error) {
        yield* failed(recordingId, file, error);
        return;
      }
      yield* batches;
      yield* findingRows(recordingId, findings, batches.length > 0);
    },
    advance(done: number, total: number, unit: "recordings" | "files"): void {
      options.onProgress?.({ kind: "advanced", task: "read", item: manifest.id, done, total, unit });
    },
  };
}

/**
 * The recordings that the options name, in the manifest's order. A file whose recordings only a look into it tells
 * stands for itself, under its path; all such files are chosen unless the pattern names some of them. A dataset of
 * something else has none.
 */
export function selectRecordings(manifest: Manifest, options: Pick<ReadOptions, "only" | "subset">) {
  const all = manifest.files
    .filter((file) => holdsRecordings(file) && isInSubset(file, options))
    .map((file) => ({ recordingId: file.group?.subject ?? file.path, file }));
  const { only } = options;
  if (only === undefined) return all;
  const isNamed = all.some(({ file }) => holdsUnnamed(file) && isNameOf(file, only));
  const chosen = all.filter(({ recordingId, file }) => {
    if (matchesPattern(recordingId, only)) return true;
    return holdsUnnamed(file) && (!isNamed || isNameOf(file, only));
  });
  if (chosen.length > 0 || all.length === 0) return chosen;
  throw noneChosen(
    manifest,
    only,
    all.map(({ recordingId }) => recordingId),
  );
}

function noneChosen({ id }: Manifest, only: string, known: readonly string[]): UnknownNameError {
  const next = `its recordings are ${known.join(", ")}`;
  return new UnknownNameError({ kind: `recording of ${id}`, name: only, known, next });
}

function holdsRecordings({ role }: ManifestFile): boolean {
  return role === "recording" || role === "recordings";
}

function isInSubset(file: ManifestFile, { subset }: Pick<ReadOptions, "subset">): boolean {
  return subset !== "sample" || file.subset === "sample";
}

/** The file of a role that belongs to a recording. */
export function fileOfRecording(manifest: Manifest, role: string, recordingId: string): ManifestFile | undefined {
  return manifest.files.find((file) => file.role === role && file.group?.subject === recordingId);
}

function failure(file: ManifestFile, error: Error): Finding {
  const place = error instanceof FormatError ? error.place : "file";
  const source = error instanceof FormatError ? error.file : file.path;
  return {
    source_file: source,
    place,
    rule: unreadableRecording,
    severity: "loss",
    found: error.message,
    action: "the recording is left out",
  };
}
