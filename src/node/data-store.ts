import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { FileSet } from "../bytes/file-set.js";
import { ArgumentError, IntegrityError } from "../errors.js";
import { withLock } from "../manifest/lock.js";
import type { Manifest } from "../manifest/schema.js";
import { type FileSelection, selectFiles } from "../manifest/select-files.js";
import { ignoreProgress, type OnProgress } from "../progress.js";
import { type CacheFolder, cacheFolder } from "./cache-folder.js";
import { cachePlace } from "./cache-place.js";
import { lockUnlocked, readDatasetLock } from "./dataset-lock.js";
import { openDownloader } from "./download.js";
import type { DownloadOptions } from "./download-options.js";
import { fetchMissing, refuseUnreachable } from "./fetch-missing.js";
import { fileDamage } from "./file-damage.js";
import { openHashMemory } from "./hash-memory.js";
import { inParallel } from "./in-parallel.js";
import { type LocatedFile, locateEntry } from "./locate-file.js";
import { placedFiles } from "./placed-files.js";
import { verifyProgress } from "./verify-progress.js";

/** Where files may come from and how they are fetched. */
export interface DataStoreOptions {
  /** A folder with the tree of the manifests' paths; looked at first. Default: `NEUROLOOM_MIRROR`; null: none. */
  readonly mirror?: string | null | undefined;
  /** A folder with the user's own copies of one dataset's files, as its source names them; looked at before the mirror. */
  readonly files?: string | undefined;
  /** By id of a dataset: the folder of its files, for datasets that a manifest of the user's own describes. */
  readonly ownFolders?: ReadonlyMap<string, string> | undefined;
  /** Where downloads are kept. Default: as {@link cachePlace} decides. */
  readonly cacheDir?: string | undefined;
  /** Never use the network. Default: false. */
  readonly offline?: boolean | undefined;
  /** Files fetched or hashed at a time. Default: 4. */
  readonly jobs?: number | undefined;
  /** Says yes to the terms of datasets whose access is not open. Default: false. */
  readonly acceptLicence?: boolean | undefined;
  /** Asks a person whether terms are accepted. Default: the answer is no. */
  readonly confirm?: ((question: string) => Promise<boolean>) | undefined;
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The environment to read `NEUROLOOM_*` from. Default: this process's. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** How downloads behave; the defaults of {@link DownloadOptions} are polite. */
  readonly download?: Partial<DownloadOptions> | undefined;
}

/** A file of a manifest with what is wrong with it on this machine. */
export interface VerifiedFile extends LocatedFile {
  readonly damage: IntegrityError | undefined;
}

/** The files of datasets: in a mirror, in the cache, or to be fetched. */
export interface DataStore {
  readonly mirror: string | undefined;
  readonly cache: CacheFolder;
  /**
   * Gives the selected files by manifest path, each compared with size and SHA-256 of the manifest, fetching what is
   * on no place of this machine. The network is not touched when everything is there.
   *
   * @throws IntegrityError for damaged files, OfflineError and MissingFileError naming every file that cannot be had,
   *   LicenceError when terms were not accepted, DownloadError when fetching failed
   */
  ensure(
    manifest: Manifest,
    selection?: FileSelection,
    options?: { readonly onDamaged?: (path: string, damage: IntegrityError) => void },
  ): Promise<FileSet>;
  /** Where each selected file lies, without opening any. */
  locate(manifest: Manifest, selection?: FileSelection): Promise<readonly LocatedFile[]>;
  /** Reads every selected file that is there again and compares it with the manifest. */
  verify(manifest: Manifest, selection?: FileSelection): Promise<readonly VerifiedFile[]>;
}

/**
 * Opens the data files of this machine. Creates nothing until there is something to keep.
 *
 * @throws ArgumentError when the mirror is no folder
 */
