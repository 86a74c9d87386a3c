import { expect } from "chai";
import { jsLinalg } from "../../../src/linalg/js-linalg.js";
import { createRandom } from "../../../src/random/create-random.js";
import { pairCount } from "../../../src/rsa/pair-count.js";
import { bestCells } from "../../../src/rsa/topology/best-cells.js";
import { bootstrapIdentification } from "../../../src/rsa/topology/bootstrap-identification.js";
import { pairCounts } from "../../../src/rsa/topology/draw-counts.js";
import { geoTopological } from "../../../src/rsa/topology/geo-topological.js";
import { identificationMap } from "../../../src/rsa/topology/identification-map.js";
import { identifyRegions } from "../../../src/rsa/topology/identify-regions.js";
import { nestedIdentification } from "../../../src/rsa/topology/nested-identification.js";
import { publishedBootstrap } from "../../../src/rsa/topology/published/published-bootstrap.js";
import { thresholdGrid } from "../../../src/rsa/topology/threshold-grid.js";
import { rdmOrders, transformedProducts } from "../../../src/rsa/topology/transformed-products.js";
import { variance } from "../../../src/stats/variance.js";
import { caught } from "../../support/caught.js";
import { expectValues } from "./expect-values.js";
import { labelsOf, randomRdms, reordered } from "./made-rdms.js";

const linalg = jsLinalg;
const cells = [
  { low: 0, high: 1 },
  { low: 0.2, high: 0.8 },
  { low: 0.5, high: 0.5 },
];

