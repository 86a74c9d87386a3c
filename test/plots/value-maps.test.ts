import { expect } from "chai";
import * as fc from "fast-check";
import { numberWords } from "../../src/plots/colour-bar.js";
import { colourOf, scaleOf, sequentialScale, shareOf, symmetricScale } from "../../src/plots/colour-scale.js";
import { lengthWords } from "../../src/plots/length-words.js";
import { gridPlace, volumeGrid } from "../../src/plots/volume-grid.js";
import { createRandom } from "../../src/random/create-random.js";

describe("plots: colour scales", () => {
  it("hold every value that is known, around 0 where some are below it", () => {
    expect(scaleOf([0.2, Number.NaN, 0.9])).deep.equal({ kind: "sequential", low: 0.2, high: 0.9 });
    expect(scaleOf([-0.2, 0.9, Number.POSITIVE_INFINITY])).deep.equal(symmetricScale(0.9));
    expect(sequentialScale([-0.2, 0.9])).deep.equal({ kind: "sequential", low: -0.2, high: 0.9 });
    expect(scaleOf([Number.NaN])).deep.equal({ kind: "sequential", low: 0, high: 1 });
  });

  it("give the end colours beyond their ends, and the middle where there is one value only", () => {
    const scale = symmetricScale(2);
    expect([-9, -2, 0, 1, 2, 9].map((value) => shareOf(value, scale))).deep.equal([0, 0, 0.5, 0.75, 1, 1]);
    expect(colourOf(-9, scale)).equal("#053061");
    expect(colourOf(0, scale)).equal("#f7f7f7");
    expect(shareOf(3, { kind: "sequential", low: 3, high: 3 })).equal(0.5);
  });

  it("are written with three digits, and powers of ten where zeros would not be read", () => {
    expect([0, -0.12345, 1234, 0.000464, 8.8e9, -2.5e-7].map(numberWords)).deep.equal([
      "0",
      "−0.123",
      "1230",
      "0.000464",
      "8.8e9",
      "−2.5e−7",
    ]);
    expect([lengthWords(-0.0312, 0.003), lengthWords(2.5e-5, 1e-5)]).deep.equal(["−31.2 mm", "25 µm"]);
  });
});

describe("plots: volumeGrid", () => {
  const voxels = (size: readonly [number, number, number], step: readonly [number, number, number]) =>
    Array.from({ length: size[0] * size[1] * size[2] }, (_, index) => {
      const at = [
        index % size[0],
        Math.floor(index / size[0]) % size[1],
        Math.floor(index / size[0] / size[1]),
      ] as const;
      return { at, place: [at[0] * step[0] - 0.09, at[1] * step[1] + 0.01, at[2] * step[2]] as const };
    });

  it("finds the grid of any voxels that span it, whatever is left of them, in single precision", () => {
    const one = fc.integer({ min: 1, max: 6 });
    const length = fc.double({ min: 5e-4, max: 5e-3, noNaN: true });
    const kept = fc.double({ min: 0.3, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(one, one, one), fc.tuple(length, length, length), kept, (size, step, share) => {
        fc.pre(Math.max(...size) > 1);
        const random = createRandom(JSON.stringify([size, step]));
        const all = voxels(size, step);
        // a row along each axis stays, so that all steps occur
        const some = all.filter(({ at }) => at.filter((place) => place === 0).length >= 2 || random.uniform() < share);
        const places = some.map(({ place }) => place.map(Math.fround) as unknown as readonly [number, number, number]);
        const grid = volumeGrid(places)!;
        expect(grid.size).deep.equal(size);
        expect(places.map((place) => gridPlace(grid, place))).deep.equal(some.map(({ at }) => at));
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it("finds none where places are irregular, turned, or all the same", () => {
    const random = createRandom("cells");
    const cells = Array.from({ length: 40 }, () => [random.uniform(), random.uniform(), random.uniform()] as const);
    expect(volumeGrid(cells)).equal(undefined);
    const turned = voxels([5, 5, 3], [0.003, 0.003, 0.003]).map(({ place: [x, y, z] }) => {
      return [x * Math.cos(0.2) - y * Math.sin(0.2), x * Math.sin(0.2) + y * Math.cos(0.2), z] as const;
    });
    expect(volumeGrid(turned)).equal(undefined);
    // a few places are on some grid by chance
    const few = [0, 0.001, 0.5].map((x) => [x, 0, 0] as const);
    expect(volumeGrid(few)).equal(undefined);
    expect(
      volumeGrid([
        [1, 2, 3],
        [1, 2, 3],
      ]),
    ).equal(undefined);
  });
});
