import type { FileEntry } from "@zip.js/zip.js/lib/zip-core-native.js";
import { FormatError, IntegrityError } from "../errors.js";
import { abortable } from "./abortable.js";
import type { ByteSource } from "./byte-source.js";
import { concatBytes } from "./concat-bytes.js";
import { crcSource } from "./crc-source.js";
import { memorySource } from "./memory-source.js";
import { subSource } from "./sub-source.js";
import { zipError } from "./zip-errors.js";

const stored = 0;

/** One member of a zip archive as a source named `<archive>/<member>`. Only its local header is read here. */
export async function zipMember(
  archive: ByteSource,
  entry: FileEntry,
  options: { readonly maxInflatedBytes: number },
): Promise<ByteSource> {
  const name = `${archive.name}/${entry.filename}`;
  const place = { file: archive.name, member: entry.filename };
  try {
    await entry.getData(new WritableStream(), { checkOverlappingEntryOnly: true });
  } catch (error) {
    throw zipError(error, place);
  }
  if (entry.compressionMethod === stored) {
    if (entry.compressedSize !== entry.uncompressedSize) {
      const expected = `${entry.uncompressedSize} stored bytes`;
      const found = String(entry.compressedSize);
      throw new FormatError({ file: archive.name, place: `zip member ${entry.filename}`, expected, found });
    }
    const start = entry.localDirectory!.dataOffset!;
    return crcSource(subSource(archive, start, start + entry.compressedSize, name), entry.crc32!);
  }
  if (entry.uncompressedSize > options.maxInflatedBytes) {
    const expected = `at most ${options.maxInflatedBytes} bytes when inflated`;
    const next = "unpack the archive first, or allow more";
    const found = String(entry.uncompressedSize);
    throw new FormatError({ file: archive.name, place: `zip member ${entry.filename}`, expected, found, next });
  }
  return inflatedSource(name, entry, place);
}

/** A deflated member: inflated at the first read, for all later ones. */
function inflatedSource(name: string, entry: FileEntry, place: { file: string; member: string }): ByteSource {
  let inflated: Promise<ByteSource> | undefined;
  return {
    name,
    size: entry.uncompressedSize,
    async read(start, end, signal) {
      signal?.throwIfAborted();
      inflated ??= inflate(entry, place).then((bytes) => memorySource(name, bytes));
      const source = await abortable(inflated, signal).catch((error) => {
        if (!signal?.aborted) inflated = undefined;
        throw error;
      });
      return source.read(start, end, signal);
    },
  };
}

async function inflate(entry: FileEntry, place: { file: string; member: string }): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const writable = new WritableStream<Uint8Array>({
    write(chunk) {
      bytes += chunk.length;
      if (bytes > entry.uncompressedSize) throw new Error(`more than ${entry.uncompressedSize} bytes`);
      chunks.push(chunk);
    },
  });
  try {
    await entry.getData(writable, { checkCrc32: true });
  } catch (error) {
    if (error instanceof Error && /CRC-?32/i.test(error.message)) {
      const next = "the archive is damaged; fetch it again";
      const expected = entry.crc32!.toString(16).padStart(8, "0");
      throw new IntegrityError({
        file: `${place.file}/${place.member}`,
        what: "CRC-32",
        expected,
        found: "another sum",
        cause: error,
        next,
      });
    }
    throw zipError(error, place);
  }
  return concatBytes(chunks);
}
