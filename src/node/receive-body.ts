import { DownloadError, IntegrityError } from "../errors.js";
import type { SingleFile } from "../manifest/single-files.js";
import type { DownloadOptions } from "./download-options.js";
import type { PartialFile } from "./partial-file.js";
import { standInBytes, standInOf } from "./stand-in.js";

/**
 * Streams the body of an answer into the partial file. What is not the file is refused early: a web page or pointer by
 * its first bytes, then a wrong announced size, then any byte beyond the size.
 *
 * @param announced the whole file's size as the answer tells it, or null
 * @returns the reason to give this address up, or undefined when the body ended by itself
 * @throws what the connection or the disk throws
 */
export async function receiveBody(
  body: ReadableStream<Uint8Array> | null,
  file: SingleFile,
  url: string,
  partial: PartialFile,
  announced: number | null,
  options: DownloadOptions,
): Promise<IntegrityError | DownloadError | undefined> {
  let head: Uint8Array | undefined = partial.size === 0 ? new Uint8Array(0) : undefined;
  const refusal = (start: Uint8Array) => standInError(file, url, start, announced) ?? sizeError(file, url, announced);
  if (!head) {
    const error = sizeError(file, url, announced);
    if (error) return error;
  }
  try {
    for await (const piece of body ?? []) {
      let bytes = piece;
      if (head) {
        head = Buffer.concat([head, piece]);
        if (head.length < standInBytes) continue;
        const error = refusal(head);
        if (error) return error;
        bytes = head;
        head = undefined;
      }
      const error = await keep(bytes, file, url, partial, announced, options);
      if (error) return error;
    }
  } catch (error) {
    // a connection that broke before the first bytes says less than an answer that announced another file
    const wrong = head && !options.signal?.aborted ? sizeError(file, url, announced) : undefined;
    if (wrong) return wrong;
    throw error;
  }
  if (!head) return undefined;
  return refusal(head) ?? (await keep(head, file, url, partial, announced, options));
}

/** Bytes between two reports of progress. */
const progressStep = 1 << 18;

async function keep(
  bytes: Uint8Array,
  file: SingleFile,
  url: string,
  partial: PartialFile,
  announced: number | null,
  { maxUnknownBytes, onProgress }: DownloadOptions,
): Promise<IntegrityError | DownloadError | undefined> {
  const limit = file.bytes ?? maxUnknownBytes;
  if (partial.size + bytes.length > limit) {
    const next = "the address does not give this file; nothing was kept";
    if (file.bytes !== null) {
      const found = `more than ${limit} bytes`;
      return new IntegrityError({
        file: `${file.path} from ${url}`,
        what: "size",
        expected: `${limit} bytes`,
        found,
        next,
      });
    }
    const reason = `sent more than ${limit} bytes, the bound for files of unknown size`;
    return new DownloadError({ file: file.path, url, reason, next });
  }
  const before = partial.size;
  await partial.append(bytes);
  if (Math.floor(before / progressStep) === Math.floor(partial.size / progressStep)) return undefined;
  const progress = { task: "download", item: file.path, done: partial.size, unit: "bytes" } as const;
  onProgress({ kind: "advanced", ...progress, total: file.bytes ?? announced });
  return undefined;
}

function standInError(
  file: SingleFile,
  url: string,
  start: Uint8Array,
  announced: number | null,
): DownloadError | undefined {
  const standIn = standInOf(start, file.mediaType);
  if (standIn === undefined) return undefined;
  const size = announced ?? (start.length < standInBytes ? start.length : null);
  const reason = `sent ${standIn}${size === null ? "" : ` of ${size} bytes`} in place of ${file.mediaType}`;
  return new DownloadError({ file: file.path, url, reason, next: "open the address in a browser to see what it says" });
}

function sizeError(file: SingleFile, url: string, announced: number | null): IntegrityError | undefined {
  if (file.bytes === null || announced === null || announced === file.bytes) return undefined;
  const found = `${announced} bytes announced`;
  const next = "the file at this address is another one";
  return new IntegrityError({
    file: `${file.path} from ${url}`,
    what: "size",
    expected: `${file.bytes} bytes`,
    found,
    next,
  });
}
