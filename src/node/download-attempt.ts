import { isPageType } from "../bytes/html-page.js";
import { DownloadError, IntegrityError } from "../errors.js";
import type { SingleFile } from "../manifest/single-files.js";
import type { DownloadOptions } from "./download-options.js";
import type { PartialFile, PartialRecord } from "./partial-file.js";
import { receiveBody } from "./receive-body.js";
import { requestAddress } from "./request-address.js";

/** What came of asking one address once. */
export type Attempt =
  | { readonly kind: "whole"; readonly sha256: string }
  | { readonly kind: "given-up"; readonly error: DownloadError | IntegrityError }
  | {
      readonly kind: "again";
      readonly reason: string;
      readonly status?: number;
      readonly retryAfter?: string | null;
      readonly cause?: unknown;
    };

/**
 * Asks one address once for what is missing of a file, and checks the whole against the manifest.
 *
 * @throws the signal's reason after a stop; what the disk throws when it does not take the bytes
 */
export async function downloadAttempt(
  file: SingleFile,
  url: string,
  partial: PartialFile,
  options: DownloadOptions,
): Promise<Attempt> {
  if (partial.size > 0 && !mayResume(file, url, partial)) await partial.restart(emptyRecord(file, url));
  // asking for the bytes after the end would only give 416
  if (file.bytes !== null && partial.size === file.bytes && partial.size > 0) return verified(file, url, partial, true);
  const stall = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stall.signal]) : stall.signal;
  const from = partial.size;
  const stopWatching = watchForStall(partial, options, stall);
  try {
    const answer = await requestAddress(url, headersFor(url, partial, options), options, signal);
    if ("refused" in answer) return givenUp(file, url, answer.refused);
    return await takeAnswer(file, url, partial, answer.response, options);
  } catch (error) {
    if (options.signal?.aborted || isDiskError(error)) throw error;
    const brought = partial.size - from;
    return {
      kind: "again",
      reason: stall.signal.aborted ? stallReason(options) : brokenReason(error, brought),
      cause: error,
    };
  } finally {
    stopWatching();
    // gives the connection back when the body was left before its end
    stall.abort();
  }
}

async function takeAnswer(
  file: SingleFile,
  url: string,
  partial: PartialFile,
  response: Response,
  options: DownloadOptions,
): Promise<Attempt> {
  const { status, headers } = response;
  const resumed = status === 206;
  if (status === 416 && partial.size > 0) return afterEnd(file, url, partial, headers);
  if (status !== 200 && !resumed) return refusedWith(file, url, response, options);
  if (isPageType(headers.get("content-type")) && !/html/.test(file.mediaType)) {
    const size = lengthOf(headers) === null ? "" : ` of ${lengthOf(headers)} bytes`;
    return givenUp(file, url, `sent an HTML page${size} in place of ${file.mediaType}`);
  }
  const record = recordOf(file, url, headers);
  const range = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(headers.get("content-range") ?? "");
  if (resumed) {
    const same = range !== null && Number(range[1]) === partial.size && isSameEdition(partial.record, record);
    if (!same) {
      await partial.restart(emptyRecord(file, url));
      return { kind: "again", reason: "the file changed at its source since the download began; starting again" };
    }
    await partial.resume(record);
  } else await partial.restart(record);
  const announced = resumed ? totalOf(range?.[3]) : lengthOf(headers);
  const from = partial.size;
  const error = await receiveBody(response.body, file, url, partial, announced, options);
  if (error) {
    await partial.restart(emptyRecord(file, url));
    return { kind: "given-up", error };
  }
  const whole = file.bytes ?? announced;
  if (whole !== null && partial.size < whole) {
    return { kind: "again", reason: `the body ended after ${partial.size} of ${whole} bytes` };
  }
  return verified(file, url, partial, from > 0);
}

async function verified(file: SingleFile, url: string, partial: PartialFile, resumed: boolean): Promise<Attempt> {
  const sha256 = partial.sha256();
  if (file.sha256.length === 0 || file.sha256.includes(sha256)) return { kind: "whole", sha256 };
  await partial.restart(emptyRecord(file, url));
  // the fault may lie in the part that was there before: one clean try tells
  if (resumed) return { kind: "again", reason: "the resumed file has a wrong sha256; starting again" };
  const next = "the file at the source changed or was damaged on the way; nothing was kept";
  const expected = file.sha256.join(" or ");
  return {
    kind: "given-up",
    error: new IntegrityError({ file: `${file.path} from ${url}`, what: "sha256", expected, found: sha256, next }),
  };
}

