import { Reader } from "@zip.js/zip.js/lib/zip-core-native.js";
import { FormatError } from "../errors.js";
import type { ByteSource } from "./byte-source.js";

/** Compressed members are read in pieces of this size. */
const pieceBytes = 1 << 20;

/** No part of a directory is larger; a larger read means a damaged one. */
const maxReadBytes = 1 << 28;

const sourceErrors = new WeakSet<Error>();

/** True for an error of the source below, which the zip library only passed on. */
export function isSourceError(error: unknown): boolean {
  return error instanceof Error && sourceErrors.has(error);
}

/** A byte source as the zip library wants it. */
export class ByteSourceReader extends Reader<ByteSource> {
  readonly #source: ByteSource;

  constructor(source: ByteSource) {
    super(source);
    this.#source = source;
    this.size = source.size;
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    if (!(index >= 0 && length >= 0 && length <= maxReadBytes)) {
      const expected = `a place inside its ${this.size} bytes`;
      const found = `${length} bytes at ${index}`;
      throw new FormatError({ file: this.#source.name, place: "zip directory", expected, found });
    }
    try {
      return await this.#source.read(index, index + length);
    } catch (error) {
      if (error instanceof Error) sourceErrors.add(error);
      throw error;
    }
  }

  override createReadable(range: { offset?: number; size?: number } = {}): ReadableStream<Uint8Array> {
    let position = range.offset ?? 0;
    const end = range.size === undefined ? this.size : position + range.size;
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          const bytes = await this.readUint8Array(position, Math.min(pieceBytes, end - position));
          position += bytes.length;
          if (bytes.length > 0) controller.enqueue(bytes);
          if (position >= end || bytes.length === 0) controller.close();
        },
      },
      { highWaterMark: 0 },
    );
  }
}
