import { DownloadError } from "../errors.js";
import { type BlockCacheOptions, blockCache } from "./block-cache.js";
import type { ByteSource } from "./byte-source.js";
import {
  checkNoPage,
  checkNoPageBytes,
  checkStatus,
  type HttpFile,
  identityOf,
  parseContentRange,
  sizeOfRefusedRange,
} from "./http-answer.js";
import { readBody } from "./http-body.js";
import { httpRanges } from "./http-ranges.js";
import { type HttpRequest, sendRequest } from "./http-request.js";
import { memorySource } from "./memory-source.js";

/** How {@link httpSource} asks and how much it keeps. */
export interface HttpSourceOptions extends BlockCacheOptions {
  /** The `fetch` to use; give one that signs, counts or retries requests. */
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** What to call the file in messages; the url by default. */
  readonly name?: string;
  /** Ends the opening and every later read. */
  readonly signal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * A server that knows no ranges sends the whole file. Up to this many bytes it is taken and kept in memory, a larger
   * one is refused. Default 32 MiB.
   */
  readonly maxWholeBytes?: number;
}

/**
 * A resource on a web server that is read by ranges (RFC 9110, section 14). One request for the first byte learns the
 * size, so that servers that refuse HEAD work too; small reads then go through a block cache. Every answer is checked
 * against what was asked and against the first one.
 *
 * @throws DownloadError when the server cannot be reached or answers with an error, a page, a wrong or endless body
 * @throws IntegrityError from a read, when the resource is no longer the one that was opened
 */
export async function httpSource(url: string, options: HttpSourceOptions): Promise<ByteSource> {
  const { name = url, headers = {}, maxWholeBytes = 1 << 25 } = options;
  const request: HttpRequest = { url, file: name, headers, fetch: options.fetch, signal: options.signal };
  const response = await sendRequest(request, "bytes=0-0", undefined);
  const resource = { file: name, url };
  try {
    if (response.status === 416 && sizeOfRefusedRange(response) === 0) return memorySource(name, new Uint8Array(0));
    checkStatus(resource, response);
    checkNoPage(resource, response.headers.get("content-type"));
    if (response.status === 200) {
      const bytes = await wholeBody(resource, response, maxWholeBytes, options.signal);
      checkNoPageBytes(resource, bytes);
      return memorySource(name, bytes);
    }
    const range = parseContentRange(resource, response);
    if (range.start !== 0 || range.end !== 1 || range.size < 1) {
      const reason = `the range 0-0 was answered with "${response.headers.get("content-range")}"`;
      throw new DownloadError({ ...resource, reason, status: response.status });
    }
    await readBody(resource, response, { bytes: 1, signal: options.signal });
    const identity = identityOf(response, range.size);
    return blockCache(httpRanges(request, identity), options);
  } finally {
    if (!response.bodyUsed) await response.body?.cancel().catch(() => undefined);
  }
}

async function wholeBody(
  resource: HttpFile,
  response: Response,
  maxBytes: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const next = "download the whole file first, or allow a larger one";
  const length = response.headers.get("content-length");
  if (length !== null && Number(length) > maxBytes) {
    const reason = `the server knows no ranges, and the file has ${length} bytes (at most ${maxBytes} are read whole)`;
    throw new DownloadError({ ...resource, reason, status: 200, next });
  }
  return readBody(resource, response, {
    maxBytes,
    signal,
    ...(length === null ? {} : { bytes: Number(length) }),
  });
}