/** 416: the partial file is whole already, or it is not a beginning of what the server has. */
async function afterEnd(file: SingleFile, url: string, partial: PartialFile, headers: Headers): Promise<Attempt> {
  const total = totalOf(/^bytes \*\/(\d+)$/.exec(headers.get("content-range") ?? "")?.[1]);
  if (file.bytes === null && total === partial.size) return verified(file, url, partial, true);
  await partial.restart(emptyRecord(file, url));
  return { kind: "again", status: 416, reason: "the server has no bytes after those that are here; starting again" };
}

async function refusedWith(
  file: SingleFile,
  url: string,
  response: Response,
  options: DownloadOptions,
): Promise<Attempt> {
  await response.body?.cancel();
  const { status, headers } = response;
  const retryAfter = headers.get("retry-after");
  const reason = `the server answered ${status}${response.statusText ? ` ${response.statusText}` : ""}`;
  const passing = status >= 500 || [408, 425, 429].includes(status) || (status === 403 && retryAfter !== null);
  if (passing) return { kind: "again", status, reason, retryAfter };
  const next = adviceFor[status] ?? "open the address in a browser to see what it says";
  const said = status === 403 ? `${reason} to the agent "${options.userAgent}"` : reason;
  return { kind: "given-up", error: new DownloadError({ file: file.path, url, reason: said, next, status }) };
}

const adviceFor: Readonly<Record<number, string>> = {
  401: "the address wants a login; fetch the file by hand and place it in a mirror",
  403: "the host may block programs or want a login; fetch the file by hand and place it in a mirror",
  404: "the manifest lists a file that is no longer at this address",
  410: "the manifest lists a file that is no longer at this address",
};

function givenUp(file: SingleFile, url: string, reason: string): Attempt {
  const next = "open the address in a browser to see what it says";
  return { kind: "given-up", error: new DownloadError({ file: file.path, url, reason, next }) };
}

/** A known hash tells whether the parts belong together; without one only the server's own mark of the edition can. */
function mayResume(file: SingleFile, url: string, { record, size }: PartialFile): boolean {
  if (file.bytes !== null && size > file.bytes) return false;
  return file.sha256.length > 0 || (record?.url === url && validatorOf(record) !== null);
}

function headersFor(url: string, { size, record }: PartialFile, options: DownloadOptions): Record<string, string> {
  // compressed transfer would make ranges and sizes mean something else
  const headers = { "user-agent": options.userAgent, accept: "*/*", "accept-encoding": "identity" };
  if (size === 0) return headers;
  const validator = record?.url === url ? validatorOf(record) : null;
  return { ...headers, range: `bytes=${size}-`, ...(validator === null ? {} : { "if-range": validator }) };
}

function validatorOf({ etag, lastModified }: PartialRecord): string | null {
  // a weak tag promises the same meaning, not the same bytes
  return etag !== null && !etag.startsWith("W/") ? etag : lastModified;
}

function isSameEdition(before: PartialRecord | undefined, now: PartialRecord): boolean {
  if (before?.url !== now.url) return true;
  if (before.etag !== null && now.etag !== null) return before.etag === now.etag;
  return before.lastModified === null || now.lastModified === null || before.lastModified === now.lastModified;
}

function recordOf(file: SingleFile, url: string, headers: Headers): PartialRecord {
  const sha256 = [...file.sha256];
  return { url, etag: headers.get("etag"), lastModified: headers.get("last-modified"), sha256 };
}

function emptyRecord(file: SingleFile, url: string): PartialRecord {
  return { url, etag: null, lastModified: null, sha256: [...file.sha256] };
}

function lengthOf(headers: Headers): number | null {
  if ((headers.get("content-encoding") ?? "identity") !== "identity") return null;
  return totalOf(headers.get("content-length") ?? undefined);
}

function totalOf(text: string | undefined): number | null {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : null;
}

function watchForStall(partial: PartialFile, { stallMs, stallBytes }: DownloadOptions, stall: AbortController) {
  let before = partial.size;
  const timer = setInterval(() => {
    // after a new start the size counts from nothing again
    if (partial.size - (partial.size < before ? 0 : before) < stallBytes) stall.abort();
    before = partial.size;
  }, stallMs);
  return () => clearInterval(timer);
}

function stallReason({ stallBytes, stallMs }: DownloadOptions): string {
  return `fewer than ${stallBytes} bytes came in ${stallMs / 1000} s`;
}

function brokenReason(error: unknown, brought: number): string {
  const cause = (error as { cause?: { code?: string; message?: string } }).cause;
  const words = cause?.code ?? cause?.message ?? (error as Error).message;
  return `the connection broke${brought > 0 ? ` after ${brought} more bytes` : ""} (${words})`;
}

/** Errors of the file system carry the call that failed; errors of `fetch` keep theirs in `cause`. */
function isDiskError(error: unknown): boolean {
  return typeof (error as NodeJS.ErrnoException).syscall === "string";
}
