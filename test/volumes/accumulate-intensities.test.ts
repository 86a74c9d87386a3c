import { expect } from "chai";
import fc from "fast-check";
import { accumulateIntensities } from "../../src/volumes/accumulate-intensities.js";
import type { DenseBlock } from "../../src/volumes/dense-block.js";
import { caught } from "../support/caught.js";
import { collectDense, type DenseLabels, denseLabels } from "../support/dense-labels.js";
import { madeImage, madeLabels } from "../support/made-labels.js";

/** An array of four axes in blocks of the given lengths, cut at its sides. */
function blocksOf(values: Float64Array, shape: readonly number[], lengths: readonly number[]): DenseBlock[] {
  const starts = shape.map((length, axis) =>
    Array.from({ length: Math.ceil(length / lengths[axis]!) }, (_, i) => i * lengths[axis]!),
  );
  const corners = starts.reduce<number[][]>(
    (all, axis) => all.flatMap((corner) => axis.map((at) => [...corner, at])),
    [[]],
  );
  return corners.map((start) => {
    const box = start.map((at, axis) => Math.min(lengths[axis]!, shape[axis]! - at));
    const size = box.reduce((product, length) => product * length, 1);
    const inBlock = Array.from({ length: size }, (_, i) => {
      let rest = i;
      let stride = 1;
      let place = 0;
      for (let axis = 3; axis >= 0; axis--) {
        place += (start[axis]! + (rest % box[axis]!)) * stride;
        rest = Math.floor(rest / box[axis]!);
        stride *= shape[axis]!;
      }
      return values[place]!;
    });
    return { start, shape: box, values: Float64Array.from(inBlock) };
  });
}

const blockLengths = fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 1, max: 4 })));

/** A label array, an image of its shape, and lengths of blocks. */
const labelledImages = denseLabels().chain((dense) =>
  fc.tuple(fc.integer({ min: 1, max: 3 }), blockLengths).chain(([channels, lengths]) => {
    const shape = [channels, ...dense.shape.slice(1)];
    const size = shape.reduce((product, length) => product * length, 1);
    return fc
      .array(fc.nat(4095), { minLength: size, maxLength: size })
      .map((values) => ({ dense, shape, lengths, values: Float64Array.from(values) }));
  }),
);

/** The image at the voxels of an instance. */
function valuesAt({ shape, values }: DenseLabels, channel: number, label: number, image: Float64Array, raw: number) {
  const size = values.length / shape[0];
  const inChannel = image.subarray(raw * size, (raw + 1) * size);
  return Array.from(inChannel.filter((_, voxel) => values[channel * size + voxel] === label));
}

