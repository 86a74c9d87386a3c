import { createRandom } from "../../src/random/create-random.js";

/** Bytes of many kinds, by name; the same each time. */
export function sampleBytes(size: number): ReadonlyMap<string, Uint8Array> {
  const random = createRandom("sample bytes");
  const made = (value: (index: number) => number): Uint8Array => Uint8Array.from({ length: size }, (_, i) => value(i));
  const words = new TextEncoder().encode("the membrane potential of a thin neurite, now and then ");
  return new Map([
    ["zeros", made(() => 0)],
    ["sevens", made(() => 7)],
    ["noise", made(() => Math.floor(random.uniform() * 256))],
    ["mixed", made((i) => (i % 977 < 30 ? (i * 7919) % 251 : 0))],
    ["skewed", made(() => Math.floor(random.uniform() ** 3 * 256))],
    ["ramp", made((i) => (i >> 4) & 255)],
    ["sparse", made(() => (random.uniform() < 0.01 ? 1 + Math.floor(random.uniform() * 7) : 0))],
    ["text", made(() => words[Math.floor(random.uniform() * words.length)]!)],
  ]);
}
