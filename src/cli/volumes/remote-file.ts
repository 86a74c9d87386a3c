import type { FileSet } from "../../bytes/file-set.js";
import { httpSource } from "../../bytes/http-source.js";
import { DownloadError, OfflineError } from "../../errors.js";
import { httpFetch } from "../../node/http-fetch.js";
import { requestAddress } from "../../node/request-address.js";
import { amountOf } from "../progress-display.js";

/** A file on a server as a set of one file, and what was asked of the server. */
export interface RemoteFile {
  readonly files: FileSet;
  /** Its name in the set. */
  readonly path: string;
  /** How many requests were sent, and for how many of its bytes. */
  readonly requested: () => string;
}

/** Redirects of one request at most. */
const maxRedirects = 5;

/**
 * Opens a file on a server that is then read by ranges.
 *
 * @throws OfflineError where the network must not be used; DownloadError for a server that cannot be reached or refuses
 */
export async function openRemoteFile(
  url: string,
  { offline, signal }: { readonly offline: boolean; readonly signal: AbortSignal },
): Promise<RemoteFile> {
  if (offline) throw new OfflineError({ file: url, next: "run again without --offline, or download it yourself" });
  let requests = 0;
  let bytes = 0;
  const fetch = async (address: string, init: RequestInit): Promise<Response> => {
    const headers = Object.fromEntries(new Headers(init.headers));
    const asked = { fetch: httpFetch as never, maxRedirects };
    const answer = await requestAddress(address, headers, asked, init.signal ?? signal);
    if ("refused" in answer) throw new DownloadError({ file: url, url: address, reason: answer.refused });
    requests++;
    bytes += Number(answer.response.headers.get("content-length") ?? 0);
    return answer.response;
  };
  const source = await httpSource(url, { fetch, signal });
  const path = new URL(url).pathname.split("/").pop() || "file";
  return {
    ...{
      path,
      requested: () => `${url}: ${requests} requests, ${amountOf(bytes, "bytes")} of ${amountOf(source.size, "bytes")}`,
    },
    files: {
      open: async (name) => (name === path ? { ...source, name: path } : undefined),
      async *list(prefix = "") {
        if (path.startsWith(prefix)) yield path;
      },
    },
  };
}
