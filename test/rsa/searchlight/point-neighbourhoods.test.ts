import { expect } from "chai";
import fc from "fast-check";
import { pointNeighbourhoods } from "../../../src/rsa/searchlight/point-neighbourhoods.js";
import { volumeNeighbourhoods } from "../../../src/rsa/searchlight/volume-neighbourhoods.js";

describe("rsa: pointNeighbourhoods", () => {
  it("finds what a look at all points finds", () => {
    const point = fc.tuple(
      ...[0, 1, 2].map(() => fc.oneof(fc.double({ min: -3, max: 3, noNaN: true }), fc.integer({ min: -2, max: 2 }))),
    );
    fc.assert(
      fc.property(
        fc.array(point, { minLength: 1, maxLength: 40 }),
        fc.double({ min: 0.1, max: 4, noNaN: true }),
        (points, radius) => {
          const { centres, around } = pointNeighbourhoods(points.flat(), { radius });
          expect([...centres]).deep.equal([...points.keys()]);
          for (const [position, centre] of points.entries()) {
            const near = [...points.keys()].filter((k) => {
              const [x, y, z] = points[k]!.map((value, axis) => value - centre[axis]!) as [number, number, number];
              return Math.hypot(x, y, z) < radius;
            });
            expect([...around(position)]).deep.equal(near);
          }
        },
      ),
      { seed: 5, numRuns: 200 },
    );
  });

  it("agrees with the balls of a volume", () => {
    const shape = [4, 3, 5] as const;
    const volume = volumeNeighbourhoods({ shape, values: new Uint8Array(60).fill(1) }, { radius: 2.1 });
    const coordinates = Array.from({ length: 60 }, (_, k) => [Math.floor(k / 15), Math.floor(k / 5) % 3, k % 5]).flat();
    const points = pointNeighbourhoods(coordinates, { radius: 2.1 });
    for (let k = 0; k < 60; k++) expect([...points.around(k)]).deep.equal([...volume.around(k)]);
  });

  it("leaves out points without a place, and refuses what is no radius", () => {
    const { centres, around } = pointNeighbourhoods([0, 0, 0, Number.NaN, 0, 0, 1, 0, 0], { radius: 2 });
    expect([...centres]).deep.equal([0, 2]);
    expect([...around(0)]).deep.equal([0, 2]);
    for (const radius of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => pointNeighbourhoods([0, 0, 0], { radius })).throw("radius");
    }
    expect(() => pointNeighbourhoods([0, 0], { radius: 1 })).throw("three per point");
  });
});
