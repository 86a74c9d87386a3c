import { DownloadError } from "../errors.js";

/** What all requests for one resource have in common. */
export interface HttpRequest {
  readonly url: string;
  readonly file: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly signal: AbortSignal | undefined;
}

/**
 * Asks for a range of a resource. Compression is declined, because ranges count bytes of what is sent.
 *
 * @throws DownloadError when no answer comes; the reason of the signal when it aborts
 */
export async function sendRequest(
  request: HttpRequest,
  range: string,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const both = joinSignals(request.signal, signal);
  both?.throwIfAborted();
  const headers = { "accept-encoding": "identity", ...request.headers, range };
  try {
    return await request.fetch(request.url, { headers, ...(both ? { signal: both } : {}) });
  } catch (cause) {
    both?.throwIfAborted();
    throw new DownloadError({ file: request.file, url: request.url, reason: connectionReason(cause), cause });
  }
}

/** One signal that aborts with the first of two. */
export function joinSignals(a: AbortSignal | undefined, b: AbortSignal | undefined): AbortSignal | undefined {
  return a && b ? AbortSignal.any([a, b]) : (a ?? b);
}

/** Node's fetch says "fetch failed" and keeps the reason one level below. */
export function connectionReason(cause: unknown): string {
  const messages: string[] = [];
  for (let error = cause; error instanceof Error && messages.length < 3; error = error.cause)
    messages.push(error.message);
  return messages.filter((message) => message !== "").join(": ") || String(cause);
}
