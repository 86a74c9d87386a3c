import { expect } from "chai";
import fc from "fast-check";
import { type Connectivity, componentsOfRuns } from "../../src/volumes/components-of-runs.js";
import type { VolumeShape } from "../../src/volumes/label-volume.js";
import { runsOfVoxels } from "../../src/volumes/runs-of-voxels.js";
import { caught } from "../support/caught.js";
import { voxelSets } from "../support/dense-labels.js";
import { parquetRows } from "../support/parquet-rows.js";
import { realData } from "../support/real-data.js";

const connectivities: readonly Connectivity[] = [6, 18, 26];

/** How many axes two voxels that hang together may differ along. */
const mostAxes: Readonly<Record<Connectivity, number>> = { 6: 1, 18: 2, 26: 3 };

/** The piece of each voxel, by flooding from the first voxel that has none yet. */
function flooded(voxels: ReadonlySet<number>, shape: VolumeShape, connectivity: Connectivity): Map<number, number> {
  const pieceOf = new Map<number, number>();
  let pieces = 0;
  for (const seed of voxels) {
    if (pieceOf.has(seed)) continue;
    const open = [seed];
    pieceOf.set(seed, pieces);
    for (let voxel = open.pop(); voxel !== undefined; voxel = open.pop()) {
      for (const other of voxels) {
        if (pieceOf.has(other) || !hangTogether(voxel, other, shape, connectivity)) continue;
        pieceOf.set(other, pieces);
        open.push(other);
      }
    }
    pieces++;
  }
  return pieceOf;
}

function hangTogether(a: number, b: number, [, height, rowLength]: VolumeShape, connectivity: Connectivity): boolean {
  const place = (voxel: number) => [
    Math.floor(voxel / rowLength / height),
    Math.floor(voxel / rowLength) % height,
    voxel % rowLength,
  ];
  const steps = place(a).map((at, axis) => Math.abs(at - place(b)[axis]!));
  return Math.max(...steps) === 1 && steps.reduce((sum, step) => sum + step, 0) <= mostAxes[connectivity];
}

describe("components of runs", () => {
  it("are those of a flood, in the order of their first voxels", () => {
    fc.assert(
      fc.property(voxelSets(1), fc.constantFrom(...connectivities), ({ shape, sets: [set] }, connectivity) => {
        const { count, componentOf } = componentsOfRuns(set!.runs, shape, connectivity);
        const expected = flooded(set!.voxels, shape, connectivity);
        expect(count).to.equal(new Set(expected.values()).size);
        expect(Array.from(componentOf)).to.deep.equal(Array.from(set!.runs.starts, (start) => expected.get(start)));
      }),
      { numRuns: 300 },
    );
  });

  it("never join over the sides of a volume", () => {
    // last voxels of rows and planes, first ones of the next
    const shape = [3, 3, 3] as const;
    for (const voxels of [
      [2, 3],
      [8, 9],
      [6, 9],
      [8, 18],
    ]) {
      for (const connectivity of connectivities) {
        expect(componentsOfRuns(runsOfVoxels(voxels, shape), shape, connectivity).count, `${voxels}`).to.equal(2);
      }
    }
  });

  it("are as many as reference programs count in 125 volumes", async function () {
    const rows = await parquetRows<{
      case: string;
      nz: number;
      ny: number;
      nx: number;
      input: number[];
      cc6: number;
      cc18: number;
      cc26: number;
    }>(realData(this, "fisbe/golden/lee94_and_cc_cases.parquet"));
    expect(rows.length).to.equal(125);
    for (const { nz, ny, nx, input, cc6, cc18, cc26, ...row } of rows) {
      const shape = [nz, ny, nx] as const;
      const runs = runsOfVoxels(input, shape);
      const counts = connectivities.map((connectivity) => componentsOfRuns(runs, shape, connectivity).count);
      expect(counts, row.case).to.deep.equal([cc6, cc18, cc26]);
    }
  });

  it("follow long chains without deep calls", () => {
    // a comb: teeth that only the last row joins
    const shape = [1, 400, 401] as const;
    const voxels = [];
    for (let y = 0; y < 400; y++) for (let x = 0; x < 401; x++) if (x % 2 === 0 || y === 399) voxels.push(y * 401 + x);
    expect(componentsOfRuns(runsOfVoxels(voxels, shape), shape, 6).count).to.equal(1);
  });

  it("know 6, 18 and 26", async () => {
    const runs = runsOfVoxels([0], [1, 1, 1]);
    const error = await caught(() => componentsOfRuns(runs, [1, 1, 1], 8 as Connectivity));
    expect(error.message).to.equal("connectivity: expected 6, 18 or 26, found 8");
  });
});