describe("bootstrapIdentification", () => {
  it("counts pairs as often as a sample of conditions has them, as if rows were copied", () => {
    const rdms = randomRdms("copies", { nConditions: 9, nRdms: 4 });
    const places = [0, 0, 2, 3, 3, 3, 5, 7, 8];
    const conditions = new Float64Array(9);
    for (const place of places) conditions[place]!++;
    const copied = reordered(rdms, places);
    const kept = Array.from({ length: pairCount(9) }, (_, pair) => pair).filter(
      (pair) => !Number.isNaN(copied.values[pair]),
    );
    for (const rank of [true, false]) {
      const orders = rdmOrders(rdms);
      const counted = transformedProducts(rdms, {
        orders,
        counts: pairCounts(conditions),
        rank,
        rule: "euclidean",
        linalg,
      });
      for (const cell of cells) {
        const { values } = geoTopological(copied, { ...cell, rank });
        const rows = [0, 1, 2, 3].map((rdm) => kept.map((pair) => values[rdm * pairCount(9) + pair]!));
        const products = rows.flatMap((a) => rows.map((b) => a.reduce((sum, value, k) => sum + value * b[k]!, 0)));
        expectValues(counted(cell).values, products);
      }
    }
  });

  it("gives the plain accuracy for a sample that has everything once, and the same draws whatever else is asked", () => {
    const rdms = signal("once", 5);
    const options = { ...labelsOf(5), linalg, cells, random: createRandom("draws") };
    const all = bootstrapIdentification(rdms, { ...options, draws: 20 }).accuracies;
    const some = bootstrapIdentification(rdms, { ...options, cells: cells.slice(1, 2), draws: 7 }).accuracies;
    for (let draw = 0; draw < 7; draw++) expect(some.values[draw]).to.deep.equal(all.values[draw * 3 + 1]);
    expect(bootstrapIdentification(rdms, { ...options, draws: 20 }).accuracies).to.deep.equal(all);
    const conditions = bootstrapIdentification(rdms, { ...options, draws: 20, resample: "conditions" }).accuracies;
    // with all subjects there, accuracies are tenths
    for (const value of conditions.values) expect(Math.abs(value * 10 - Math.round(value * 10))).to.be.below(1e-9);
  });

  it("never identifies a subject by his own copies, nor by nobody", () => {
    // each subject has an arrangement of his own, in both regions alike but for a trace
    const own = randomRdms("own", { nConditions: 8, nRdms: 3 });
    const trace = randomRdms("trace", { nConditions: 8, nRdms: 6 });
    const pairs = pairCount(8);
    const values = trace.values.map((value, place) => {
      const rdm = Math.floor(place / pairs);
      return own.values[(rdm >> 1) * pairs + (place % pairs)]! + 1e-3 * value;
    });
    const rdms = { nConditions: 8, nRdms: 6, values };
    const random = createRandom("copies of subjects");
    const options = {
      ...labelsOf(3),
      linalg,
      cells: cells.slice(0, 1),
      random,
      draws: 200,
      resample: "subjects",
    } as const;
    const { values: accuracies } = bootstrapIdentification(rdms, options).accuracies;
    const undefinedShare = accuracies.filter(Number.isNaN).length / 200;
    // three subjects are all one and the same in 3 of 27 samples
    expect(undefinedShare).to.be.within(0.05, 0.2);
  });

  it("has no accuracy for a sample of one condition", () => {
    const rdms = randomRdms("three", { nConditions: 3, nRdms: 6 });
    const options = { ...labelsOf(3), linalg, cells: cells.slice(0, 1), random: createRandom("three") };
    const found = bootstrapIdentification(rdms, { ...options, draws: 300, resample: "conditions" }).accuracies.values;
    // three draws are one and the same in 3 of 27 samples
    expect(found.filter(Number.isNaN).length / 300).to.be.within(0.05, 0.2);
  });

  it("shows what the published bootstrap does otherwise", () => {
    const rdms = signal("published", 6);
    const labels = labelsOf(6);
    const random = createRandom("published");
    const transformed = geoTopological(rdms, { low: 0.2, high: 0.8 });
    // where conditions alone are drawn, only the first six of twelve rows are used, three subjects
    const first = publishedBootstrap(transformed, { ...labels, linalg, random, draws: 30, resample: "conditions" });
    for (const value of first) expect(Math.abs(value * 6 - Math.round(value * 6))).to.be.below(1e-9);
    const right = bootstrapIdentification(rdms, {
      ...labels,
      linalg,
      cells: cells.slice(1, 2),
      random,
      draws: 30,
      resample: "conditions",
    });
    expect([...right.accuracies.values].some((value) => Math.abs(value * 6 - Math.round(value * 6)) > 1e-9)).to.equal(
      true,
    );
    // a true −1 is taken for a missing pair
    const minus = { ...transformed, values: transformed.values.map((value, place) => (place === 3 ? -1 : value)) };
    const without = {
      ...transformed,
      values: transformed.values.map((value, place) => (place === 3 ? Number.NaN : value)),
    };
    const options = { ...labels, linalg, random, draws: 30 };
    expect(publishedBootstrap(minus, options)).to.deep.equal(publishedBootstrap(without, options));
  });

  it("sees how subjects differ, which the published bootstrap of rows halves", () => {
    // the last three of twelve subjects have the regions the other way round: both of their RDMs go wrong together
    const rdms = signal("swapped", 12);
    const labels = labelsOf(12);
    const regions = labels.regions.map((region, rdm) => (rdm < 18 ? region : region === "A" ? "B" : "A"));
    const options = {
      ...labels,
      regions,
      linalg,
      random: createRandom("rows"),
      draws: 300,
      resample: "subjects",
    } as const;
    const subjects = bootstrapIdentification(rdms, { ...options, cells: [{ low: 0, high: 1 }] });
    const rows = publishedBootstrap(geoTopological(rdms, { low: 0, high: 1 }), options);
    const ratio = variance(subjects.accuracies.values) / variance(rows);
    expect(ratio).to.be.within(1.5, 2.7);
  });
});

