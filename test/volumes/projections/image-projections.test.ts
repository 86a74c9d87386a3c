import { expect } from "chai";
import * as fc from "fast-check";
import { openZip } from "../../../src/bytes/zip.js";
import { openZarr } from "../../../src/formats/zarr.js";
import { fileSource } from "../../../src/node/file-source.js";
import { createRandom } from "../../../src/random/create-random.js";
import type { DenseBlock } from "../../../src/volumes/dense-block.js";
import { displayLevels, displayRange } from "../../../src/volumes/projections/display-levels.js";
import { maxPool, maxPoolBlocks } from "../../../src/volumes/projections/max-pool.js";
import { maxPoolPyramid } from "../../../src/volumes/projections/max-pool-pyramid.js";
import { isInView, projectBlocks } from "../../../src/volumes/projections/project-blocks.js";
import { projectionAxes, projectionPlan } from "../../../src/volumes/projections/projection-size.js";
import { caught } from "../../support/caught.js";
import { realData } from "../../support/real-data.js";

type Shape = readonly [number, number, number, number];

/** An array of whole numbers and its blocks of a size, in an order that has nothing to do with their places. */
function blocksOf(shape: Shape, chunk: Shape, seed: number) {
  const random = createRandom(`image ${seed}`);
  const values = Float32Array.from(
    { length: shape[0] * shape[1] * shape[2] * shape[3] },
    () => Math.floor(random.uniform() * 99) - 9,
  );
  const at = (c: number, z: number, y: number, x: number) =>
    values[((c * shape[1] + z) * shape[2] + y) * shape[3] + x]!;
  const blocks: DenseBlock[] = [];
  const each = (length: number, step: number) => Array.from({ length: Math.ceil(length / step) }, (_, i) => i * step);
  for (const c of each(shape[0], chunk[0])) {
    for (const z of each(shape[1], chunk[1])) {
      for (const y of each(shape[2], chunk[2])) {
        for (const x of each(shape[3], chunk[3])) {
          const start = [c, z, y, x];
          const own = start.map((first, axis) => Math.min(chunk[axis]!, shape[axis]! - first)) as unknown as Shape;
          const list: number[] = [];
          for (let i = 0; i < own[0] * own[1] * own[2] * own[3]; i++) {
            const [k, j] = [Math.floor(i / own[3]), Math.floor(i / own[3] / own[2])];
            list.push(at(c + Math.floor(j / own[1]), z + (j % own[1]), y + (k % own[2]), x + (i % own[3])));
          }
          blocks.push({ start, shape: own, values: list });
        }
      }
    }
  }
  return { at, values, blocks: blocks.sort(() => random.uniform() - 0.5) };
}

const length = (max: number) => fc.integer({ min: 1, max });
const shapes = fc.tuple(length(3), length(5), length(6), length(7));

