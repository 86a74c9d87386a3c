import { expect } from "chai";
import { ArgumentError } from "../../../src/errors.js";
import { jsLinalg } from "../../../src/linalg/js-linalg.js";
import { bestCells } from "../../../src/rsa/topology/best-cells.js";
import { geoTopological } from "../../../src/rsa/topology/geo-topological.js";
import { geodesicDistances } from "../../../src/rsa/topology/geodesic-distances.js";
import { identificationMap } from "../../../src/rsa/topology/identification-map.js";
import { identifyRegions } from "../../../src/rsa/topology/identify-regions.js";
import { nestedIdentification } from "../../../src/rsa/topology/nested-identification.js";
import { rankNormalised } from "../../../src/rsa/topology/rank-normalised.js";
import type { Disconnected } from "../../../src/rsa/topology/settle-disconnected.js";
import { thresholdRegion, thresholdRegions } from "../../../src/rsa/topology/threshold-regions.js";
import { algonautsRdms } from "./algonauts-rdms.js";
import { knownTopology } from "./known-topology.js";
import { labelsOf, randomRdms } from "./made-rdms.js";

/** Largest length of the same RDM; of the whole set is in the reference file. */
const knownMaxOfRdm = {
  "78": [0.5, 0.6333, 0.3667, 0.4, 0.4, 0.4667],
  "92": [0.5667, 0.7, 0.6333, 0.6667, 0.5667, 0.4],
} as const;

for (const set of ["78", "92"] as const) {
  describe(`identification of EVC against IT, ${set} stimuli`, function () {
    this.timeout(60_000);

    it("gives the reference accuracies of raw, ranked and transformed RDMs", async function () {
      const known = (await knownTopology(this))[set];
      const { rdms, ...labels } = await algonautsRdms(this, set);
      const accuracy = (vectors: typeof rdms, rule: "euclidean" | "pearson" = "euclidean") =>
        identifyRegions(vectors, { ...labels, rule, linalg: jsLinalg }).accuracy;
      expect(accuracy(rdms)).to.equal(known.raw_centroid_euclid);
      expect(accuracy(rdms, "pearson")).to.equal(known.raw_pearson);
      const ranked = rankNormalised(rdms);
      expect(accuracy(ranked)).to.equal(known.rank_centroid_euclid);
      expect(accuracy(ranked, "pearson")).to.equal(known["rank_pearson(=spearman)"]);
      expect(accuracy(geoTopological(rdms, { low: 0.4, high: 0.6 }))).to.equal(known["GT_grid_0.05"]["0.40,0.60"]);
    });

    it("gives all 210 cells, the best ones and the means of the regions of the triangle", async function () {
      const known = (await knownTopology(this))[set];
      const { rdms, ...labels } = await algonautsRdms(this, set);
      const map = identificationMap(rdms, { ...labels, linalg: jsLinalg });
      const name = (cell: { low: number; high: number }) => `${cell.low.toFixed(2)},${cell.high.toFixed(2)}`;
      const found = Object.fromEntries(map.cells.map((cell, index) => [name(cell), map.accuracies[index]]));
      expect(found).to.deep.equal(known["GT_grid_0.05"]);
      const best = bestCells(map);
      expect(best.accuracy).to.equal(known.best);
      expect(best.cells).to.have.length(known.n_best);
      expect(best.cells.map(name).slice(0, known.best_cells.length)).to.deep.equal(known.best_cells);
      for (const region of thresholdRegions) {
        const [mean, count] = known.mean_by_category[region.split(" ")[0]!]!;
        const own = map.accuracies.filter((_, cell) => thresholdRegion(map.cells[cell]!) === region);
        expect(own).to.have.length(count);
        expect(own.reduce((sum, value) => sum + value, 0) / own.length).to.be.closeTo(mean, 1e-10);
      }
    });

    it("gives the reference accuracies of geodesic distances, by both scopes of the maximum", async function () {
      const known = (await knownTopology(this))[set].RGDM_twostep_zero_edges_kept_inf_to_max;
      const { rdms, ...labels } = await algonautsRdms(this, set);
      const accuracy = (cell: string, disconnected: Disconnected) => {
        const [low, high] = cell.split(",").map(Number) as [number, number];
        const paths = geodesicDistances(rdms, { edges: { kind: "two-step", low, high }, disconnected });
        return identifyRegions(paths, { ...labels, linalg: jsLinalg }).accuracy;
      };
      const cells = Object.keys(known);
      expect(cells.map((cell) => accuracy(cell, "max-of-all"))).to.deep.equal(Object.values(known));
      expect(cells.map((cell) => Number(accuracy(cell, "max-of-rdm").toFixed(4)))).to.deep.equal(knownMaxOfRdm[set]);
    });

    it("chooses thresholds without the subject that is tested", async function () {
      const { rdms, ...labels } = await algonautsRdms(this, set);
      const cells = [0, 0.2, 0.4].map((low) => ({ low, high: low + 0.2 }));
      const nested = nestedIdentification(rdms, { ...labels, cells, linalg: jsLinalg });
      let nRight = 0;
      for (const [place, { subject, thresholds, accuracy }] of nested.choices.entries()) {
        const others = [...labels.subjects.keys()].filter((rdm) => labels.subjects[rdm] !== subject);
        const map = identificationMap(subset(rdms, others), {
          regions: others.map((rdm) => labels.regions[rdm]!),
          subjects: others.map((rdm) => labels.subjects[rdm]!),
          cells,
          linalg: jsLinalg,
        });
        const best = bestCells(map);
        expect(accuracy).to.equal(best.accuracy);
        expect(thresholds).to.deep.equal(best.cells[0]);
        const all = identifyRegions(geoTopological(rdms, thresholds), { ...labels, linalg: jsLinalg }).predicted;
        for (const rdm of [place, place + 15]) {
          expect(nested.predicted[rdm]).to.equal(all[rdm]);
          if (all[rdm] === labels.regions[rdm]) nRight++;
        }
      }
      expect(nested.accuracy).to.equal(nRight / 30);
    });
  });
}

it("gives the first region by name where both are equally near, whatever rounding says", () => {
  for (let k = 0; k < 20; k++) {
    const { values } = randomRdms(`tie ${k}`, { nConditions: 4, nRdms: 2 });
    const middle = values.subarray(0, 6).map((value, pair) => (value + values[6 + pair]!) / 2);
    const rdms = { nConditions: 4, nRdms: 4, values: Float64Array.of(...values, ...middle, ...middle) };
    for (const regions of [[..."ABAB"], [..."BABA"]]) {
      const { predicted } = identifyRegions(rdms, { regions, subjects: [..."1122"], linalg: jsLinalg });
      expect(predicted.slice(2)).to.deep.equal(["A", "A"]);
    }
  }
});

it("refuses to choose thresholds among one subject", () => {
  const rdms = randomRdms("two", { nConditions: 4, nRdms: 4 });
  expect(() => nestedIdentification(rdms, { ...labelsOf(2), linalg: jsLinalg })).to.throw(ArgumentError, "three");
});

function subset<R extends { nConditions: number; nRdms: number; values: Float64Array }>(rdms: R, chosen: number[]) {
  const pairs = rdms.values.length / rdms.nRdms;
  const values = chosen.flatMap((rdm) => [...rdms.values.subarray(rdm * pairs, (rdm + 1) * pairs)]);
  return { nConditions: rdms.nConditions, nRdms: chosen.length, values: Float64Array.from(values) };
}