describe("nestedIdentification", () => {
  it("stays at chance where there is nothing to find, while the best cell of a map does not", () => {
    const some = thresholdGrid({ steps: 6 });
    let [best, nested] = [0, 0];
    const repeats = 40;
    for (let repeat = 0; repeat < repeats; repeat++) {
      const rdms = randomRdms(`nothing ${repeat}`, { nConditions: 8, nRdms: 16 });
      const options = { ...labelsOf(8), cells: some, linalg };
      best += bestCells(identificationMap(rdms, options)).accuracy / repeats;
      nested += nestedIdentification(rdms, options).accuracy / repeats;
    }
    expect(nested).to.be.within(0.38, 0.56);
    expect(best).to.be.above(0.6);
  });

  it("finds what is there", () => {
    const nested = nestedIdentification(signal("there", 6), { ...labelsOf(6), cells, linalg });
    expect(nested.accuracy).to.be.above(0.8);
  });
});

describe("identifyRegions", () => {
  it("takes the first region by name where two are equally near", () => {
    const one = randomRdms("one", { nConditions: 5, nRdms: 1 });
    const rdms = {
      nConditions: 5,
      nRdms: 8,
      values: Float64Array.from(Array.from({ length: 8 }, () => [...one.values]).flat()),
    };
    const labels = labelsOf(4);
    for (const rule of ["euclidean", "pearson"] as const) {
      const found = identifyRegions(rdms, { ...labels, rule, linalg });
      expect(new Set(found.predicted)).to.deep.equal(new Set(["A"]));
      expect(found.accuracy).to.equal(0.5);
    }
  });

  it("is as good without pairs that one of the RDMs does not know", () => {
    const rdms = signal("unknown", 5);
    const pairs = pairCount(rdms.nConditions);
    const unknown = { ...rdms, values: rdms.values.map((value, place) => (place === 2 ? Number.NaN : value)) };
    const without = { ...rdms, values: rdms.values.map((value, place) => (place % pairs === 2 ? 0 : value)) };
    const options = { ...labelsOf(5), linalg };
    expect(identifyRegions(unknown, options)).to.deep.equal(identifyRegions(without, options));
  });

  it("draws nothing from pairs that one of the RDMs does not know", () => {
    const rdms = signal("gaps", 5);
    const pairs = rdms.values.length / rdms.nRdms;
    const without = (rows: (rdm: number) => boolean) => ({
      ...rdms,
      values: rdms.values.map((value, at) => (at % pairs === 3 && rows(Math.floor(at / pairs)) ? Number.NaN : value)),
    });
    const options = { ...labelsOf(5), linalg, cells, draws: 10, random: createRandom("gaps") };
    expect(
      bootstrapIdentification(
        without((rdm) => rdm === 2),
        options,
      ),
    ).to.deep.equal(
      bootstrapIdentification(
        without(() => true),
        options,
      ),
    );
  });

  it("refuses labels that do not fit", async () => {
    const rdms = randomRdms("labels", { nConditions: 5, nRdms: 4 });
    const wrong = [
      { regions: ["A", "B"], subjects: ["1", "1", "2", "2"] },
      { regions: ["A", "A", "A", "A"], subjects: ["1", "1", "2", "2"] },
      { regions: ["A", "B", "A", "B"], subjects: ["1", "1", "1", "1"] },
      { regions: ["A", "B", "A", "A"], subjects: ["1", "1", "2", "2"] },
    ];
    for (const labels of wrong) {
      expect(await caught(() => identifyRegions(rdms, { ...labels, linalg }))).to.have.property("tag", "argument");
    }
  });
});

/** Two regions with an arrangement each, and noise. */
function signal(seed: string, nSubjects: number) {
  const nConditions = 10;
  const regions = randomRdms(`${seed} regions`, { nConditions, nRdms: 2 }).values;
  const noise = randomRdms(`${seed} noise`, { nConditions, nRdms: 2 * nSubjects });
  const pairs = pairCount(nConditions);
  const values = noise.values.map((value, place) => {
    const rdm = Math.floor(place / pairs);
    return value + 0.6 * regions[(rdm % 2) * pairs + (place % pairs)]!;
  });
  return { ...noise, values };
}
