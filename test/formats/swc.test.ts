import { readFile } from "node:fs/promises";
import { expect } from "chai";
import fc from "fast-check";
import { memorySource } from "../../src/bytes/memory-source.js";
import { readSwc, type SwcPoints, swcFileName, writeSwc } from "../../src/formats/swc.js";
import { treeMeasures } from "../../src/volumes/skeleton/tree-measures.js";
import { caught } from "../support/caught.js";
import { damagedCopies } from "../support/damaged-copies.js";
import { realData } from "../support/real-data.js";
import { survive } from "../support/survive.js";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => readSwc(memorySource("a.swc", encode(text)));
const stated = { forest: "one-file", unit: "voxel", rooting: "given", droppedEdges: 0 } as const;
const values = ({ header: _, ...points }: SwcPoints) => points;

/** Counts and lengths in voxels of 8 nm of the placed hemibrain skeletons; reference values. */
const files = [
  ["1734350788.swc", 4465, 1, 599, 618, 266476.875, 375],
  ["1734350908.swc", 4847, 1, 735, 761, 304332.656, 375],
  ["722817260.swc", 4332, 1, 633, 656, 274703.367, 142.481],
  ["754534424.swc", 4696, 1, 696, 726, 286522.45, 375],
  ["754538881.swc", 4881, 2, 626, 642, 291265.318, 375],
] as const;