describe("projectBlocks", () => {
  it("is the largest value along each axis, however the image is cut into blocks", async () => {
    await fc.assert(
      fc.asyncProperty(shapes, shapes, length(3), fc.nat(99), async (shape, chunk, step, seed) => {
        const { at, blocks } = blocksOf(shape, chunk, seed);
        const views = projectionAxes.map((axis) => {
          const all = shape[projectionPlan[axis].along + 1]!;
          const from = seed % all;
          return { axis, step, from, to: from + 1 + ((seed >> 3) % (all - from)) };
        });
        const found = await projectBlocks(blocks, shape, views);
        views.forEach(({ axis, from, to }, view) => {
          const plan = projectionPlan[axis];
          const picture = found[view]!;
          const expected = Array.from({ length: shape[0] }, () =>
            new Float32Array(picture.rows * picture.columns).fill(-99),
          );
          for (let c = 0; c < shape[0]; c++) {
            for (let voxel = 0; voxel < shape[1] * shape[2] * shape[3]; voxel++) {
              const place = [
                Math.floor(voxel / shape[2] / shape[3]),
                Math.floor(voxel / shape[3]) % shape[2],
                voxel % shape[3],
              ] as const;
              if (place[plan.along] < from || place[plan.along] >= to) continue;
              const pixel =
                Math.floor(place[plan.rows] / step) * picture.columns + Math.floor(place[plan.columns] / step);
              expected[c]![pixel] = Math.max(expected[c]![pixel]!, at(c, ...place));
            }
          }
          expect(picture.channels).to.deep.equal(expected);
        });
      }),
      { numRuns: 150, seed: 5 },
    );
  });

  it("needs only the blocks of a slice for the slice, and no axis of channels", async () => {
    const { blocks, at } = blocksOf([1, 6, 4, 5], [1, 2, 3, 3], 1);
    const plain = blocks.map(({ start, shape, values }) => ({ start: start.slice(1), shape: shape.slice(1), values }));
    const view = { axis: "z", from: 3, to: 4 } as const;
    const wanted = plain.filter(({ start, shape }) => isInView(start, shape, view));
    expect(wanted.length).to.equal(plain.length / 3);
    const [slice] = await projectBlocks(wanted, [6, 4, 5], [view]);
    expect([...slice!.channels[0]!]).to.deep.equal(
      Array.from({ length: 20 }, (_, i) => at(0, 3, Math.floor(i / 5), i % 5)),
    );
  });

  it("leaves NaN where no block told a number, and refuses blocks of other axes", async () => {
    const [picture] = await projectBlocks(
      [{ start: [0, 0, 1], shape: [1, 1, 1], values: [4] }],
      [2, 1, 3],
      [{ axis: "z" }],
    );
    expect([...picture!.channels[0]!]).to.deep.equal([Number.NaN, 4, Number.NaN]);
    const flat = { start: [0, 0], shape: [1, 1], values: [1] };
    expect((await caught(projectBlocks([flat], [2, 1, 3], [{ axis: "z" }]))).message).to.match(
      /a filled box of 4 axes/,
    );
    const short = { start: [0, 0, 0], shape: [2, 1, 3], values: [1] };
    expect((await caught(projectBlocks([short], [2, 1, 3], [{ axis: "z" }]))).message).to.match(/a filled box/);
    expect((await caught(projectBlocks([], [3, 4], []))).message).to.match(/z, y, x/);
  });

  it("shows the raw crop of JRC_SS05008-20160318_24_B2 as NumPy does", async function () {
    const file = realData(this, "fisbe/crop/JRC_SS05008-20160318_24_B2_crop.zip");
    const store = await openZarr(await openZip(await fileSource(file)));
    const array = await store.array("volumes/raw");
    const found = await projectBlocks(
      array.blocks(),
      array.shape,
      projectionAxes.map((axis) => ({ axis })),
    );
    const sums = found.map(({ channels }) => channels.map((values) => values.reduce((sum, value) => sum + value, 0)));
    // reference values by NumPy: sums of the projections, the pixel of row 3 and column 7, percentiles 1 and 99.5
    expect(sums).to.deep.equal([
      [1024890, 407594, 537232],
      [1523734, 615895, 727261],
      [1422094, 663149, 595673],
    ]);
    expect(found.map(({ channels }) => channels.map((values) => values[3 * 50 + 7]))).to.deep.equal([
      [246, 618, 648],
      [1559, 582, 63],
      [365, 603, 11],
    ]);
    const ranges = found[0]!.channels.map((values) => displayRange(values));
    expect(ranges.map(({ low }) => low)).to.deep.equal([8, 8, 13]);
    [2518.15, 1297.505, 1283.615].forEach((high, channel) => {
      expect(ranges[channel]!.high).to.be.closeTo(high, 1e-9);
    });
  });
});

describe("maxPool", () => {
  it("holds the largest of each box, blocks or not, and its pyramid ends small", async () => {
    const shape = [2, 5, 6, 7] as const;
    const { at, values, blocks } = blocksOf(shape, [1, 3, 2, 4], 9);
    const factors = [1, 2, 3, 2];
    const pooled = await maxPoolBlocks(blocks, shape, factors);
    expect(pooled).to.deep.equal(maxPool({ shape, values }, factors));
    expect(pooled.shape).to.deep.equal([2, 3, 2, 4]);
    // cell (1, 2, 1, 3) covers z 4, y 3 to 5, x 6 of channel 1
    expect(pooled.values.at(-1)).to.equal(Math.max(at(1, 4, 3, 6), at(1, 4, 4, 6), at(1, 4, 5, 6)));
    const levels = maxPoolPyramid({ shape, values }, { keep: [0], smallest: 2 });
    expect(levels.map((level) => level.shape.join())).to.deep.equal(["2,5,6,7", "2,3,3,4", "2,2,2,2"]);
    for (const level of levels) expect(Math.max(...level.values)).to.equal(Math.max(...values));
  });

  it("refuses factors that are none, and results that no machine holds", async () => {
    expect((await caught(maxPoolBlocks([], [4, 4], [2]))).message).to.match(/each of 2 axes/);
    expect((await caught(maxPoolBlocks([], [4, 4], [0.5, 1]))).message).to.match(/whole number/);
    expect((await caught(maxPoolBlocks([], [1e6, 1e6], [1, 1]))).message).to.match(/at most/);
  });
});

describe("displayLevels", () => {
  it("maps low to 0, high to 255, what is between by the power, and missing values to 0", () => {
    const levels = displayLevels([Number.NaN, 5, 10, 15, 20, 99], { low: 10, high: 20 });
    expect([...levels]).to.deep.equal([0, 0, 0, Math.round(255 * 0.5 ** 0.72), 255, 255]);
    expect([...displayLevels([1, 2], { low: 0, high: 2 }, { gamma: 1 })]).to.deep.equal([128, 255]);
    expect([...displayLevels([3, 4], { low: 3, high: 3 })]).to.deep.equal([0, 255]);
    expect(displayRange([0, 10, Number.NaN], { low: 0, high: 50 })).to.deep.equal({ low: 0, high: 5 });
    expect(displayRange([0, 3000], { clip: 1500 }).high).to.equal(1500);
  });
});
