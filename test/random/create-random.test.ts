import { createHash } from "node:crypto";
import { expect } from "chai";
import fc from "fast-check";
import { ArgumentError } from "../../src/errors.js";
import { createRandom } from "../../src/random/create-random.js";

/** xoroshiro128+ (24, 16, 37) on 64-bit integers, straight from its definition. */
function oracleWords(seed: string, count: number): bigint[] {
  const mask = (1n << 64n) - 1n;
  const rotate = (x: bigint, k: bigint) => ((x << k) | (x >> (64n - k))) & mask;
  const digest = createHash("sha256").update(seed, "utf8").digest();
  // the state is given as the high and the low half of word 0, then of word 1
  let s0 = digest.readBigUInt64BE(0);
  let s1 = digest.readBigUInt64BE(8);
  return Array.from({ length: count }, () => {
    const sum = (s0 + s1) & mask;
    s1 ^= s0;
    s0 = rotate(s0, 24n) ^ s1 ^ ((s1 << 16n) & mask);
    s1 = rotate(s1, 37n);
    return sum & 0xffffffffn;
  });
}

describe("random: createRandom", () => {
  it("follows the generator's definition", () => {
    for (const seed of ["0", "", "näuro", "1/kato2015/#3"]) {
      const random = createRandom(seed);
      const words = oracleWords(seed, 40);
      for (let k = 0; k < 40; k += 2) {
        const expected = Number(((words[k]! & 0x3ffffffn) << 27n) | (words[k + 1]! & 0x7ffffffn)) / 2 ** 53;
        expect(random.uniform()).equal(expected);
      }
    }
  });

  it("gives the same numbers for ever", () => {
    const random = createRandom("0");
    expect([random.uniform(), random.uniform()]).deep.equal([0.29868962163393986, 0.08888150453811372]);
    expect([random.normal(), random.normal(), random.normal()]).deep.equal([
      0.5225046476936046, 1.3685790200779018, 1.500616281678359,
    ]);
    expect([random.integer(10), random.integer(10), random.integer(2 ** 32)]).deep.equal([0, 9, 2369877376]);
    expect(createRandom("0").derive("kato2015", 3).uniform()).equal(0.03406216681644947);
  });

  it("has the moments of its distributions", () => {
    const random = createRandom("moments");
    const count = 200_000;
    const sums = [0, 0, 0, 0];
    const uniforms = [0, 0];
    const counts = new Array<number>(7).fill(0);
    for (let k = 0; k < count; k++) {
      const normal = random.normal();
      for (let power = 1; power <= 4; power++) sums[power - 1]! += normal ** power / count;
      const uniform = random.uniform();
      uniforms[0]! += uniform / count;
      uniforms[1]! += (uniform - 0.5) ** 2 / count;
      counts[random.integer(7)]!++;
    }
    // five standard errors each: 1/√N, √(2/N), √(15/N), √(96/N)
    const error = 5 / Math.sqrt(count);
    expect(sums[0]).closeTo(0, error);
    expect(sums[1]).closeTo(1, error * Math.sqrt(2));
    expect(sums[2]).closeTo(0, error * Math.sqrt(15));
    expect(sums[3]).closeTo(3, error * Math.sqrt(96));
    expect(uniforms[0]).closeTo(0.5, error * Math.sqrt(1 / 12));
    expect(uniforms[1]).closeTo(1 / 12, error * Math.sqrt(1 / 180));
    for (const found of counts) expect(found / count).closeTo(1 / 7, error * Math.sqrt(6 / 49));
  });

  it("derives streams that depend on the path alone", () => {
    const first = createRandom("7").derive("a", 1).uniform();
    const parent = createRandom("7");
    for (let k = 0; k < 100; k++) parent.normal();
    expect(parent.derive("b").uniform()).not.equal(first);
    expect(parent.derive("a", 1).uniform()).equal(first);
    expect(parent.derive("a").derive(1).uniform()).equal(first);
    expect(createRandom(parent.derive("a", 1).seed).uniform()).equal(first);
  });

  it("gives different paths different seeds", () => {
    const part = fc.oneof(
      fc.string(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom("#1", "/", "%2F", 1),
    );
    const path = fc.array(part, { maxLength: 4 });
    fc.assert(
      fc.property(path, path, (a, b) => {
        const same = a.length === b.length && a.every((value, k) => value === b[k]);
        return same === (createRandom("0").derive(...a).seed === createRandom("0").derive(...b).seed);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it("keeps two derived streams uncorrelated", () => {
    const [a, b] = [createRandom("0").derive("worm", 1), createRandom("0").derive("worm", 2)];
    let product = 0;
    for (let k = 0; k < 50_000; k++) product += (a.normal() * b.normal()) / 50_000;
    expect(product).closeTo(0, 5 / Math.sqrt(50_000));
  });

  it("refuses bounds and paths that cannot be meant", () => {
    for (const bound of [0, -1, 1.5, Number.NaN, 2 ** 32 + 1]) {
      expect(() => createRandom("0").integer(bound)).throw(ArgumentError);
    }
    expect(() => createRandom("0").derive(Number.NaN)).throw(ArgumentError);
    expect(createRandom("0").integer(1)).equal(0);
  });
});