describe("SWC files", () => {
  for (const [name, nodes, roots, branchNodes, endNodes, length, radius] of files) {
    it(`of real neurons are read and written back the same: ${name}`, async function () {
      const source = memorySource(name, new Uint8Array(await readFile(realData(this, `fisbe/swc/${name}`))));
      const points = await readSwc(source);
      const { cableLength, ...counts } = treeMeasures(points);
      expect(counts).to.deep.equal({ nodes, roots, branchNodes, endNodes });
      expect(cableLength).to.be.closeTo(length, 5e-4);
      expect(Math.max(...points.radii)).to.be.closeTo(radius, 5e-4);
      expect(points.header).to.have.length(6);
      expect([...new Set(points.labels)].sort()).to.deep.equal(name === "722817260.swc" ? [0, 5, 6] : [0, 1, 5, 6]);

      const [text, ...others] = writeSwc(points, stated);
      expect(others).to.deep.equal([]);
      expect(values(await read(text!))).to.deep.equal(values(points));
      const apart = writeSwc(points, { ...stated, forest: "file-per-tree" });
      expect(apart).to.have.length(roots);
      const again = await Promise.all(apart.map(read));
      expect(again.flatMap((tree) => [...tree.numbers])).to.have.members([...points.numbers]);
    });
  }

  it("say where their roots come from, and what was left out", async () => {
    const two = { x: Float64Array.of(1, 2, 9), y: Float64Array.of(0, 0, 0), z: Float64Array.of(0.5, 0, 0) };
    const tree = { ...two, parents: Int32Array.of(-1, 0, -1), radii: Float64Array.of(1, 0.25, Number.NaN) };
    const scale = { x: 2, y: 1, z: 10 };
    const options = {
      unit: "um",
      rooting: "farthest end",
      droppedEdges: 3,
      scale,
      somata: [0],
      header: ["made by hand\n7"],
    };
    expect(writeSwc(tree, { ...options, forest: "one-file" })).to.deep.equal([
      "# made by hand\n# 7\n# unit of the coordinates: um\n# trees: 2\n# root: farthest end\n" +
        "# edges dropped to break cycles: 3\n# labels: 0 undefined, 1 soma, 5 fork, 6 end\n" +
        "# PointNo Label X Y Z Radius Parent\n1 1 2 0 5 1 -1\n2 6 4 0 0 0.25 1\n3 6 18 0 0 nan -1\n",
    ]);
    const [first, second] = writeSwc(tree, { ...options, forest: "file-per-tree" });
    expect(first).to.include("# tree 1 of 2\n").and.to.include("\n2 6 4 0 0 0.25 1\n");
    expect(second)
      .to.include("# tree 2 of 2\n")
      .and.to.match(/\n1 6 18 0 0 nan -1\n$/);
  });

  it("have their points in any order and any blanks", async () => {
    const points = await read("#a\n# b\n\n 7 6 1 2 3\t.5 30\r\n30 1 0 0 0 1e1 4\n4 0 9 9 9 nan -1\n");
    expect(values(points)).to.deep.equal({
      numbers: Float64Array.of(4, 30, 7),
      labels: Int32Array.of(0, 1, 6),
      x: Float64Array.of(9, 0, 1),
      y: Float64Array.of(9, 0, 2),
      z: Float64Array.of(9, 0, 3),
      radii: Float64Array.of(Number.NaN, 10, 0.5),
      parents: Int32Array.of(-1, 0, 1),
    });
    expect(points.header).to.deep.equal(["a", "b"]);
  });

  const wrong: readonly (readonly [string, string, RegExp])[] = [
    [
      "a cycle",
      "1 0 0 0 0 1 -1\n2 0 0 0 0 1 3\n3 0 0 0 0 1 2\n",
      /a\.swc: line 2: expected trees, found point 2 among/,
    ],
    ["a point that is its own parent", "5 0 0 0 0 1 5\n", /line 1: expected trees/],
    ["a missing parent", "1 0 0 0 0 1 -1\n2 0 0 0 0 1 9\n", /line 2: expected a parent that is in the file, found 9/],
    [
      "a number twice",
      "#\n1 0 0 0 0 1 -1\n1 0 0 0 0 1 -1\n",
      /line 3: expected every point once, found point 1 as on line 2/,
    ],
    ["a missing column", "1 0 0 0 0 -1\n", /line 1: expected 7 numbers .* found 6/],
    ["a word", "1 0 0 zero 0 1 -1\n", /line 1: expected a number as y, found "zero"/],
    ["a place that is no number", "1 0 0 0 nan 1 -1\n", /line 1: expected a number as z/],
    ["a broken number", "1.5 0 0 0 0 1 -1\n", /line 1: expected a whole number as point number/],
    ["another mark of a root", "1 0 0 0 0 1 -2\n", /line 1: expected a whole number as parent, -1 for a root/],
    ["no points", "# nothing\n", /the whole file: expected points, found none/],
  ];
  for (const [what, text, message] of wrong) {
    it(`are refused for ${what}`, async () => {
      const error = await caught(read(text));
      expect(error).to.have.property("tag", "format");
      expect((error as Error).message).to.match(message);
    });
  }

  it("are not written for cycles, missing parents or places", () => {
    const one = Float64Array.of(0);
    const write = (parent: number, x = one) => writeSwc({ x, y: one, z: one, parents: Int32Array.of(parent) }, stated);
    expect(() => write(0)).to.throw(/a cycle at point 0; break cycles along a spanning tree/);
    expect(() => write(1)).to.throw(/parents\[0\]: expected -1 to 0/);
    expect(() => write(-1, Float64Array.of(Number.NaN))).to.throw(/finite coordinates/);
    expect(() => write(-1, Float64Array.of(1, 2))).to.throw(/x: expected 1 values/);
  });

  it("keep any forest, whatever the order of its points", async () => {
    const forest = fc.array(
      fc.tuple(fc.double({ noNaN: true, noDefaultInfinity: true, max: 1e9, min: -1e9 }), fc.nat()),
      {
        minLength: 1,
        maxLength: 40,
      },
    );
    await fc.assert(
      fc.asyncProperty(forest, fc.boolean(), async (nodes, isTurned) => {
        const count = nodes.length;
        const at = (k: number): number => (isTurned ? count - 1 - k : k);
        const parents = new Int32Array(count);
        for (const [k, [, seed]] of nodes.entries()) parents[at(k)] = k === 0 || seed % 5 === 0 ? -1 : at(seed % k);
        const x = Float64Array.from(nodes, ([value]) => value + 0);
        const tree = { x, y: x.map((value) => value / 3 + 0), z: x, radii: x.map(Math.abs), parents };
        const back = await read(writeSwc(tree, stated)[0]!);
        const edges = (t: { x: Float64Array; y: Float64Array; radii: Float64Array; parents: Int32Array }) =>
          Array.from(t.parents, (p, i) =>
            [t.x[i], t.y[i], t.radii[i], t.x[p] ?? null, t.y[p] ?? null].join(" "),
          ).sort();
        expect(edges(back)).to.deep.equal(edges(tree));
        back.parents.forEach((parent, i) => {
          expect(parent).to.be.below(i);
        });
      }),
      { numRuns: 200 },
    );
  });

  it("survive damage", async () => {
    const lines = Array.from(
      { length: 60 },
      (_, i) => `${i + 1} ${i % 7} ${i}.5 ${i * 3} -${i}e-1 0.25 ${i === 0 || i === 40 ? -1 : i}`,
    );
    const file = encode(`# made\n# for the test\n${lines.join("\n")}\n`);
    const refused = await survive(
      damagedCopies(file, { seed: 8, count: 2500 }),
      async (bytes) => {
        const points = await readSwc(memorySource("the file", bytes));
        const count = points.parents.length;
        for (const column of [points.numbers, points.labels, points.x, points.y, points.z, points.radii]) {
          expect(column).to.have.length(count);
        }
        points.parents.forEach((parent, i) => {
          expect(parent).to.be.within(-1, i - 1);
        });
        writeSwc(points, stated);
      },
      { named: "the file" },
    );
    expect(refused).to.be.within(1000, 2499);
  });

  it("are named after sample, channel and label", () => {
    const place = { sample: "R14A02-20180905_65_A6", channel: 0, label: 1 };
    expect(swcFileName(place)).to.equal("R14A02-20180905_65_A6_channel-0_label-1.swc");
    expect(swcFileName({ ...place, sample: "../a b", tree: 2 })).to.equal("__a_b_channel-0_label-1_tree-2.swc");
  });
});
