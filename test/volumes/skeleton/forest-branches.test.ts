import { expect } from "chai";
import fc from "fast-check";
import { forestBranches } from "../../../src/volumes/skeleton/forest-branches.js";

const branchesOf = (parents: readonly number[]) => forestBranches({ parents: Int32Array.from(parents) });

describe("branches of a forest", () => {
  it("run between ends and nodes with several children", () => {
    // 0 - 1 - 2 with two children: 3 - 4 and 5
    expect(branchesOf([-1, 0, 1, 2, 3, 2])).to.deep.equal([
      [0, 1, 2],
      [2, 3, 4],
      [2, 5],
    ]);
  });

  it("pass a root that has two neighbours", () => {
    expect(branchesOf([-1, 0, 1, 0, 3])).to.deep.equal([[2, 1, 0, 3, 4]]);
  });

  it("leave out nodes without neighbours", () => {
    expect(branchesOf([-1, -1, 1])).to.deep.equal([[1, 2]]);
  });

  it("take every edge once", () => {
    const trees = fc
      .array(fc.nat(), { minLength: 1, maxLength: 60 })
      .map((draws) => draws.map((draw, node) => (draw % (node + 1)) - 1));
    fc.assert(
      fc.property(trees, (parents) => {
        const edges = branchesOf(parents).flatMap((path) =>
          path.slice(1).map((node, k) => [Math.min(node, path[k]!), Math.max(node, path[k]!)].join(" ")),
        );
        const expected = parents.flatMap((parent, node) => (parent < 0 ? [] : [`${parent} ${node}`]));
        expect(edges.sort()).to.deep.equal(expected.sort());
      }),
    );
  });
});
