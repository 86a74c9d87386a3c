import { DownloadError, IntegrityError, MissingFileError, OfflineError } from "../errors.js";
import type { LockEntry } from "../manifest/lock.js";
import type { Manifest } from "../manifest/schema.js";
import type { SingleFile } from "../manifest/single-files.js";
import type { OnProgress } from "../progress.js";
import { type AcceptTermsOptions, acceptTerms, termsOf } from "./accept-terms.js";
import { type CacheFolder, createCacheFolder } from "./cache-folder.js";
import { addToDatasetLock } from "./dataset-lock.js";
import type { Downloaded, Downloader } from "./download.js";
import type { HashMemory } from "./hash-memory.js";
import { inParallel, type Outcome } from "./in-parallel.js";

/** What fetching needs to know. */
export interface FetchMissingOptions extends AcceptTermsOptions {
  readonly cache: CacheFolder;
  readonly hashes: HashMemory;
  readonly download: Downloader;
  readonly jobs: number;
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal | undefined;
}

/**
 * Fetches files of one dataset into the cache, after its terms were accepted and shown, and gives their places by
 * manifest path. One failure does not stop the others; what was fetched is kept.
 *
 * @throws LicenceError before anything is fetched; the one error of the one file that failed, or a
 *   {@link DownloadError} (an {@link IntegrityError} where bytes were wrong) that lists all that failed
 */
export async function fetchMissing(
  manifest: Manifest,
  missing: readonly SingleFile[],
  options: FetchMissingOptions,
): Promise<ReadonlyMap<string, string>> {
  const { cache, hashes, onProgress } = options;
  await acceptTerms(manifest, cache, options);
  onProgress({ kind: "note", task: "licence", item: manifest.id, message: termsOf(manifest) });
  await createCacheFolder(cache);
  const done: Downloaded[] = [];
  const outcomes = await inParallel(missing, options, async (file) => {
    const downloaded = await options.download(file, cache);
    await hashes.remember(downloaded.path, downloaded.sha256);
    done.push(downloaded);
  }).finally(async () => {
    // also after a stop: the next run then knows what is there
    await hashes.save();
    await addToDatasetLock(cache, manifest.id, newLockEntries(done, options.now()));
  });
  throwFailures(manifest, missing, outcomes);
  return new Map(done.map(({ file, path }) => [file.path, path]));
}

/**
 * Throws when a file cannot be had at all, naming every such file, before the first is fetched.
 *
 * @throws MissingFileError where no address is known, OfflineError where the network may not be used
 */
export function refuseUnreachable(
  manifest: Manifest,
  missing: readonly SingleFile[],
  options: {
    readonly offline: boolean;
    readonly files: string | undefined;
    readonly mirror: string | undefined;
    readonly cache: CacheFolder;
  },
): void {
  const places = [
    ...(options.files === undefined ? [] : [`the folder ${options.files}`]),
    ...(options.mirror === undefined ? [] : [`the mirror ${options.mirror}`]),
    `the cache ${options.cache.data}`,
  ];
  const unknown = missing.filter(({ urls }) => urls.length === 0);
  if (unknown.length > 0) {
    const { howTo } = manifest.access;
    const advice = howTo === null ? "" : `; how to get them: ${howTo}`;
    const next = `no address is known for ${unknown.length === 1 ? "it" : "them"}: name the folder that holds the files with --files DIR${advice}`;
    throw new MissingFileError({ file: listed(unknown), searched: places, next });
  }
  if (!options.offline) return;
  const next = `looked in ${places.join(" and ")}; run neuroloom fetch ${manifest.id} with a network, or name a mirror`;
  throw new OfflineError({ file: listed(missing), next });
}

function newLockEntries(done: readonly Downloaded[], now: number): ReadonlyMap<string, LockEntry> {
  const fetchedUtc = new Date(now).toISOString();
  return new Map(
    done
      .filter(({ file }) => file.sha256.length === 0)
      .map(({ file, sha256, bytes, url }) => [file.path, { sha256, bytes, url, fetchedUtc }]),
  );
}

/** More reasons than these are counted, not told. */
const shownReasons = 10;

function throwFailures(manifest: Manifest, files: readonly SingleFile[], outcomes: readonly Outcome<void>[]): void {
  const errors = outcomes.flatMap((outcome) => ("error" in outcome ? [outcome.error] : []));
  if (errors.length === 0) return;
  if (errors.length === 1) throw errors[0];
  const failed = files.filter((_, index) => "error" in outcomes[index]!);
  const reasons = [
    ...errors.slice(0, shownReasons).map((error) => (error as Error).message),
    ...(errors.length > shownReasons ? [`and ${errors.length - shownReasons} more`] : []),
  ].join("\n  ");
  const cause = new AggregateError(errors);
  const next = `run neuroloom fetch ${manifest.id} again: it goes on where it stopped`;
  if (errors.some((error) => error instanceof IntegrityError)) {
    const [what, expected] = [`content of ${errors.length} files`, "what the manifest promises"];
    throw new IntegrityError({ file: listed(failed), what, expected, found: reasons, next, cause });
  }
  const reason = `${errors.length} of ${files.length} files failed:\n  ${reasons}\n`;
  throw new DownloadError({ file: listed(failed), url: "several addresses", reason, next, cause });
}

/** Paths; files of one folder are told together. */
function listed(files: readonly SingleFile[]): string {
  const counts = new Map<string, number>();
  for (const { folder, path } of files) counts.set(folder ?? path, (counts.get(folder ?? path) ?? 0) + 1);
  return Array.from(counts, ([path, count]) => (count === 1 ? path : `${path} (${count} files)`)).join(", ");
}
