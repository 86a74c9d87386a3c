import { expect } from "chai";
import { openZarr } from "../../../src/formats/zarr.js";
import { folderFiles } from "../../../src/node/folder-files.js";
import { collectLabelVolume } from "../../../src/volumes/collect-label-volume.js";
import { runsOfVoxels } from "../../../src/volumes/runs-of-voxels.js";
import { centreLines } from "../../../src/volumes/skeleton/centre-lines.js";
import { treeMeasures } from "../../../src/volumes/skeleton/tree-measures.js";
import { voxelsOfRuns } from "../../../src/volumes/voxels-of-runs.js";
import { realData } from "../../support/real-data.js";

/** Side of the piece of R14A02's first neuron, and its first voxel in the volume. */
const side = 100;
const first = [264, 451, 507] as const;

describe("centreLines of a real neuron", () => {
  it("have the length, ends and pieces of those of kimimaro", async function () {
    const store = await openZarr(folderFiles(realData(this, "fisbe/gt/R14A02-20180905_65_A6.zarr")));
    const array = await store.array("volumes/gt_instances");
    const { instances, shape } = await collectLabelVolume(array.shape, (onRun) => array.foreground(onRun));
    const piece: number[] = [];
    for (const voxel of voxelsOfRuns(instances[0]!.runs)) {
      const z = Math.floor(voxel / (shape[1] * shape[2])) - first[0];
      const y = (Math.floor(voxel / shape[2]) % shape[1]) - first[1];
      const x = (voxel % shape[2]) - first[2];
      if ([z, y, x].every((at) => at >= 0 && at < side)) piece.push((z * side + y) * side + x);
    }
    expect(piece).to.have.length(17340);
    const pieceShape = [side, side, side] as const;
    const voxelEdges = [0.44, 0.44, 0.44] as const;
    const options = { voxelEdges, somaDetection: 99, somaAcceptance: 99 };
    const lines = centreLines(runsOfVoxels(piece, pieceShape), pieceShape, options);
    const { roots, cableLength } = treeMeasures(lines, voxelEdges);
    // kimimaro at scale 3, const 1320 nm: 2 trees, 15 points with one neighbour, 227.0 um, largest radius 2243.5686 nm
    expect(roots).to.equal(2);
    expect(lines.degrees.filter((degree) => degree === 1)).to.have.length(15);
    expect(cableLength / 227).to.be.within(0.95, 1.05);
    expect(Math.max(...lines.radii)).to.be.closeTo(2.2435686, 1e-6);
  });
});
