import { expect } from "chai";
import { cellItems, fieldOf, matMatrix, matNumbers, matText, matTexts } from "../../../src/formats/mat/mat-access.js";
import type { MatSparse, MatStruct, MatValue } from "../../../src/formats/mat/mat-value.js";
import { openMat } from "../../../src/formats/mat.js";
import { fileSource } from "../../../src/node/file-source.js";
import { realData } from "../../support/real-data.js";

async function read(test: Mocha.Context, path: string): Promise<Readonly<Record<string, MatValue>>> {
  const file = await openMat(await fileSource(realData(test, path)));
  const values: Record<string, MatValue> = {};
  for (const { name } of file.variables) values[name] = await file.read(name);
  file.close();
  return values;
}

function sum(values: ArrayLike<number> | undefined): number {
  let total = 0;
  for (const value of Array.from(values ?? [Number.NaN])) total += Number.isNaN(value) ? 0 : value;
  return total;
}

/** Sums and single values are those of scipy.io.loadmat (version 5) and h5py (version 7.3). */
describe("openMat on real files", function () {
  this.timeout(60_000);

  it("reads the published zebrafish recordings, version 7.3", async function () {
    const path = "celegans/mat73_fixtures/Data_ZebrafishImaging_Raw.mat";
    const values = await read(this, path);
    expect(Object.keys(values)).to.deep.equal(["all_resps", "stim_timecourse", "stim_timecourse_fish_9_10"]);
    const fish = cellItems(values.all_resps);
    const neurons = [167, 275, 110, 176, 95, 231, 126, 353, 261, 20];
    // h5py shows the cell as 1 × 10; MATLAB's order of axes is the reverse
    expect(values.all_resps?.shape).to.deep.equal([10, 1]);
    expect(fish.map(({ shape }) => shape)).to.deep.equal(neurons.map((count) => [85, count, 3]));
    const sums = [
      12156.689423374066, 12672.003870394237, 7007.21524914522, 6269.569740054181, 870.5273655557202,
      12059.771269052639, 5065.066633904817, 11099.31244994385, 14610.500209577662, 728.615179746449,
    ];
    for (const [i, item] of fish.entries()) expect(sum(matNumbers(item)), `fish ${i}`).to.be.closeTo(sums[i]!, 1e-8);
    // time is the axis that runs fastest, then neurons
    expect(matNumbers(fish[0])![1]).to.equal(-0.0756490752689924);
    expect(matNumbers(fish[0])![85]).to.equal(-0.08360423635827363);
    for (const [name, totals] of [
      ["stim_timecourse", [3406.239424221456, 5863.216017805584, 5248.944394989234]],
      ["stim_timecourse_fish_9_10", [4280.453111177054, 6038.01852295533, 5598.605496133877]],
    ] as const) {
      const items = cellItems(values[name]);
      expect(items.map(({ shape }) => shape)).to.deep.equal([1, 2, 3].map(() => [1, 85]));
      for (const [i, item] of items.entries()) expect(sum(matNumbers(item)), name).to.be.closeTo(totals[i]!, 1e-8);
    }
  });

  it("reads a table of mixed cells, version 7.3", async function () {
    const { num, raw, txt } = await read(this, "celegans/mat73_fixtures/ManualInspection_Activity.mat");
    const numbers = matMatrix(num)!;
    expect([numbers.rows, numbers.columns]).to.deep.equal([26, 80]);
    expect(numbers.values.filter(Number.isNaN)).to.have.length(1376);
    expect(sum(numbers.values)).to.equal(14544280);
    expect(raw?.shape).to.deep.equal([27, 81]);
    const kinds = cellItems(raw).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "numeric")).to.have.length(2062);
    expect(kinds.filter((kind) => kind === "char")).to.have.length(125);
    expect(txt?.shape).to.deep.equal([4, 80]);
    const texts = matTexts(txt);
    expect(texts.filter((text) => text === "")).to.have.length(195);
    expect(texts.filter((text) => text !== "" && text !== null)).to.have.length(125);
    expect(texts.slice(0, 5)).to.deep.equal(["MovieName", "Track", "Property", "Ignore before/after", "20170223_2"]);
  });

  it("reads the neurons of SEE-Elegans, a structure array", async function () {
    const values = await read(this, "celegans/see_elegans2024/Dataset2.mat");
    const neurons = values.neurons_cleaned as MatStruct;
    expect([neurons.shape, neurons.fields]).to.deep.equal([[1, 118], ["coords"]]);
    const coords = neurons.elements.map((element) => matMatrix(element.coords)!);
    expect(coords.every(({ rows, columns }) => rows === 1161 && columns === 5)).to.equal(true);
    expect(coords.reduce((total, { values: all }) => total + sum(all), 0)).to.be.closeTo(144354193.54381257, 1e-4);
    expect(coords.flatMap(({ values: all }) => [...all.filter(Number.isNaN)])).to.have.length(288);
    const identified = values.neurons_identified;
    expect([...matNumbers(fieldOf(identified, "id"))!]).to.deep.equal([
      24, 36, 40, 68, 71, 76, 77, 85, 89, 90, 111, 31,
    ]);
    const names = "RMED/RID RIBL AVAR AIBL RIML AVEL AVAL RMEV AVER AIBR RIMR RIBR";
    expect(matTexts(fieldOf(identified, "name"))).to.deep.equal(names.split(" "));
  });

  it("reads the five recordings of ASH", async function () {
    const sums = [
      [571437.6153846154, 200763.625, 370673.9903846154, 11.013976108555365],
      [535162.3796791444, 170467.97101449274, 364694.4086646516, -136.65053602377702],
      [530925.6306306307, 170160.57272727272, 360765.0579033579, 63.76984098668511],
      [608102.701388889, 190212.06896551728, 417890.63242337166, -115.34482133062717],
      [589397.2745098039, 182856.5833333333, 406540.6911764706, -72.56475267381722],
    ];
    for (const [i, totals] of sums.entries()) {
      const values = await read(this, `celegans/sengupta_ash_glycerol/mat/OP50_ASH_Glycerol_${i + 1}_reg.mat`);
      expect(Object.keys(values)).to.deep.equal(["pixelIntensCell", "pixelIntensBack", "backsubSignal", "signal"]);
      for (const [j, value] of Object.values(values).entries()) {
        expect(value.shape).to.deep.equal([360, 1]);
        expect(sum(matNumbers(value)), `recording ${i + 1}`).to.be.closeTo(totals[j]!, 1e-8);
      }
    }
  });

  it("reads the connectome of Varshney 2011, sparse matrices", async function () {
    const values = await read(this, "celegans/varshney2011/ConnOrdered_040903.mat");
    const chemical = values.A_init_t_ordered as MatSparse;
    const gap = values.Ag_t_ordered as MatSparse;
    expect([chemical.kind, chemical.shape, chemical.values.length]).to.deep.equal(["sparse", [279, 279], 2194]);
    expect(sum(chemical.values)).to.equal(6394);
    expect([gap.values.length, sum(gap.values)]).to.deep.equal([1031, 1777]);
    const spread = matNumbers(gap)!;
    const isSymmetric = spread.every((value, i) => value === spread[Math.floor(i / 279) + (i % 279) * 279]);
    expect(isSymmetric).to.equal(true);
    const names = matTexts(values.Neuron_ordered);
    expect(names).to.have.length(279);
    expect([...names.slice(0, 5), names[278]]).to.deep.equal(["IL2DL", "IL2VL", "IL2L", "URADL", "IL1VL", "PLML"]);
    expect(matMatrix(values.Q_sorted)!.rows).to.equal(279);
    expect(sum(matNumbers(values.Q_sorted))).to.be.closeTo(78212.855606241, 1e-7);
    const { Ac } = await read(this, "celegans/varshney2011/A_sendjoint.mat");
    expect([(Ac as MatSparse).values.length, sum(matNumbers(Ac))]).to.deep.equal([2194, 3911]);
    const types = await read(this, "celegans/varshney2011/NeuronTypeOrdered_040903.mat");
    expect(types.NeuronType_ordered?.shape).to.deep.equal([279, 1]);
    expect(matTexts(types.NeuronType_ordered).slice(0, 4)).to.deep.equal(["ALS", "ALS", "ALS", "ALMS"]);
  });

  it("reads the dF/F of Kato 2015, worm 1", async function () {
    const { copyer } = await read(this, "celegans/kato2015/third_party_worm1_dff.mat");
    const { rows, columns, values } = matMatrix(copyer)!;
    expect([rows, columns]).to.deep.equal([3137, 109]);
    expect(sum(values)).to.be.closeTo(61790.286774361855, 1e-7);
    expect([values[0], values[1], values[rows], values.at(-1)]).to.deep.equal([
      0.06862934683482513, 0.06476364901088971, 0.16770364654162292, 0.13809006353433495,
    ]);
  });

  for (const name of ["CNT/raw", "CNT/epoched", "CNT/averaged"]) {
    it(`gives for ${name} of version 7 and 7.3 the same values, as MATLAB saved them`, async function () {
      const older = await read(this, `meeg/mat/${name}_v7.mat`);
      const newer = await read(this, `meeg/mat/${name}_v73.mat`);
      expect(Object.keys(newer)).to.have.members(Object.keys(older));
      for (const variable of Object.keys(older)) expect(newer[variable]).to.deep.equal(older[variable]);
      expect(matText(fieldOf(older.cfg_local, "eventtype"))).to.equal("trigger");
    });
  }
});