export async function openDataStore(options: DataStoreOptions = {}): Promise<DataStore> {
  const { env = process.env, jobs = 4, offline = false, onProgress = ignoreProgress, signal } = options;
  const given = options.mirror === undefined ? env.NEUROLOOM_MIRROR : options.mirror;
  const mirror = await givenFolder("mirror", given, "give the folder that holds the data folders, such as celegans");
  const own = await givenFolder("files", options.files, "give the folder that holds the files of the dataset");
  const cache = cacheFolder(cachePlace({ cacheDir: options.cacheDir, env }).path);
  const hashes = await openHashMemory(cache.hashes);
  const download = openDownloader({ signal, onProgress, ...options.download });
  const now = options.download?.now ?? Date.now;

  const locate: DataStore["locate"] = async (manifest, selection) => {
    const lock = await readDatasetLock(cache, manifest.id);
    const folders = { files: options.ownFolders?.get(manifest.id) ?? own, mirror, cache: cache.data };
    const located = await Promise.all(selectFiles(manifest, selection).map((entry) => locateEntry(entry, folders)));
    return located.flat().map((one) => ({ ...one, file: withLock(one.file, lock) }));
  };

  const check = async (located: readonly LocatedFile[], fresh: boolean): Promise<readonly VerifiedFile[]> => {
    const progress = verifyProgress(onProgress);
    const outcomes = await inParallel(located, { jobs, signal }, async (one) => {
      let read = 0;
      const onBytes = (done: number) => {
        read = done;
        progress.advanced(one, done);
      };
      const damage = await fileDamage(one, hashes, { signal, onBytes, fresh });
      if (damage) progress.failed(one, damage.message);
      else progress.done(one, read);
      return { ...one, damage };
    });
    progress.finish();
    await hashes.save();
    return outcomes.map((outcome) => {
      if ("error" in outcome) throw outcome.error;
      return outcome.value;
    });
  };

  return {
    mirror,
    cache,
    locate,
    verify: async (manifest, selection) => check(await locate(manifest, selection), true),
    async ensure(manifest, selection, { onDamaged } = {}) {
      const all = await check(await locate(manifest, selection), false);
      const isSpare = ({ isMatch, damage }: VerifiedFile) => isMatch === true && damage !== undefined;
      const passes = onDamaged !== undefined && all.some((one) => one.isMatch === true && !isSpare(one));
      const checked = passes ? all.filter((one) => !isSpare(one)) : all;
      // a damaged file of the mirror is the user's to repair; a damaged one of the cache is fetched again
      const broken = checked.filter(({ damage, place, file }) => {
        const fetchable = place === "cache" && !offline && file.urls.length > 0;
        return damage !== undefined && !fetchable;
      });
      throwDamage(broken);
      if (passes) for (const { file, damage } of all.filter(isSpare)) onDamaged(file.path, damage!);
      await lockUnlocked(cache, manifest.id, checked, hashes, now());
      const missing = checked.filter(({ damage, path }) => damage !== undefined || path === null);
      const places = new Map(checked.flatMap(({ file, path }) => (path === null ? [] : [[file.path, path]])));
      if (missing.length === 0) return placedFiles(places);
      const files = missing.map(({ file }) => file);
      refuseUnreachable(manifest, files, { offline, files: own, mirror, cache });
      const fetched = await fetchMissing(manifest, files, {
        ...{ cache, hashes, download, jobs, onProgress, signal, env, now },
        ...{ acceptLicence: options.acceptLicence, confirm: options.confirm },
      });
      return placedFiles(new Map([...places, ...fetched]));
    },
  };
}

function throwDamage(files: readonly VerifiedFile[]): void {
  const damages = files.flatMap(({ damage }) => (damage ? [damage] : []));
  if (damages.length === 0) return;
  if (damages.length === 1) throw damages[0];
  const found = damages.map(({ message }) => message).join("\n  ");
  const [what, expected] = [`content of ${damages.length} files`, "what the manifest promises"];
  throw new IntegrityError({ file: files.map(({ file }) => file.path).join(", "), what, expected, found });
}

async function givenFolder(
  argument: string,
  given: string | null | undefined,
  next: string,
): Promise<string | undefined> {
  if (!given) return undefined;
  const folder = resolve(given);
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory()) return folder;
  throw new ArgumentError({ argument, expected: "a folder that exists", found: folder, next });
}
