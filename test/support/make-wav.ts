/** What a made WAV file states; its samples are bytes, whatever the header says of them. */
export interface MadeWav {
  readonly signature?: "RIFF" | "RIFX" | "RF64";
  readonly code?: number;
  readonly channels?: number;
  readonly rate?: number;
  readonly bits?: number;
  /** Bytes of a frame; by default what channels and bits make of it. */
  readonly frameBytes?: number;
  /** Puts the code into an extension, with the last bytes of its GUID. */
  readonly extension?: readonly number[];
  /** Chunks between the format and the samples. */
  readonly between?: readonly (readonly [name: string, bytes: Uint8Array])[];
  /** What the header states as the length of the samples. */
  readonly dataBytes?: number;
}

/** The bytes that end the GUID of every sub-format that is registered for WAV. */
export const registeredTail: readonly number[] = [0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71];

/** A WAV file chunk by chunk; the default is mono PCM of 16 bits at 8 kHz. */
export function makeWav(data: Uint8Array, made: MadeWav = {}): Uint8Array {
  const { signature = "RIFF", code = 1, channels = 1, rate = 8000, bits = 16, extension, between = [] } = made;
  const big = signature === "RIFX";
  const number = (value: number, bytes: 2 | 4): Buffer => {
    const buffer = Buffer.alloc(bytes);
    if (big) buffer.writeUIntBE(value, 0, bytes);
    else buffer.writeUIntLE(value, 0, bytes);
    return buffer;
  };
  const chunk = (name: string, bytes: Uint8Array, stated = bytes.length): Buffer =>
    Buffer.concat([Buffer.from(name, "latin1"), number(stated, 4), bytes, Buffer.alloc(bytes.length % 2)]);
  const frameBytes = made.frameBytes ?? (channels * bits) / 8;
  const format = Buffer.concat([
    ...[number(extension ? 0xfffe : code, 2), number(channels, 2), number(rate, 4), number(rate * frameBytes, 4)],
    ...[number(frameBytes, 2), number(bits, 2)],
    ...(extension ? [number(22, 2), number(bits, 2), number(0, 4), number(code, 4), number(0, 2), number(16, 2)] : []),
    Buffer.from(extension ?? []),
  ]);
  const body = Buffer.concat([
    Buffer.from("WAVE"),
    chunk("fmt ", format),
    ...between.map(([name, bytes]) => chunk(name, bytes)),
    chunk("data", data, made.dataBytes ?? data.length),
  ]);
  return new Uint8Array(Buffer.concat([Buffer.from(signature), number(body.length, 4), body]));
}
