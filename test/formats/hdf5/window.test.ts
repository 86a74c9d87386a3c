import { expect } from "chai";
import fc from "fast-check";
import { memorySource } from "../../../src/bytes/memory-source.js";
import { elementCount, parts, windowBox } from "../../../src/formats/hdf5/window.js";
import { openHdf5 } from "../../../src/formats/hdf5.js";
import { countingSource, writtenHdf5 } from "../../support/hdf5-files.js";

const box = fc
  .array(
    fc.record({
      length: fc.integer({ min: 0, max: 9 }),
      chunk: fc.integer({ min: 1, max: 4 }),
      a: fc.nat(9),
      b: fc.nat(9),
    }),
    { maxLength: 3 },
  )
  .map((axes) => ({
    shape: axes.map(({ length }) => length),
    chunks: axes.map(({ chunk }) => chunk),
    window: axes.map(({ length, a, b }) => [Math.min(a, b, length), Math.min(Math.max(a, b), length)] as const),
  }));

describe("parts of a window", () => {
  it("cover each element once, keep to the limit and to chunk borders", () => {
    fc.assert(
      fc.property(box, fc.boolean(), fc.integer({ min: 1, max: 40 }), ({ shape, chunks, window }, isChunked, limit) => {
        const whole = windowBox(shape, window);
        const seen = new Map<string, number>();
        for (const part of parts(whole, shape, isChunked ? chunks : null, limit)) {
          const chunkElements = part.count.reduce((product, n, axis) => product * Math.min(n, chunks[axis]!), 1);
          if (isChunked) expect(elementCount(part.count)).to.be.at.most(Math.max(limit, chunkElements));
          part.offset.forEach((start, axis) => {
            const isBorder = start === whole.offset[axis] || start % chunks[axis]! === 0;
            if (isChunked) expect(isBorder).to.equal(true);
          });
          for (const index of indices(part.offset, part.count)) seen.set(index, (seen.get(index) ?? 0) + 1);
        }
        const expected = [...indices(whole.offset, whole.count)];
        expect([...seen.keys()].sort()).to.deep.equal(expected.sort());
        expect([...seen.values()].every((n) => n === 1)).to.equal(true);
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});

describe("reading a window", () => {
  it("gives the same elements as cutting them out of everything", async () => {
    const shape = [7, 5, 11];
    const data = Float64Array.from({ length: 7 * 5 * 11 }, (_, i) => i);
    const bytes = await writtenHdf5((file) => {
      file.create_dataset({ name: "contiguous", data, shape });
      file.create_dataset({ name: "chunked", data, shape, chunks: [2, 3, 4], compression: "gzip" });
    });
    const file = await openHdf5(memorySource("w.h5", bytes));
    const axis = (n: number) =>
      fc.tuple(fc.nat(n), fc.nat(n)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    for (const name of ["contiguous", "chunked"]) {
      const dataset = await file.dataset(name);
      await fc.assert(
        fc.asyncProperty(axis(7), axis(5), axis(11), async (z, y, x) => {
          const expected: number[] = [];
          for (let i = z[0]; i < z[1]; i++)
            for (let j = y[0]; j < y[1]; j++) for (let k = x[0]; k < x[1]; k++) expected.push((i * 5 + j) * 11 + k);
          expect([...(await dataset.numbers([z, y, x]))]).to.deep.equal(expected);
        }),
        { numRuns: 60, seed: 2 },
      );
    }
    file.close();
  });

  it("of one channel of 320 MB in one stretch reads only the bytes of the window", async () => {
    const channels = 16;
    const samples = 2_500_000;
    const head = await writtenHdf5((file) => {
      file.create_dataset({ name: "traces", data: new Float64Array(channels * 1000), shape: [channels, 1000] });
    }, "oldest");
    // The small file is stretched: lengths, stored size, address of the elements (behind everything) and end of file.
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    const bytes = channels * samples * 8;
    const [was, is] = [
      [BigInt(channels), 1000n],
      [BigInt(channels), BigInt(samples)],
    ];
    patch(view, [...was, ...was], [...is, ...is]);
    const sizeAt = find(view, [BigInt(channels * 1000 * 8)]);
    view.setBigUint64(sizeAt, BigInt(bytes), true);
    view.setBigUint64(sizeAt - 8, BigInt(head.length), true);
    view.setBigUint64(40, BigInt(head.length + bytes), true);
    const source = countingSource({
      name: "large.h5",
      size: head.length + bytes,
      read: async (start, end) => {
        const result = new Uint8Array(Math.min(end, head.length + bytes) - start);
        for (let i = 0; i < result.length; i++) result[i] = byteAt(start + i);
        return result;
      },
    });
    const element = new DataView(new ArrayBuffer(8));
    function byteAt(position: number): number {
      if (position < head.length) return head[position]!;
      element.setFloat64(0, Math.floor((position - head.length) / 8), true);
      return element.getUint8((position - head.length) % 8);
    }
    const file = await openHdf5(source);
    const dataset = await file.dataset("traces");
    expect(dataset.shape).to.deep.equal([channels, samples]);
    const before = source.bytesRead();
    expect(before).to.be.below(256 * 1024);
    const window = await dataset.numbers([
      [5, 6],
      [1_000_000, 1_020_000],
    ]);
    expect(window[0]).to.equal(5 * samples + 1_000_000);
    expect(window[19_999]).to.equal(5 * samples + 1_019_999);
    expect(source.bytesRead() - before).to.be.below(20_000 * 8 + 4 * 64 * 1024);
    file.close();
  });

  it("of one channel of a chunked dataset reads only its chunks", async () => {
    const data = Float64Array.from({ length: 32 * 32768 }, (_, i) => Math.sin(i) * i);
    const bytes = await writtenHdf5((file) => {
      file.create_dataset({ name: "traces", data, shape: [32, 32768], chunks: [1, 8192], compression: "gzip" });
    });
    const source = countingSource(memorySource("chunked.h5", bytes));
    expect(source.size).to.be.above(6e6);
    const file = await openHdf5(source);
    const channel = await (await file.dataset("traces")).numbers([[17, 18], null]);
    expect(channel).to.deep.equal(data.slice(17 * 32768, 18 * 32768));
    expect(source.bytesRead()).to.be.below(1.5e6);
    const all = await (await file.dataset("traces")).numbers();
    expect(all).to.deep.equal(data);
    expect(source.bytesRead()).to.be.below(2 * source.size);
    file.close();
  });
});

function* indices(offset: readonly number[], count: readonly number[]): Iterable<string> {
  for (let flat = 0; flat < elementCount(count); flat++) {
    let rest = flat;
    const index = offset.map(() => 0);
    for (let axis = offset.length - 1; axis >= 0; axis--) {
      index[axis] = offset[axis]! + (rest % count[axis]!);
      rest = Math.floor(rest / count[axis]!);
    }
    yield index.join();
  }
}

function find(view: DataView, words: readonly bigint[]): number {
  const places: number[] = [];
  for (let at = 0; at + 8 * words.length <= view.byteLength; at++) {
    if (words.every((word, i) => view.getBigUint64(at + 8 * i, true) === word)) places.push(at);
  }
  expect(places, `places of ${words.join()}`).to.have.length(1);
  return places[0]!;
}

function patch(view: DataView, from: readonly bigint[], to: readonly bigint[]): void {
  const at = find(view, from);
  to.forEach((word, i) => {
    view.setBigUint64(at + 8 * i, word, true);
  });
}
