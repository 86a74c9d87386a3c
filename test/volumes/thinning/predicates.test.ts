import { expect } from "chai";
import fc from "fast-check";
import { isEulerInvariant } from "../../../src/volumes/thinning/is-euler-invariant.js";
import { isRemovable } from "../../../src/volumes/thinning/is-removable.js";
import { isSimple } from "../../../src/volumes/thinning/is-simple.js";
import { eulerChange, isOfOnePiece } from "../../support/swept-skeleton.js";

/** Patterns of all densities. */
const patterns = fc
  .tuple(fc.nat(2 ** 27 - 1), fc.nat(2 ** 27 - 1), fc.nat(2))
  .map(([a, b, how]) => [a, a & b, a | b][how]! & ~(1 << 13));

function lookIn(pattern: number) {
  return (z: number, y: number, x: number): boolean => ((pattern >> (9 * (z + 1) + 3 * (y + 1) + x + 1)) & 1) === 1;
}

describe("thinning: what a neighbourhood says", () => {
  it("counts the pieces around a voxel as a search neighbour by neighbour does", () => {
    fc.assert(
      fc.property(patterns, (pattern) => isSimple(pattern) === isOfOnePiece(lookIn(pattern))),
      { numRuns: 20_000, seed: 1 },
    );
  });

  it("knows when corners - edges + faces - cubes stay as many", () => {
    fc.assert(
      fc.property(patterns, (pattern) => isEulerInvariant(pattern) === (eulerChange(lookIn(pattern)) === 0)),
      { numRuns: 20_000, seed: 1 },
    );
  });

  it("keeps a single voxel, end points and what is enclosed", () => {
    expect(isRemovable(0)).to.equal(false);
    for (let bit = 0; bit < 27; bit++) if (bit !== 13) expect(isRemovable(1 << bit), `bit ${bit}`).to.equal(false);
    expect(isRemovable((2 ** 27 - 1) & ~(1 << 13))).to.equal(false);
    // one face of a solid is open
    expect(isRemovable((2 ** 18 - 1) & ~(1 << 13))).to.equal(true);
  });
});
