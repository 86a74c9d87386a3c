import { type ByteSource, readExactly } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import { isWavSampleType, type WavEncoding } from "./wav-samples.js";

/** What the header of a WAV file says. */
export interface WavHeader {
  readonly bigEndian: boolean;
  readonly samplingRateHz: number;
  readonly channels: number;
  readonly encoding: WavEncoding;
  readonly bitsPerSample: number;
  /** Where the samples begin, and how many of them each channel has. */
  readonly dataStart: number;
  readonly frames: number;
}

type Format = Pick<WavHeader, "samplingRateHz" | "channels" | "encoding" | "bitsPerSample">;

/** More chunks than this before the samples are damage, not notes about the sound. */
const maxChunks = 1000;

const encodings: Readonly<Record<number, WavEncoding>> = { 1: "pcm", 3: "float" };
/** The format code that says: look into the extension. */
const extensible = 0xfffe;
/** What follows the code in the extension's GUID, where it is one of those registered for WAV. */
const registered = "0000-0010-8000-00aa00389b71";

/**
 * Reads the header of a WAV file, chunk by chunk up to the samples. A chunk of odd length is followed by a byte without
 * meaning.
 *
 * @throws FormatError for another kind of file, an unknown or contradictory format, samples that the file does not hold
 */
export async function readWavHeader(source: ByteSource, signal?: AbortSignal): Promise<WavHeader> {
  const start = await readExactly(source, 0, 12, "WAV signature", signal);
  const [riff, kind] = [fourLetters(start, 0), fourLetters(start, 8)];
  if ((riff !== "RIFF" && riff !== "RIFX") || kind !== "WAVE") {
    const more = riff === "RF64" ? { next: "save the sound in files of less than 4 GiB" } : {};
    throw wrong(source, "bytes 0 to 12", "RIFF or RIFX, then WAVE", JSON.stringify(`${riff} … ${kind}`), more);
  }
  const bigEndian = riff === "RIFX";
  let format: Format | undefined;
  let at = 12;
  for (let chunk = 0; chunk < maxChunks; chunk++) {
    const place = format ? "WAV chunk data" : "WAV chunk fmt";
    const head = await readExactly(source, at, at + 8, place, signal);
    const size = viewOf(head).getUint32(4, !bigEndian);
    const name = fourLetters(head, 0);
    const from = at + 8;
    if (name === "data") {
      if (!format) throw wrong(source, "WAV chunk data", "a chunk fmt before it", "none");
      return { ...format, bigEndian, dataStart: from, frames: framesOf(source, format, from, size) };
    }
    if (name === "fmt ") {
      if (format) throw wrong(source, "WAV chunk fmt", "one chunk fmt", "two");
      if (size < 16) throw wrong(source, "WAV chunk fmt", "at least 16 bytes", `${size}`);
      const bytes = await readExactly(source, from, from + Math.min(size, 40), "WAV chunk fmt", signal);
      format = parseFormat(source, viewOf(bytes), !bigEndian);
    }
    at = from + size + (size % 2);
  }
  throw wrong(source, "WAV chunks", `samples within ${maxChunks} chunks`, "none");
}

function parseFormat(source: ByteSource, view: DataView, little: boolean): Format {
  const place = "WAV chunk fmt";
  const stated = view.getUint16(0, little);
  const code = stated === extensible ? extendedCode(source, view, little) : stated;
  const [channels, samplingRateHz] = [view.getUint16(2, little), view.getUint32(4, little)];
  const [frameBytes, bitsPerSample] = [view.getUint16(12, little), view.getUint16(14, little)];
  const encoding = encodings[code];
  if (encoding === undefined || !isWavSampleType(encoding, bitsPerSample)) {
    const next = "save the sound uncompressed";
    const found = `format code ${code} of ${bitsPerSample} bits`;
    throw wrong(source, place, "PCM of 8, 16, 24 or 32 bits, or floats of 32 or 64", found, { next });
  }
  if (channels === 0 || samplingRateHz === 0) {
    throw wrong(source, place, "a channel and a rate", `${channels} channels at ${samplingRateHz} Hz`);
  }
  if (frameBytes !== (channels * bitsPerSample) / 8) {
    const expected = `${(channels * bitsPerSample) / 8} bytes for ${channels} × ${bitsPerSample} bits`;
    throw wrong(source, place, expected, `${frameBytes}`);
  }
  return { samplingRateHz, channels, encoding, bitsPerSample };
}

/** The format code in an extension of 22 bytes: the first of the numbers of a GUID, in the byte order of the file. */
function extendedCode(source: ByteSource, view: DataView, little: boolean): number {
  if (view.byteLength < 40)
    throw wrong(source, "WAV chunk fmt", "an extension of 22 bytes", `${view.byteLength} bytes`);
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0");
  const tail = Array.from({ length: 8 }, (_, index) => hex(view.getUint8(32 + index), 2)).join("");
  const words = [view.getUint16(28, little), view.getUint16(30, little)];
  const guid = `${words.map((word) => hex(word, 4)).join("-")}-${tail.slice(0, 4)}-${tail.slice(4)}`;
  if (guid === registered) return view.getUint32(24, little);
  throw wrong(source, "WAV chunk fmt", `a registered sub-format, …-${registered}`, guid);
}

function framesOf(source: ByteSource, { channels, bitsPerSample }: Format, from: number, size: number): number {
  const frameBytes = (channels * bitsPerSample) / 8;
  const there = source.size - from;
  if (size > there) {
    const next = "the sound was cut off, or its length never written";
    throw wrong(source, "WAV chunk data", `${size} bytes`, `${there}`, { next });
  }
  if (size % frameBytes === 0) return size / frameBytes;
  throw wrong(source, "WAV chunk data", `whole frames of ${frameBytes} bytes`, `${size} bytes`);
}

function wrong(source: ByteSource, place: string, expected: string, found: string, more: { next?: string } = {}) {
  return new FormatError({ file: source.name, place, expected, found, ...more });
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function fourLetters(bytes: Uint8Array, start: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + 4));
}
