import { type ByteCodec, isCompressor } from "./byte-codecs.js";

/** A codec's name without the prefix that format 3 gives to those of numcodecs. */
export function plainName(name: string): string {
  return name.startsWith("numcodecs.") ? name.slice("numcodecs.".length) : name;
}

/** The compressor in a word or two, such as "blosc-zstd"; null where there is none. */
export function compressorName(codecs: readonly ByteCodec[]): string | null {
  const names = codecs
    .filter(({ name }) => isCompressor(name))
    .map(({ name, settings }) => (typeof settings.cname === "string" ? `${name}-${settings.cname}` : name));
  return names.length === 0 ? null : names.join("+");
}

/** Why a list of byte codecs cannot be undone; undefined where it can. */
export function codecProblem(codecs: readonly ByteCodec[]): string | undefined {
  if (codecs.filter(({ name }) => isCompressor(name)).length > 1) return "more than one compressor";
  if (codecs.some(({ name, settings }) => name === "crc32c" && settings.location === "start")) {
    return "a checksum before its bytes";
  }
  const shuffle = codecs.find(({ name }) => name === "shuffle")?.settings.elementsize ?? 4;
  const isSize = Number.isSafeInteger(shuffle) && (shuffle as number) >= 1 && (shuffle as number) <= 256;
  return isSize ? undefined : `a shuffle of ${JSON.stringify(shuffle)} bytes`;
}
