import { lookup3 } from "../../src/formats/jld2/lookup3.js";

/** Assembles small JLD2 files, byte by byte, so that tests can damage them in known places and mend checksums. */
export interface Jld2Builder {
  /** Adds an object header of these messages; its address. */
  object(messages: readonly (readonly [type: number, body: readonly number[], flags?: number])[]): number;
  /** Adds a global heap collection of these objects, numbered from 1; its address. */
  heap(objects: readonly (readonly number[])[]): number;
  /** Adds raw bytes; their address. */
  raw(bytes: readonly number[]): number;
  /** The whole file with `root` as root group. */
  file(root: number): Uint8Array;
}

const userBlock = 512;

export const u16 = (value: number): number[] => [value & 255, value >> 8];
export const u32 = (value: number): number[] => [...u16(value & 0xffff), ...u16(value >>> 16)];
export const u64 = (value: number): number[] => [...u32(value >>> 0), ...u32(Math.floor(value / 2 ** 32))];
export const text = (value: string): number[] => [...new TextEncoder().encode(value)];

/** Bodies of messages, after the HDF5 file format specification. */
export const message = {
  scalar: [1, [2, 0, 0, 0]] as const,
  vector: (length: number) => [1, [2, 1, 0, 1, ...u64(length)]] as const,
  nothing: [1, [2, 0, 0, 2]] as const,
  integer: [3, [0x30, 8, 0, 0, ...u32(8), 0, 0, 64, 0]] as const,
  double: [3, [0x31, 0x20, 63, 0, ...u32(8), 0, 0, 64, 0, 52, 11, 0, 52, ...u32(1023)]] as const,
  textType: (length: number) => [3, [0x33, 0x11, 0, 0, ...u32(length)]] as const,
  variableText: [3, [0x39, 0x11, 1, 0, ...u32(16), 0x30, 0, 0, 0, ...u32(1), 0, 0, 8, 0]] as const,
  reference: [3, [0x37, 0, 0, 0, ...u32(8)]] as const,
  compound: (size: number, members: readonly (readonly [string, number, readonly number[]])[]) =>
    [
      3,
      [
        0x36,
        members.length,
        0,
        0,
        ...u32(size),
        ...members.flatMap(([name, at, type]) => [...text(name), 0, at, ...type]),
      ],
    ] as const,
  shared: (address: number) => [3, [3, 2, ...u64(address)], 2] as const,
  compact: (bytes: readonly number[]) => [8, [4, 0, ...u16(bytes.length), ...bytes]] as const,
  contiguous: (address: number, length: number) => [8, [4, 1, ...u64(address), ...u64(length)]] as const,
  chunked: [8, [4, 2, 0, 0, 0, 0]] as const,
  group: [2, [0, 0, ...new Array<number>(16).fill(255)]] as const,
  link: (name: string, address: number) => [6, [1, 0x10, 1, name.length, ...text(name), ...u64(address)]] as const,
  attribute: (name: string, type: readonly number[], bytes: readonly number[]) =>
    [
      12,
      [2, 0, ...u16(name.length + 1), ...u16(type.length), ...u16(4), ...text(name), 0, ...type, 2, 0, 0, 0, ...bytes],
    ] as const,
};

export function jld2Builder(): Jld2Builder {
  const bytes: number[] = new Array<number>(48).fill(0);
  const add = (part: readonly number[]): number => {
    const address = bytes.length;
    for (const byte of part) bytes.push(byte);
    return address;
  };
  const sealed = (part: readonly number[]): number[] => [...part, ...u32(lookup3(Uint8Array.from(part)))];
  return {
    object: (messages) => {
      const body = messages.flatMap(([type, content, flags = 0]) => [type, ...u16(content.length), flags, ...content]);
      return add(sealed([...text("OHDR"), 2, 2, ...u32(body.length), ...body]));
    },
    heap: (objects) => {
      const content = objects.flatMap((object, i) => [
        ...u16(i + 1),
        ...u16(1),
        ...u32(0),
        ...u64(object.length),
        ...object,
        ...new Array<number>((8 - (object.length % 8)) % 8).fill(0),
      ]);
      return add([...text("GCOL"), 1, 0, 0, 0, ...u64(content.length + 16), ...content]);
    },
    raw: add,
    file: (root) => {
      const end = userBlock + bytes.length;
      const head = [0x89, 0x48, 0x44, 0x46, 13, 10, 26, 10, 2, 8, 8, 0];
      const block = sealed([...head, ...u64(userBlock), ...u64(2 ** 52), ...u64(end), ...u64(root)]);
      block.forEach((byte, i) => {
        bytes[i] = byte;
      });
      return Uint8Array.from([...new Array<number>(userBlock).fill(0), ...bytes]);
    },
  };
}
