import { sha256 } from "@noble/hashes/sha2.js";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import { ArgumentError } from "../errors.js";
import type { RandomSource } from "./random-source.js";

/**
 * A seeded stream of random numbers; the same seed gives the same numbers on every machine.
 *
 * - Generator: xoroshiro128+ (Blackman and Vigna 2018, https://doi.org/10.1145/3460772), whose 128-bit state is the
 *   first 16 bytes of the SHA-256 of the seed's UTF-8 text, as four big-endian words.
 * - `uniform()` joins 26 and 27 bits of two words to k / 2^53.
 * - `integer(bound)` is floor(bound · uniform()), for whole bounds from 1 to 2^32; its bias is below bound / 2^53.
 * - `normal()` is Marsaglia's polar method (Marsaglia and Bray 1964, https://doi.org/10.1137/1006063); both values of
 *   a pair are used.
 * - `derive(...path)` is the stream of the seed `seed/part/part…`, where a string stands as it is with `%`, `/` and
 *   `#` escaped as `%25`, `%2F` and `%23`, and a number as `#` and its decimal text. So `derive("a", 1)` equals
 *   `derive("a").derive(1)`, differs from `derive("a", "1")`, and equals `createRandom(derived.seed)`. It depends on
 *   the seed and the path alone, not on what was drawn before.
 *
 * @param seed - Any text.
 * @throws ArgumentError from `integer` when the bound is not a whole number from 1 to 2^32, from `derive` when a
 *   number of the path is not finite.
 */
export function createRandom(seed: string): RandomSource {
  const generator = generatorOf(seed);
  let spare: number | undefined;
  const uniform = () => uniformFloat64(generator);
  return {
    seed,
    uniform,
    normal() {
      if (spare !== undefined) {
        const value = spare;
        spare = undefined;
        return value;
      }
      const [first, second] = polarPair(uniform);
      spare = second;
      return first;
    },
    integer(bound) {
      if (!(Number.isInteger(bound) && bound >= 1 && bound <= 2 ** 32)) {
        throw new ArgumentError({ argument: "bound", expected: "a whole number from 1 to 2^32", found: String(bound) });
      }
      return Math.floor(uniform() * bound);
    },
    derive: (...path) => createRandom([seed, ...path.map(pathPart)].join("/")),
  };
}

function generatorOf(seed: string): RandomGenerator {
  const digest = sha256(new TextEncoder().encode(seed));
  const view = new DataView(digest.buffer, digest.byteOffset);
  return xoroshiro128plusFromState([0, 4, 8, 12].map((offset) => view.getInt32(offset)));
}

function polarPair(uniform: () => number): readonly [number, number] {
  for (;;) {
    const x = 2 * uniform() - 1;
    const y = 2 * uniform() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) {
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      return [x * factor, y * factor];
    }
  }
}

function pathPart(part: string | number): string {
  if (typeof part === "string")
    return part.replace(/[%/#]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  if (!Number.isFinite(part)) {
    throw new ArgumentError({ argument: "path", expected: "texts and finite numbers", found: String(part) });
  }
  return `#${part}`;
}
