import { type ByteSource, readExactly } from "../bytes/byte-source.js";
import { type AxisRange, blockOf } from "./npy-window.js";
import { readWavHeader } from "./wav/wav-header.js";
import { decodeWavSamples, type WavEncoding } from "./wav/wav-samples.js";

/** A sound in a WAV file, of which only the header was read. */
export interface WavFile {
  readonly samplingRateHz: number;
  /** Sounds side by side: 1 for mono, 2 for stereo. */
  readonly channels: number;
  /** Samples per channel. */
  readonly frames: number;
  readonly encoding: WavEncoding;
  readonly bitsPerSample: number;
  /**
   * The samples of a window of frames (default: all), frames × channels row-major, as shares of full scale: integers of
   * b bits are divided by 2^(b − 1) (8 bits are less 128 first), floats are as they are. Only the window's bytes are read.
   *
   * @throws ArgumentError for a window that is not inside the sound.
   */
  read(window?: AxisRange, options?: { readonly signal?: AbortSignal }): Promise<Float64Array>;
}

/**
 * Opens a WAV file, RIFF or big-endian RIFX: integer PCM of 8, 16, 24 and 32 bits and floats of 32 and 64 bits, also where
 * the extensible header states them. Chunks that are not needed are passed over.
 *
 * @throws FormatError for other files and for damaged ones; for compressed sound, and files of 4 GiB and more (RF64)
 * @see "Multimedia Programming Interface and Data Specifications 1.0", IBM and Microsoft 1991
 */
export async function openWav(source: ByteSource, options: { readonly signal?: AbortSignal } = {}): Promise<WavFile> {
  const { dataStart, frames, bigEndian, ...format } = await readWavHeader(source, options.signal);
  const { channels, samplingRateHz, encoding, bitsPerSample } = format;
  const frameBytes = (channels * bitsPerSample) / 8;
  return {
    ...{ samplingRateHz, channels, frames, encoding, bitsPerSample },
    async read(window, { signal } = {}) {
      const block = blockOf([frames], [window]);
      const start = dataStart + block.start[0]! * frameBytes;
      const bytes = await readExactly(source, start, start + block.shape[0]! * frameBytes, "WAV samples", signal);
      return decodeWavSamples(bytes, { encoding, bitsPerSample, bigEndian });
    },
  };
}
