import { expect } from "chai";
import fc from "fast-check";
import { foregroundOfValues } from "../../src/formats/foreground-of-values.js";
import { accumulateStatistics } from "../../src/volumes/accumulate-statistics.js";
import {
  type InstanceColumn,
  instanceColumnNames,
  type SummedColumn,
  summedColumnNames,
} from "../../src/volumes/instance-columns.js";
import { instanceStatistics } from "../../src/volumes/instance-statistics.js";
import { caught } from "../support/caught.js";
import { collectDense, denseLabels, voxelsOfLabel } from "../support/dense-labels.js";
import { madeLabels } from "../support/made-labels.js";

/** Reference values by regionprops of scikit-image 0.26.0, pieces by cc3d 4.1.1, of the labels of `madeLabels`. */
const expected = {
  instance: [1, 2, 3],
  voxels: [26, 32, 27],
  z_min: [0, 0, 0],
  z_max: [5, 5, 5],
  y_min: [0, 0, 0],
  y_max: [6, 6, 6],
  x_min: [0, 0, 0],
  x_max: [7, 7, 7],
  centroid_z: [2.1153846153846154, 1.59375, 2.0],
  centroid_y: [2.1153846153846154, 2.625, 2.7777777777777777],
  centroid_x: [2.8846153846153846, 3.1875, 3.2222222222222223],
  equivalent_diameter: [3.6755717806481094, 3.938980087370786, 3.7221029453964],
  extent: [0.12380952380952381, 0.1523809523809524, 0.12857142857142856],
  inertia_zz: [6.665680473372782, 6.01171875, 6.641975308641976],
  inertia_yy: [6.66568047337278, 5.2685546875, 6.246913580246915],
  inertia_xx: [4.204142011834319, 4.1005859375, 4.987654320987655],
  inertia_zy: [-0.40976331360946744, 0.08984375, 0.5555555555555555],
  inertia_zx: [-0.128698224852071, 0.298828125, 0],
  inertia_yx: [0.6405325443786983, -0.1015625, -0.9382716049382717],
  inertia_eigenvalue_0: [7.1798423480743345, 6.064196328977999, 7.199051278039781],
  inertia_eigenvalue_1: [6.308519301401605, 5.272344454625216, 6.222967596554104],
  inertia_eigenvalue_2: [4.04714130910394, 4.044318591396779, 4.454524335282662],
  axis_major_length: [9.716594228623526, 8.539450914553251, 9.469685601597986],
  axis_minor_length: [5.6354398785110025, 5.703040169106295, 5.897830663724574],
  components_6: [21, 18, 22],
  components_18: [12, 6, 9],
  components_26: [7, 3, 7],
};

describe("statistics of instances", () => {
  it("agree with scikit-image and cc3d", async () => {
    const table = instanceStatistics(await collectDense(madeLabels()));
    for (const [column, values] of Object.entries(expected)) {
      values.forEach((value, i) => {
        expect(table[column as InstanceColumn][i], column).to.be.closeTo(value, 4e-15 * Math.max(1, Math.abs(value)));
      });
    }
    expect(table.channel).to.deep.equal([0, 0, 0]);
    expect(table.overlap_voxels).to.deep.equal([0, 0, 0]);
    expect(table.volume_um3).to.deep.equal([null, null, null]);
    expect(table.is_dim).to.deep.equal([null, null, null]);
  });

  it("take edges of voxels and the list of dim labels", async () => {
    const volume = await collectDense(madeLabels());
    const table = instanceStatistics(volume, {
      voxelUm: [2, 0.5, 0.25],
      dim: [2, 9],
      columns: ["volume_um3", "is_dim"],
    });
    expect(table).to.deep.equal({
      channel: [0, 0, 0],
      instance: [1, 2, 3],
      volume_um3: [6.5, 8, 6.75],
      is_dim: [false, true, false],
    });
  });

  it("tell which instances touch a side", async () => {
    const shape = [1, 3, 4, 5] as const;
    const values = new Float64Array(60);
    // inside; and at the far side of x, y, z
    for (const [label, voxel] of [
      [1, 20 + 5 + 1],
      [2, 20 + 5 + 4],
      [3, 20 + 15 + 2],
      [4, 40 + 5 + 2],
      [5, 20 + 10],
    ] as const) {
      values[voxel] = label;
    }
    const table = instanceStatistics(await collectDense({ shape, values }), { columns: ["touches_border"] });
    expect(table.touches_border).to.deep.equal([false, true, true, true, true]);
  });

  it("count voxels that belong to another instance as well", async () => {
    const check = fc.asyncProperty(denseLabels(), async (dense) => {
      const { channel, instance, overlap_voxels } = instanceStatistics(await collectDense(dense), {
        columns: ["overlap_voxels"],
      });
      const size = dense.values.length / dense.shape[0];
      const owners = (voxel: number) =>
        Array.from({ length: dense.shape[0] }, (_, c) => dense.values[c * size + voxel]).filter((label) => label !== 0);
      channel.forEach((c, i) => {
        const shared = voxelsOfLabel(dense, c, instance[i]!).filter((voxel) => owners(voxel).length > 1);
        expect(overlap_voxels[i]).to.equal(shared.length);
      });
    });
    await fc.assert(check);
  });

  it("compute the columns that were asked for, and these alone", async () => {
    const volume = await collectDense(madeLabels());
    const all = instanceStatistics(volume, { dim: [1] });
    expect(Object.keys(all)).to.have.members(["channel", "instance", ...instanceColumnNames]);
    for (const column of instanceColumnNames) {
      const { channel, instance, [column]: values } = all;
      const asked = instanceStatistics(volume, { dim: [1], columns: [column] });
      expect(asked).to.deep.equal({ channel, instance, [column]: values });
    }
  });

  it("are the same from a stream, without the columns of neighbours", async () => {
    const check = fc.asyncProperty(denseLabels(), async ({ shape, values }) => {
      const stream = accumulateStatistics(shape, { dim: [2], voxelUm: [1, 2, 3] });
      foregroundOfValues({ start: [0, 0, 0, 0], shape, values }, shape, stream.onRun);
      const columns = summedColumnNames as readonly SummedColumn[];
      const volume = await collectDense({ shape, values });
      expect(stream.table()).to.deep.equal(instanceStatistics(volume, { columns, dim: [2], voxelUm: [1, 2, 3] }));
    });
    await fc.assert(check);
  });

  it("give flat and straight instances a minor axis of 0", async () => {
    const values = Float64Array.from({ length: 125 }, (_, voxel) => (voxel % 31 === 0 ? 1 : 0));
    const table = instanceStatistics(await collectDense({ shape: [1, 5, 5, 5], values }));
    expect(table.axis_minor_length).to.deep.equal([0]);
    expect(table.axis_major_length[0]).to.be.closeTo(Math.sqrt(120), 1e-13);
  });

  it("have no row for a volume without instances", async () => {
    const table = instanceStatistics(await collectDense({ shape: [1, 2, 2, 2], values: new Float64Array(8) }));
    for (const values of Object.values(table)) expect(values).to.deep.equal([]);
  });

  it("name a column that there is not", async () => {
    const volume = await collectDense(madeLabels());
    const error = await caught(() => instanceStatistics(volume, { columns: ["voxel" as "voxels"] }));
    expect(error.message).to.match(/no column of instances named "voxel"; nearest: voxels/);
    const streamed = await caught(() => accumulateStatistics([2, 2, 2], { columns: ["components_6" as "voxels"] }));
    expect(streamed.message).to.contain("collect it first");
  });
});
