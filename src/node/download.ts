import { platform } from "node:os";
import { join } from "node:path";
import { setTimeout as sleepFor } from "node:timers/promises";
import { DownloadError, IntegrityError } from "../errors.js";
import type { SingleFile } from "../manifest/single-files.js";
import { ignoreProgress } from "../progress.js";
import type { CacheFolder } from "./cache-folder.js";
import { downloadAttempt } from "./download-attempt.js";
import type { DownloadOptions } from "./download-options.js";
import { type HostLimit, hostLimit } from "./host-limit.js";
import { httpFetch } from "./http-fetch.js";
import { packageVersion } from "./package-root.js";
import { openPartialFile, type PartialFile } from "./partial-file.js";
import { retryDelay } from "./retry-delay.js";

/** A file that was fetched, verified and moved into the cache. */
export interface Downloaded {
  readonly file: SingleFile;
  /** Where it is now. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  /** The address that served it. */
  readonly url: string;
}

/**
 * Fetches one file into the cache: its addresses in order, each with retries that go on where the last attempt
 * stopped. The bytes are hashed while they come and stand under the file's name only when size and hash are right.
 *
 * @throws DownloadError or IntegrityError of the last address, naming what the others answered; the signal's reason
 *   after a stop, with the bytes so far kept for the next time
 */
export type Downloader = (file: SingleFile, cache: CacheFolder) => Promise<Downloaded>;

/** Makes a downloader; all its downloads share the limit per host. */
export function openDownloader(given: Partial<DownloadOptions> = {}): Downloader {
  const options: DownloadOptions = { ...downloadDefaults(), ...given };
  const atHost = hostLimit(options.perHost);
  const silentHosts: SilentHosts = new Map();
  return async (file, cache) => {
    const { signal, onProgress } = options;
    signal?.throwIfAborted();
    try {
      return await toCache(file, cache, options, { atHost, silentHosts });
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      const known = error instanceof DownloadError || error instanceof IntegrityError;
      const failure = known ? error : diskError(file, error as Error);
      onProgress({ kind: "failed", task: "download", item: file.path, message: failure.message });
      throw failure;
    }
  };
}

/**
 * Hosts that never answered, with the file for which all attempts were in vain: the other files are not asked of them, so
 * that a store of a thousand small files fails in the time of one.
 */
type SilentHosts = Map<string, string>;

/** What the downloads of one downloader share. */
interface Shared {
  readonly atHost: HostLimit;
  readonly silentHosts: SilentHosts;
}

async function toCache(
  file: SingleFile,
  cache: CacheFolder,
  options: DownloadOptions,
  shared: Shared,
): Promise<Downloaded> {
  const { onProgress } = options;
  const task = { task: "download", item: file.path, unit: "bytes" } as const;
  const partial = await openPartialFile(cache.partial, file);
  try {
    onProgress({ ...task, kind: "started", done: partial.size, total: file.bytes });
    const errors: (DownloadError | IntegrityError)[] = [];
    for (const url of file.urls) {
      const result = await fromAddress(file, url, partial, options, shared);
      if ("error" in result) {
        errors.push(result.error);
        const message = `${result.error.message}; trying the next address`;
        if (errors.length < file.urls.length) onProgress({ ...task, kind: "note", message });
        continue;
      }
      const path = join(cache.data, ...file.path.split("/"));
      const bytes = partial.size;
      await partial.moveTo(path);
      onProgress({ ...task, kind: "done", done: bytes, total: bytes, message: `fetched from ${url}` });
      return { file, path, sha256: result.sha256, bytes, url };
    }
    throw summaryOf(file, errors);
  } catch (error) {
    await partial.release({ discard: error instanceof IntegrityError }).catch(() => undefined);
    throw error;
  }
}

type AddressResult = { readonly sha256: string } | { readonly error: DownloadError | IntegrityError };

async function fromAddress(
  file: SingleFile,
  url: string,
  partial: PartialFile,
  options: DownloadOptions,
  { atHost, silentHosts }: Shared,
): Promise<AddressResult> {
  const { attempts, signal, onProgress } = options;
  const { host } = new URL(url);
  let failures = 0;
  let furthest = partial.size;
  for (;;) {
    signal?.throwIfAborted();
    const silentFor = silentHosts.get(host);
    if (silentFor !== undefined) return { error: notAsked(file, url, silentFor) };
    const attempt = await atHost(host, () => downloadAttempt(file, url, partial, options));
    if (attempt.kind === "whole") return { sha256: attempt.sha256 };
    if (attempt.kind === "given-up") return { error: attempt.error };
    failures = partial.size > furthest ? 1 : failures + 1;
    furthest = Math.max(furthest, partial.size);
    if (failures >= attempts) {
      const reason = `${attempt.reason}, after ${failures} attempts`;
      const next = "try again later: it goes on where it stopped";
      const { status, cause } = attempt;
      if (status === undefined && partial.size === 0) silentHosts.set(host, file.path);
      return { error: new DownloadError({ file: file.path, url, reason, next, cause, ...(status ? { status } : {}) }) };
    }
    const wait = retryDelay({ failures, retryAfter: attempt.retryAfter, now: options.now(), random: options.random() });
    const message = `${attempt.reason}; asking again in ${(wait / 1000).toFixed(1)} s`;
    onProgress({ kind: "note", task: "download", item: file.path, message });
    await options.sleep(wait, signal);
  }
}

function notAsked(file: SingleFile, url: string, silentFor: string): DownloadError {
  const reason = `its host did not answer for ${silentFor}, so it was not asked again`;
  const next = "try again later, or name a mirror with --mirror";
  return new DownloadError({ file: file.path, url, reason, next });
}

function summaryOf(file: SingleFile, errors: readonly (DownloadError | IntegrityError)[]): Error {
  const last = errors.at(-1);
  if (!last) return new DownloadError({ file: file.path, url: "no address", reason: "none is known" });
  if (errors.length === 1) return last;
  // wrong bytes matter more than an address that did not answer
  const main = errors.find((error) => error instanceof IntegrityError) ?? last;
  const others = errors.filter((error) => error !== main).map((error) => error.message);
  const next = `the other addresses failed too: ${others.join(" | ")}`;
  const cause = new AggregateError(errors);
  if (main instanceof IntegrityError) {
    return new IntegrityError({
      file: main.file,
      what: "content",
      expected: main.expected,
      found: main.found,
      next,
      cause,
    });
  }
  const { url, reason, status } = main as DownloadError;
  return new DownloadError({ file: file.path, url, reason, next, cause, ...(status ? { status } : {}) });
}

function diskError(file: SingleFile, cause: Error): DownloadError {
  const reason = `the cache could not be written: ${cause.message}`;
  const next = "make room, or choose another --cache-dir";
  return new DownloadError({ file: file.path, url: file.urls[0] ?? "no address", reason, next, cause });
}

function downloadDefaults(): DownloadOptions {
  return {
    fetch: httpFetch,
    signal: undefined,
    onProgress: ignoreProgress,
    sleep: async (milliseconds, signal) => void (await sleepFor(milliseconds, undefined, signal ? { signal } : {})),
    random: Math.random,
    now: Date.now,
    attempts: 5,
    stallMs: 30_000,
    stallBytes: 1024,
    maxUnknownBytes: 16 * 2 ** 30,
    maxRedirects: 5,
    perHost: 3,
    userAgent: `neuroloom/${packageVersion()} (research data download; ${platform()}; node ${process.versions.node})`,
  };
}
