import { expect } from "chai";
import { type LayerPair, layerAgreement, sharedByChance } from "../../src/connectome/layer-agreement.js";
import { createRandom } from "../../src/random/create-random.js";
import { wilsonInterval } from "../../src/stats/wilson-interval.js";

const n = 6;
const none = Number.NaN;

/** a is a directed ring with weights 1 to 6; b has some of its edges, some others; one pair was not measured. */
function layers(): LayerPair {
  const a = new Float64Array(n * n).fill(none);
  const b = new Float64Array(n * n).fill(none);
  const steps = new Int32Array(n * n);
  for (let i = 0; i < n; i++) {
    a[i * n + ((i + 1) % n)] = i + 1;
    for (let j = 0; j < n; j++) steps[i * n + j] = (j - i + n) % n;
  }
  b[0 * n + 1] = -4;
  b[1 * n + 2] = 3;
  b[2 * n + 3] = -2;
  b[0 * n + 2] = 9;
  b[3 * n + 3] = 1;
  const measured = new Uint8Array(n * n).fill(1);
  measured[4 * n + 5] = 0;
  return { n, a, b, measured, steps };
}

describe("connectome: layerAgreement", () => {
  it("counts pairs of both layers, without the diagonal and what was not measured", () => {
    const [all, one, two, ...rest] = layerAgreement(layers());
    expect(all).include({ stratum: "all", nPairs: 29, nA: 5, nB: 4, nBoth: 3 });
    expect(all!.jaccard).equal(3 / 6);
    expect([all!.aInB, all!.bInA, all!.rateB]).deep.equal([3 / 5, 3 / 4, 4 / 29]);
    expect(all!.oddsRatio).equal((3 * 23) / (2 * 1));
    expect(all!.logOddsStandardError).closeTo(Math.sqrt(1 / 3 + 1 / 2 + 1 + 1 / 23), 1e-15);
    // weights 1, 2, 3 against −4, 3, −2, and against 4, 3, 2
    expect(all!.rankCorrelation).closeTo(0.5, 1e-12);
    expect(all!.rankCorrelationAbsolute).equal(-1);
    expect(one).include({ stratum: "1", nPairs: 5, nA: 5, nB: 3 });
    expect(two).include({ stratum: "2", nPairs: 6, nA: 0, nB: 1, rateB: 1 / 6 });
    expect(rest.map(({ stratum, nPairs }) => `${stratum} ${nPairs}`)).deep.equal(["3 6", "4+ 12"]);
  });

  it("finds what shuffled labels share: the share of pairs that a has, for each pair of b", () => {
    const complete = { ...layers(), measured: new Uint8Array(n * n).fill(1) };
    const { p, expected } = sharedByChance(complete, { shuffles: 20_000, random: createRandom("chance") });
    expect(expected).closeTo((4 * 6) / 30, 0.02);
    expect(p).within(0.005, 0.06);
    const again = () => sharedByChance(layers(), { shuffles: 99, random: createRandom("chance") });
    expect(again()).deep.equal(again());
  });
});

describe("stats: wilsonInterval", () => {
  it("gives the published example and stays inside 0 and 1", () => {
    // Newcombe 1998, https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E, table I, method 3
    const { low, high } = wilsonInterval(81, 263);
    expect(low).closeTo(0.2553, 5e-5);
    expect(high).closeTo(0.3662, 5e-5);
    expect(wilsonInterval(0, 20).low).equal(0);
    expect(wilsonInterval(0, 20).high).closeTo(0.1611, 5e-5);
    expect(wilsonInterval(0, 0).low).NaN;
  });
});
