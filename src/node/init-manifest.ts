import { stat } from "node:fs/promises";
import { basename, dirname, relative, resolve, sep } from "node:path";
import type { ByteSource } from "../bytes/byte-source.js";
import { isInside } from "../bytes/file-set.js";
import { openZip } from "../bytes/zip.js";
import { knownEndings } from "../datasets/own/arrays/open-arrays.js";
import { guess, type InferredContent, type InferredRecording } from "../datasets/own/infer/guess.js";
import { inferArrays } from "../datasets/own/infer/infer-arrays.js";
import { inferImage } from "../datasets/own/infer/infer-image.js";
import { inferTable } from "../datasets/own/infer/infer-table.js";
import { manifestText } from "../datasets/own/infer/manifest-text.js";
import { isImageFile, isTableFile, recordingIdOf } from "../datasets/own/recording-layout.js";
import { ArgumentError, FormatError, isNeuroloomError, type NeuroloomError } from "../errors.js";
import { eventsFileBeside } from "./events-file-beside.js";
import { fileSource } from "./file-source.js";
import { labelFileFor } from "./label-file-for.js";
import { loadManifests } from "./manifests.js";
import { writeAtomically } from "./write-atomically.js";

/** Where the manifest goes, and what is known beforehand. */
export interface InitManifestOptions {
  /** The manifest to write; the files have to lie in its folder or below. */
  readonly out: string;
  /** A text file with a label per line, for files without labels. */
  readonly labels?: string | undefined;
  /** A NIfTI file on the grid of the volumes; only voxels that are not 0 in it are read. */
  readonly mask?: string | undefined;
  /** Write over a manifest that is there. Default: false. */
  readonly force?: boolean | undefined;
  /** Write nothing. Default: false. */
  readonly dryRun?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What was found in the files, and the text about it. */
export interface InitializedManifest {
  readonly text: string;
  readonly recordings: readonly (InferredRecording & { readonly id: string })[];
  /** Files, or members of archives, that could not be understood; they are not in the manifest. */
  readonly failures: readonly { readonly item: string; readonly error: NeuroloomError }[];
}

/**
 * Asks files what they hold and writes a small manifest about them; every line says how sure it is, what no file says
 * is null.
 *
 * @throws ArgumentError when the manifest is there already, or a file is not below its folder; the error of the first
 *   file when none can be understood
 */
export async function initManifest(
  files: readonly string[],
  options: InitManifestOptions,
): Promise<InitializedManifest> {
  const { out, force = false, dryRun = false, signal } = options;
  const folder = dirname(resolve(out));
  if (!/\.(ya?ml)$/i.test(out)) {
    throw new ArgumentError({ argument: "--out", expected: "a name that ends in .yaml", found: out });
  }
  if (!force && !dryRun && (await stat(out).catch(() => undefined))) {
    const next = "give another name, or --force to write over it";
    throw new ArgumentError({ argument: out, expected: "a file that is not there yet", found: "one", next });
  }
  const found: InferredRecording[] = [];
  const failures: { readonly item: string; readonly error: NeuroloomError }[] = [];
  for (const path of new Set(files.map((file) => pathBelow(folder, file)))) {
    await refuseFolder(resolve(folder, path), path);
    for await (const { member, source } of sourcesOf(await fileSource(resolve(folder, path), path), signal)) {
      signal?.throwIfAborted();
      const place = { file: path, ...(member === undefined ? {} : { member }) };
      try {
        const content = await inferContent(source, place, { folder, mask: options.mask, signal });
        found.push({ ...place, ...content });
      } catch (error) {
        if (signal?.aborted || !isNeuroloomError(error)) throw error;
        failures.push({ item: member === undefined ? path : `${path}: ${member}`, error });
      }
    }
  }
  if (found.length === 0) throw failures[0]?.error ?? nothingIn(files);
  const recordings = await Promise.all(found.map((recording) => withLabels(recording, folder, options)));
  const ids = recordingIds(recordings);
  const id = await datasetId(out);
  const isPlain = ids.every((one, index) => one === recordingIdOf(recordings[index]!));
  const text = manifestText(recordings, { id, recordingIds: isPlain ? undefined : ids });
  if (!dryRun) await writeAtomically(out, text);
  return { text, failures, recordings: recordings.map((recording, index) => ({ ...recording, id: ids[index]! })) };
}

type Place = Pick<InferredRecording, "file" | "member">;

async function inferContent(
  source: ByteSource,
  place: Place,
  { folder, mask, signal }: { readonly folder: string } & Pick<InitManifestOptions, "mask" | "signal">,
): Promise<InferredContent> {
  if (isTableFile(place)) return inferTable(source, signal);
  if (!isImageFile(place)) return inferArrays(source);
  const path = mask === undefined ? undefined : pathBelow(folder, mask);
  const named = path === undefined ? undefined : { path, source: await fileSource(resolve(folder, path), path) };
  return inferImage(source, { mask: named, events: await eventsFileBeside(place.file, folder), signal });
}

/** The path of a file from the folder of the manifest. */
function pathBelow(folder: string, file: string): string {
  const path = relative(folder, resolve(file)).split(sep).join("/");
  if (isInside(path)) return path;
  const next = `write the manifest beside the data: --out ${dirname(file)}/my-lab.yaml`;
  throw new ArgumentError({ argument: file, expected: `a file in ${folder} or below`, found: path, next });
}

async function refuseFolder(place: string, path: string): Promise<void> {
  if (!(await stat(place).catch(() => undefined))?.isDirectory()) return;
  const next = `give its files, for example ${path}/*.csv`;
  throw new ArgumentError({ argument: path, expected: "a file", found: "a folder", next });
}

/** A file, or the members of an archive whose endings are known. */
async function* sourcesOf(
  source: ByteSource,
  signal: AbortSignal | undefined,
): AsyncGenerator<{ readonly member?: string; readonly source: ByteSource }> {
  if (!/\.zip$/i.test(source.name)) {
    yield { source };
    return;
  }
  const archive = await openZip(source, signal ? { signal } : {});
  for await (const member of archive.list()) {
    const ending = member.slice(member.lastIndexOf(".") + 1).toLowerCase();
    const isHidden = member.split("/").some((part) => part.startsWith(".") || part === "__MACOSX");
    const inner = knownEndings.includes(ending) && !isHidden ? await archive.open(member) : undefined;
    if (inner) yield { member, source: inner };
  }
}

function nothingIn(files: readonly string[]): FormatError {
  const expected = `files that end in ${[...knownEndings, "nii", "nii.gz"].map((ending) => `.${ending}`).join(", ")}`;
  return new FormatError({ file: files.join(", "), place: "names", expected, found: "none" });
}

/** The recording with the file of labels that was given, or lies beside it, where the file itself has none. */
async function withLabels(
  recording: InferredRecording,
  folder: string,
  { labels }: InitManifestOptions,
): Promise<InferredRecording> {
  if (recording.image !== undefined || (labels === undefined && recording.labels.length > 0)) return recording;
  const given = labels === undefined ? undefined : pathBelow(folder, labels);
  const file = await labelFileFor(recording, folder, given);
  if (file === undefined) return recording;
  const why = given === undefined ? `it lies beside, with ${recording.neurons} lines` : "it was named";
  return { ...recording, labels: [guess("file", file, given === undefined ? "likely" : "sure", why)] };
}

/** Ids of recordings: names of files, and where these are the same, whole paths. */
function recordingIds(recordings: readonly InferredRecording[]): readonly string[] {
  const names = recordings.map(recordingIdOf);
  if (new Set(names).size === names.length) return names;
  const paths = recordings.map(({ file, member }) => (member === undefined ? file : `${file}/${member}`));
  return paths.map((path) => path.replace(/\//g, "-"));
}

/** The name of the manifest as an id that no dataset of this package has. */
async function datasetId(out: string): Promise<string> {
  const name = basename(out)
    .replace(/\.[^.]*$/, "")
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, "-")
    .replace(/^[^a-z0-9]+|-+$/g, "");
  const taken = [...(await loadManifests()).values()].flatMap(({ id, aliases }) => [id, ...aliases]);
  const id = name || "my-lab";
  return taken.some((one) => one.toLowerCase() === id) ? `${id}-own` : id;
}
