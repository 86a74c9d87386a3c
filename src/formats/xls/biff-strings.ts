import { FormatError } from "../../errors.js";
import { type BiffRecord, recordPlace } from "./biff-records.js";

/**
 * Reads texts out of a record and the records that continue it. Where a record ends within the letters of a text, the
 * next one begins with a new flag that says whether letters take one byte or two from there on.
 */
export function biffReader(parts: readonly BiffRecord[], file: string) {
  let part = 0;
  let at = 0;

  const atEnd = () => {
    while (part < parts.length && at >= parts[part]!.data.length) {
      part++;
      at = 0;
    }
    return part >= parts.length;
  };
  const byte = () => {
    if (atEnd()) throw ended();
    return parts[part]!.data[at++]!;
  };
  const uint16 = () => byte() + 256 * byte();
  const uint32 = () => uint16() + 65536 * uint16();
  const skip = (bytes: number) => {
    for (let left = bytes; left > 0; ) {
      if (atEnd()) throw ended();
      const step = Math.min(left, parts[part]!.data.length - at);
      at += step;
      left -= step;
    }
  };
  const letters = (count: number, flags: number) => {
    let isWide = (flags & 1) === 1;
    let text = "";
    for (let left = count; left > 0; ) {
      if (at >= (parts[part]?.data.length ?? 0)) {
        if (atEnd()) throw ended();
        isWide = (byte() & 1) === 1;
        continue;
      }
      const { data } = parts[part]!;
      const width = isWide ? 2 : 1;
      const fit = Math.min(left, Math.floor((data.length - at) / width));
      if (fit === 0) throw ended();
      const bytes = data.subarray(at, at + fit * width);
      text += isWide ? new TextDecoder("utf-16le").decode(bytes) : String.fromCharCode(...bytes);
      at += fit * width;
      left -= fit;
    }
    return text;
  };
  const ended = () => {
    const { id, start } = parts[0]!;
    return new FormatError({ file, place: recordPlace(id, start), expected: "more bytes", found: "the end" });
  };

  return {
    byte,
    uint16,
    uint32,
    skip,
    letters,
    /** A text with its flags, its formats and its pronunciation; `count` letters, or as many as the text says. */
    text(count?: number): string {
      const length = count ?? uint16();
      const flags = byte();
      const runs = flags & 8 ? uint16() : 0;
      const extra = flags & 4 ? uint32() : 0;
      const text = letters(length, flags);
      skip(4 * runs + extra);
      return text;
    },
  };
}

/** All texts of the table of shared strings, which goes on in the records behind it. */
export function readSharedStrings(parts: readonly BiffRecord[], file: string): readonly string[] {
  const reader = biffReader(parts, file);
  reader.skip(4);
  const count = reader.uint32();
  const strings: string[] = [];
  for (let index = 0; index < count; index++) strings.push(reader.text());
  return strings;
}
