import { expect } from "chai";
import { jsLinalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import { alignedMaps } from "../../../src/rsa/mds/aligned-maps.js";
import { classicalMds } from "../../../src/rsa/mds/classical-mds.js";
import { procrustesAligned } from "../../../src/rsa/mds/procrustes-aligned.js";
import { caught } from "../../support/caught.js";
import { expectValues } from "../topology/expect-values.js";
import { distancesOf } from "../topology/made-rdms.js";

const linalg = jsLinalg;
const places = Array.from({ length: 12 }, (_, i) => i);
const points = places.map((i) => [Math.sin(1.3 * i), Math.cos(0.7 * i)]);
const others = places.map((i) => [Math.sin(1.1 * i), Math.cos(0.9 * i)]);
const asMatrix = (rows: readonly (readonly number[])[]) =>
  matrix(rows.length, rows[0]!.length, Float64Array.from(rows.flat()));
const asRows = ({ rows, columns, values }: { rows: number; columns: number; values: Float64Array }) =>
  Array.from({ length: rows }, (_, row) => [...values.subarray(row * columns, (row + 1) * columns)]);

describe("classicalMds", () => {
  it("finds points with the given distances, whether these are squared or not", () => {
    const distances = distancesOf(points);
    const found = classicalMds(distances, { linalg });
    expectValues(distancesOf(asRows(found.points)).values, distances.values);
    expect(found.shown).to.be.closeTo(1, 1e-10);
    const squares = { ...distances, values: distances.values.map((value) => value * value) };
    const again = classicalMds(squares, { squared: true, linalg });
    expectValues(again.points.values, found.points.values);
  });

  it("says how much a map of fewer dimensions shows, and leaves impossible axes at 0", () => {
    const line = classicalMds(distancesOf(points), { dimensions: 1, linalg });
    const [first, second] = line.eigenvalues;
    expect(line.shown).to.be.closeTo(first! / (first! + second!), 1e-10);
    // no points have these: the sides 1 and 1 of a triangle are shorter than the third
    const impossible = { nConditions: 3, nRdms: 1, values: Float64Array.from([1, 1, 5]) };
    const found = classicalMds(impossible, { dimensions: 3, linalg });
    expect(found.eigenvalues[2]).to.be.below(-0.1);
    for (const row of asRows(found.points)) expect(row[2]).to.equal(0);
    expect(found.shown).to.be.below(1);
  });

  it("refuses unknown dissimilarities and dimensions that are not there", async () => {
    const unknown = { nConditions: 3, nRdms: 1, values: Float64Array.from([1, Number.NaN, 1]) };
    expect(await caught(() => classicalMds(unknown, { linalg }))).to.have.property("tag", "argument");
    expect(await caught(() => classicalMds(distancesOf(points), { dimensions: 13, linalg }))).to.have.property(
      "tag",
      "argument",
    );
    expect(await caught(() => classicalMds(distancesOf(points), { rdm: 1, linalg }))).to.have.property(
      "tag",
      "argument",
    );
  });
});

describe("procrustesAligned", () => {
  it("lays turned, mirrored, stretched and shifted points upon the reference", () => {
    const moved = points.map(([a, b]) => [2 * (0.6 * a! + 0.8 * b!) + 3, -2 * (-0.8 * a! + 0.6 * b!) - 1]);
    const found = procrustesAligned(asMatrix(moved), asMatrix(points), { linalg });
    expectValues(found.points.values, points.flat());
    expect(found.scale).to.be.closeTo(0.5, 1e-12);
    expect(found.disparity).to.be.closeTo(0, 1e-12);
    const same = procrustesAligned(asMatrix(moved), asMatrix(points), { scale: false, linalg });
    expect(same.scale).to.equal(1);
    const [before, after] = [distancesOf(moved), distancesOf(asRows(same.points))];
    expectValues(after.values, before.values);
  });

  it("gives the disparity of SciPy", () => {
    const found = procrustesAligned(asMatrix(points), asMatrix(others), { linalg });
    expect(found.disparity).to.be.closeTo(0.8869461930363879, 1e-10);
    // nothing near the found place is nearer
    const apart = (shift: number, stretch: number) =>
      found.points.values.reduce(
        (sum, value, place) => sum + (value * stretch + shift - others.flat()[place]!) ** 2,
        0,
      );
    for (const [shift, stretch] of [
      [0.01, 1],
      [-0.01, 1],
      [0, 1.01],
      [0, 0.99],
    ] as const) {
      expect(apart(shift, stretch)).to.be.above(apart(0, 1));
    }
  });

  it("refuses other shapes and points in one place", async () => {
    const one = asMatrix(points.map(() => [1, 1]));
    expect(await caught(() => procrustesAligned(one, asMatrix(points), { linalg }))).to.have.property(
      "tag",
      "argument",
    );
    const fewer = asMatrix(points.slice(1));
    expect(await caught(() => procrustesAligned(fewer, asMatrix(points), { linalg }))).to.have.property(
      "tag",
      "argument",
    );
  });
});

describe("alignedMaps", () => {
  it("lays each map upon the one before it, or upon the first", () => {
    const turn = (angle: number) =>
      asMatrix(
        points.map(([a, b]) => [
          Math.cos(angle) * a! - Math.sin(angle) * b!,
          Math.sin(angle) * a! + Math.cos(angle) * b!,
        ]),
      );
    const maps = [turn(0), turn(1), turn(2.5)];
    for (const to of ["previous", "first"] as const) {
      for (const { points: found } of alignedMaps(maps, { to, linalg })) expectValues(found.values, points.flat());
    }
    const upon = alignedMaps(maps, { reference: asMatrix(others), linalg });
    expect(upon[0]!.disparity).to.be.closeTo(0.8869461930363879, 1e-10);
    expect(upon[1]!.disparity).to.be.closeTo(0, 1e-10);
    expect(alignedMaps([], { linalg })).to.deep.equal([]);
  });
});
