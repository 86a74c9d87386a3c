import { DownloadError, IntegrityError } from "../errors.js";
import { beginsAsPage, isPageType } from "./html-page.js";

/** Which resource, for messages. */
export interface HttpFile {
  readonly file: string;
  readonly url: string;
}

/** What tells one edition of a resource from another. */
export interface HttpIdentity {
  readonly size: number;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export function identityOf(response: Response, size: number): HttpIdentity {
  return { size, etag: response.headers.get("etag"), lastModified: response.headers.get("last-modified") };
}

/** @throws IntegrityError when two answers are of different editions; a header that one of them lacks is not compared */
export function checkIdentity(resource: HttpFile, first: HttpIdentity, now: HttpIdentity): void {
  for (const key of ["size", "etag", "lastModified"] as const) {
    if (first[key] === null || now[key] === null || first[key] === now[key]) continue;
    const next = "the file changed on the server between two reads; open it again";
    const fields = { file: resource.file, expected: String(first[key]), found: String(now[key]), next };
    throw new IntegrityError({ ...fields, what: { size: "size", etag: "ETag", lastModified: "Last-Modified" }[key] });
  }
}

/** @throws DownloadError for every status but 200 and 206, and for a body that is compressed on the way */
export function checkStatus(resource: HttpFile, response: Response): void {
  const { status } = response;
  const fields = { ...resource, status };
  if (status !== 200 && status !== 206) {
    throw new DownloadError({ ...fields, reason: `status ${status} ${response.statusText}`.trim() });
  }
  const encoding = response.headers.get("content-encoding");
  if (encoding !== null && encoding !== "identity") {
    throw new DownloadError({ ...fields, reason: `the body is sent as ${encoding}, whose ranges cannot be read` });
  }
}

/** @throws DownloadError when a page came where a file that is no page was asked for */
export function checkNoPage(resource: HttpFile, contentType: string | null): void {
  if (isPageType(contentType) && !isPage(resource)) throw pageError(resource);
}

/** The same for a body that does not say what it is. */
export function checkNoPageBytes(resource: HttpFile, firstBytes: Uint8Array): void {
  const text = String.fromCharCode(...firstBytes.subarray(0, 1024));
  if (beginsAsPage(text) && !isPage(resource)) throw pageError(resource);
}

function isPage({ file, url }: HttpFile): boolean {
  return /\.x?html?$/i.test(file) || /\.x?html?([?#]|$)/i.test(url);
}

function pageError(resource: HttpFile): DownloadError {
  const next = "open the address in a browser: it may ask for a login or have moved";
  return new DownloadError({ ...resource, reason: "an HTML page came instead of the file", next });
}

/** The `Content-Range` of a 206 answer; `end` is exclusive. */
export function parseContentRange(
  resource: HttpFile,
  response: Response,
): { start: number; end: number; size: number } {
  const header = response.headers.get("content-range");
  const match = /^\s*bytes\s+(\d{1,15})-(\d{1,15})\/(\d{1,15})\s*$/i.exec(header ?? "");
  if (!match) {
    const reason = header === null ? "a range was answered without Content-Range" : `Content-Range is "${header}"`;
    throw new DownloadError({ ...resource, reason, status: response.status });
  }
  return { start: Number(match[1]), end: Number(match[2]) + 1, size: Number(match[3]) };
}

/** The size that a 416 answer states, if it does. */
export function sizeOfRefusedRange(response: Response): number | null {
  const match = /^\s*bytes\s+\*\/(\d{1,15})\s*$/i.exec(response.headers.get("content-range") ?? "");
  return match ? Number(match[1]) : null;
}
