import { readFileSync } from "node:fs";
import { expect } from "chai";
import { rsaTopology } from "../../../src/operations/rsa/rsa-topology.js";
import { readReal } from "../../datasets/expect-real-dataset.js";
import { messageOf } from "../../support/message-of.js";
import { realData } from "../../support/real-data.js";
import { batchesFrom, rowsFrom } from "../run-on-tables.js";
import { type MadeRdm, rdmTablesOf } from "./made-rdm-tables.js";

/** Two regions of six subjects, told apart by which half of the pairs is larger, with noise. */
const made: readonly MadeRdm[] = ["A", "B"].flatMap((region, r) =>
  Array.from({ length: 6 }, (_, s): MadeRdm => {
    const values = Array.from({ length: 28 }, (_, k) => (k % 2 === r ? 1 : 0) + ((k * (s + 3) * (r + 5)) % 17) / 20);
    return { id: `${region}${s}`, values, descriptors: { region, subject: `s${s}` } };
  }),
);

async function cells(params: Readonly<Record<string, unknown>>, rdms = made, seed = "0") {
  const batches = await batchesFrom(rsaTopology, rdmTablesOf(rdms), { rdms: {}, ...params }, seed);
  return rowsFrom(batches, "identification_cells");
}

describe("operation rsa-topology", () => {
  it("gives every cell of the grid of early visual against inferior temporal cortex", async function () {
    this.timeout(60_000);
    const tables = await readReal(this, "cichy-algonauts2019", { only: "fmri-78-*t" });
    const more = await readReal(this, "cichy-algonauts2019", { only: "fmri-78-evc" });
    const path = "rsa/expected/trsa_region_identification.json";
    const known = JSON.parse(readFileSync(realData(this, path), "utf8"))["78"];
    const rows = rowsFrom(
      await batchesFrom(rsaTopology, [...tables.batches, ...more.batches], { rdms: {}, nested: false }),
      "identification_cells",
    );
    const grid = rows.filter(({ selection }) => selection === "grid");
    expect(grid).to.have.length(210);
    for (const { lower, upper, accuracy } of grid) {
      const name = `${lower!.toFixed(2)},${upper!.toFixed(2)}`;
      expect(accuracy, name).to.be.closeTo(known["GT_grid_0.05"][name], 1e-12);
    }
    const best = grid.filter(({ accuracy }) => Math.abs(accuracy! - known.best) < 1e-12);
    expect(best.map(({ lower, upper }) => `${lower!.toFixed(2)},${upper!.toFixed(2)}`)).to.deep.equal(known.best_cells);
  });

  it("gives rows of raw values, ranks, cells, adjacency and nested choice, each named", async () => {
    const rows = await cells({
      cells: [
        { low: 0.2, high: 0.8 },
        { low: 0.5, high: 0.5 },
      ],
      grid_steps: 4,
    });
    const kinds = rows.map(({ transform, selection }) => `${transform} ${selection}`);
    expect(kinds).to.deep.equal([
      ...["raw fixed", "rank fixed", "gt fixed", "ram fixed"],
      ...new Array<string>(10).fill("gt grid"),
      "gt nested",
    ]);
    expect(rows.every(({ accuracy, chance }) => accuracy! > 0.5 && chance === 0.5)).to.equal(true);
    const choices = JSON.parse(rows.at(-1)!.choices!);
    expect(choices.map(({ subject }: { subject: string }) => subject)).to.deep.equal([
      "s0",
      "s1",
      "s2",
      "s3",
      "s4",
      "s5",
    ]);
    expect(rows[1]!.accuracy).to.equal(rows.find(({ lower, upper }) => lower === 0 && upper === 1)!.accuracy);
  });

  it("spreads over resampled subjects and conditions, by the seed", async () => {
    const params = { grid_steps: 0, cells: [{ low: 0.2, high: 0.8 }], bootstrap: { draws: 40 } };
    const rows = await cells(params);
    expect(rows.map(({ sd }) => sd === null)).to.deep.equal([true, false, false]);
    expect(await cells(params)).to.deep.equal(rows);
    expect((await cells(params, made, "1"))[1]!.sd).not.to.equal(rows[1]!.sd);
  });

  it("keeps edges of length 0, and the published mode shows what it is to lose them", async () => {
    const geodesic = [{ edges: { kind: "two-step", low: 0.3, high: 0.6 }, disconnected: "max-of-rdm" }];
    const plain = { plain: false, grid_steps: 0, geodesic };
    const [own] = await cells(plain);
    const [published] = await cells({ ...plain, mode: "published" });
    expect(own).to.include({ transform: "rgdm", mode: "corrected", lower: 0.3, upper: 0.6 });
    expect(published!.mode).to.equal("published");
    expect(published!.n_unreachable).to.be.greaterThan(own!.n_unreachable!);
    expect(published!.accuracy).to.equal(null);
    expect(published!.reason).to.include("infinite");
    const nearest = await cells({ ...plain, geodesic: [{ edges: { kind: "k-nearest", k: 3 } }] });
    expect(nearest[0]!.setting).to.equal("edges k-nearest, k 3, unreachable max-of-all");
    const apart = { edges: { kind: "k-nearest", k: 1 }, disconnected: "error" };
    expect(await messageOf(() => cells({ ...plain, geodesic: [apart] }))).to.include("no path joins");
  });

  it("compares the parts of the triangle over subjects and over thresholds, and the published way", async () => {
    const params = { rdms: {}, plain: false, grid_steps: 0, compare_regions: { count: 3, draws: 10 } };
    const contrasts = async (mode: string) =>
      rowsFrom(await batchesFrom(rsaTopology, rdmTablesOf(made), { ...params, mode }), "identification_contrasts");
    const rows = await contrasts("corrected");
    expect(rows).to.have.length(20);
    for (const { over, dof, accuracy_a, accuracy_b, difference } of rows) {
      expect(dof).to.equal(over === "subjects" ? 5 : 2);
      expect(difference).to.be.closeTo(accuracy_a - accuracy_b, 1e-12);
    }
    const published = await contrasts("published");
    expect(published.map(({ over, dof }) => `${over} ${dof}`)).to.deep.equal(new Array(10).fill("published 24"));
  });

  it("refuses what cannot be classified", async () => {
    const told = (params: Readonly<Record<string, unknown>>, rdms = made) => messageOf(() => cells(params, rdms));
    expect(await told({ regions_by: "layer" })).to.include("layer");
    expect(await told({}, made.slice(0, 6))).to.include("two different names");
    expect(await told({}, [...made.slice(0, 6), made[6]!])).to.include("B in one subject alone");
    expect(await told({ cells: [{ low: 0.8, high: 0.2 }] })).to.include("low ≤ high");
    const flat = { id: "flat", values: new Array<number>(28).fill(1), descriptors: { region: "B", subject: "s9" } };
    expect(await told({}, [...made, flat])).to.include("leave this RDM out");
    expect(
      await told({}, [...made, { ...flat, conditions: ["c1", "c2", ...["x", "y", "z", "u", "v", "w"]] }]),
    ).to.include("at least 3");
  });
});
