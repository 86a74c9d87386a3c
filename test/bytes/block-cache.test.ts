import { expect } from "chai";
import fc from "fast-check";
import { blockCache } from "../../src/bytes/block-cache.js";
import { memorySource } from "../../src/bytes/memory-source.js";
import { countingSource } from "../support/counting-source.js";

const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index & 255);

describe("blockCache", () => {
  it("gives what the source has, whatever is read in whatever order", async () => {
    const window = fc.record({ start: fc.nat(1100), length: fc.nat(300), together: fc.boolean() });
    const sizes = fc.record({
      blockBytes: fc.integer({ min: 1, max: 200 }),
      cacheBytes: fc.nat(500),
      requestBytes: fc.nat(300),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(window, { maxLength: 20 }), sizes, async (windows, options) => {
        const source = blockCache(memorySource("a", bytes), options);
        const pending: Promise<void>[] = [];
        for (const { start, length, together } of windows) {
          const check = source.read(start, start + length).then((part) => {
            expect(part).to.deep.equal(bytes.slice(start, start + length));
          });
          pending.push(check);
          if (!together) await check;
        }
        await Promise.all(pending);
      }),
      { numRuns: 300, seed: 11 },
    );
  });

  it("merges neighbours that are asked for together, up to the length of one request", async () => {
    const counted = countingSource(memorySource("a", bytes));
    const source = blockCache(counted, { blockBytes: 100, requestBytes: 300 });
    await Promise.all([0, 150, 250, 350, 450, 820].map((start) => source.read(start, start + 10)));
    expect(counted.reads).to.deep.equal([
      [0, 300],
      [300, 500],
      [800, 900],
    ]);
  });

  it("keeps no more blocks than it may, the least recently used leave first", async () => {
    const counted = countingSource(memorySource("a", bytes));
    const source = blockCache(counted, { blockBytes: 100, cacheBytes: 200 });
    for (const start of [0, 100, 0, 200, 0, 100]) await source.read(start, start + 1);
    expect(counted.reads.map(([start]) => start)).to.deep.equal([0, 100, 200, 100]);
  });

  it("asks again after a failure", async () => {
    let broken = true;
    const inner = memorySource("a", bytes);
    const source = blockCache({
      ...inner,
      read: (start, end) => (broken ? Promise.reject(new Error("broken")) : inner.read(start, end)),
    });
    const failures = await Promise.allSettled([source.read(0, 10), source.read(20, 30)]);
    expect(failures.map(({ status }) => status)).to.deep.equal(["rejected", "rejected"]);
    broken = false;
    expect(await source.read(0, 10)).to.deep.equal(bytes.slice(0, 10));
  });
});