describe("intensities of instances", () => {
  it("agree with NumPy", async () => {
    const volume = await collectDense(madeLabels());
    const { shape, values } = madeImage();
    const { onBlock, table } = accumulateIntensities(volume, shape);
    for (const block of blocksOf(values, shape, [2, 2, 4, 3])) onBlock(block);
    const found = table();
    expect(found.instance).to.deep.equal([1, 1, 2, 2, 3, 3]);
    expect(found.raw_channel).to.deep.equal([0, 1, 0, 1, 0, 1]);
    expect(found.min).to.deep.equal([1, 0, 7, 0, 4, 0]);
    expect(found.max).to.deep.equal([255, 18, 246, 18, 252, 17]);
    const mean = [113.46153846153847, 5.884615384615385, 125.375, 7.4375, 122.07407407407408, 5.777777777777778];
    const std = [
      79.6744485483225, 5.95061033118532, 77.01491332852359, 6.03084519366896, 73.825583202937, 5.533288710217214,
    ];
    mean.forEach((value, i) => {
      expect(found.mean[i]).to.be.closeTo(value, 1e-13 * value);
      expect(found.std[i]).to.be.closeTo(std[i]!, 1e-13 * std[i]!);
    });
  });

  it("are those of the voxels, in whatever blocks they come", async () => {
    const check = fc.asyncProperty(labelledImages, async ({ dense, shape, lengths, values }) => {
      const { onBlock, table } = accumulateIntensities(await collectDense(dense), shape);
      for (const block of blocksOf(values, shape, lengths)) onBlock(block);
      const found = table();
      found.mean.forEach((mean, i) => {
        const at = valuesAt(dense, found.channel[i]!, found.instance[i]!, values, found.raw_channel[i]!);
        const expected = at.reduce((sum, value) => sum + value, 0) / at.length;
        expect(mean).to.be.closeTo(expected, 1e-11);
        const squares = at.reduce((sum, value) => sum + (value - expected) ** 2, 0);
        expect(found.std[i]).to.be.closeTo(Math.sqrt(squares / at.length), 1e-11);
        expect([found.min[i], found.max[i]]).to.deep.equal([Math.min(...at), Math.max(...at)]);
      });
    });
    await fc.assert(check);
  });

  it("need the blocks that hold foreground, and no others", async () => {
    const check = fc.asyncProperty(labelledImages, async ({ dense, shape, lengths, values }) => {
      const { wanted, onBlock, table } = accumulateIntensities(await collectDense(dense), shape);
      const all = accumulateIntensities(await collectDense(dense), shape);
      const size = dense.values.length / dense.shape[0];
      const isForeground = Float64Array.from({ length: values.length }, (_, i) =>
        Array.from({ length: dense.shape[0] }, (__, c) => dense.values[c * size + (i % size)]).some(
          (label) => label !== 0,
        )
          ? 1
          : 0,
      );
      const inside = blocksOf(isForeground, shape, lengths);
      blocksOf(values, shape, lengths).forEach((block, i) => {
        expect(wanted(block.start, block.shape)).to.equal(Array.from(inside[i]!.values).includes(1));
        if (wanted(block.start, block.shape)) onBlock(block);
        all.onBlock(block);
      });
      expect(table()).to.deep.equal(all.table());
    });
    await fc.assert(check);
  });

  it("keep the spread of an image with a large offset", async () => {
    const dense = { shape: [1, 1, 1, 1000] as const, values: new Float64Array(1000).fill(1) };
    const image = Float64Array.from({ length: 1000 }, (_, i) => 1e9 + (i % 2));
    const { onBlock, table } = accumulateIntensities(await collectDense(dense), [1, 1, 1000]);
    for (const { start, shape, values } of blocksOf(image, dense.shape, [1, 1, 1, 7])) {
      onBlock({ start: start.slice(1), shape: shape.slice(1), values });
    }
    expect(table().std[0]).to.be.closeTo(0.5, 1e-9);
  });

  it("are NaN where no block came, and where the image holds NaN", async () => {
    const dense = { shape: [1, 1, 2, 2] as const, values: Float64Array.of(1, 1, 2, 0) };
    const { onBlock, table } = accumulateIntensities(await collectDense(dense), [1, 2, 2]);
    onBlock({ start: [0, 0, 0], shape: [1, 1, 2], values: Float64Array.of(3, Number.NaN) });
    for (const values of [table().mean, table().min, table().max, table().std]) {
      expect(values).to.deep.equal([Number.NaN, Number.NaN]);
    }
  });

  it("are refused for an image of another shape", async () => {
    const volume = await collectDense(madeLabels());
    const error = await caught(() => accumulateIntensities(volume, [3, 5, 6, 8]));
    expect(error.message).to.equal("imageShape: expected z, y, x of the labels, [5, 6, 7], found [5, 6, 8]");
  });

  it("are refused for channels that would fill the memory", async () => {
    const values = Float64Array.from({ length: 1000 }, (_, i) => i + 1);
    const volume = await collectDense({ shape: [1, 1, 1, 1000], values });
    const error = await caught(() => accumulateIntensities(volume, [60_000, 1, 1, 1000]));
    expect(error.message).to.equal("imageShape: expected at most 33554 channels with so many instances, found 60000");
  });
});
