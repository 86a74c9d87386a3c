/** How numbers stand for sound: integers, or floating-point numbers. */
export type WavEncoding = "pcm" | "float";

/** Reads the value at a byte; `little` is the order of the bytes. */
type Decoder = (view: DataView, at: number, little: boolean) => number;

/** By encoding and bits, as shares of full scale. */
const decoders: Readonly<Record<string, Decoder>> = {
  pcm8: (view, at) => (view.getUint8(at) - 128) / 2 ** 7,
  pcm16: (view, at, little) => view.getInt16(at, little) / 2 ** 15,
  pcm24: (view, at, little) => {
    const [low, high] = little ? [at, at + 2] : [at + 2, at];
    return (view.getInt8(high) * 65536 + view.getUint8(at + 1) * 256 + view.getUint8(low)) / 2 ** 23;
  },
  pcm32: (view, at, little) => view.getInt32(at, little) / 2 ** 31,
  float32: (view, at, little) => view.getFloat32(at, little),
  float64: (view, at, little) => view.getFloat64(at, little),
};

/** True for the sample types that can be read. */
export function isWavSampleType(encoding: WavEncoding, bitsPerSample: number): boolean {
  return Object.hasOwn(decoders, `${encoding}${bitsPerSample}`);
}

/** The samples of whole frames, in the order of the file, as shares of full scale; the type has to be a known one. */
export function decodeWavSamples(
  bytes: Uint8Array,
  type: { readonly encoding: WavEncoding; readonly bitsPerSample: number; readonly bigEndian: boolean },
): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const decode = decoders[`${type.encoding}${type.bitsPerSample}`]!;
  const sampleBytes = type.bitsPerSample / 8;
  const values = new Float64Array(bytes.length / sampleBytes);
  for (let index = 0; index < values.length; index++) {
    values[index] = decode(view, index * sampleBytes, !type.bigEndian);
  }
  return values;
}
