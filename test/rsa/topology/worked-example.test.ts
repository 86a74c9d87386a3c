import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { geoTopological } from "../../../src/rsa/topology/geo-topological.js";
import { geodesicDistances } from "../../../src/rsa/topology/geodesic-distances.js";
import { publishedGeodesic } from "../../../src/rsa/topology/published/published-geodesic.js";
import { rankNormalised } from "../../../src/rsa/topology/rank-normalised.js";
import { sigmoidTransformed } from "../../../src/rsa/topology/sigmoid-transformed.js";
import { realData } from "../../support/real-data.js";
import { rdmsOf } from "../made-rdms.js";
import { expectValues } from "./expect-values.js";
import { knownTopology } from "./known-topology.js";

describe("topological transforms: worked example of six conditions", () => {
  it("gives every reference value, correct and as published", async function () {
    const { small_example: known } = await knownTopology(this);
    const rdm = rdmsOf(known.rdm);
    const before = rdm.values.slice();
    expectValues(rankNormalised(rdm).values, known.rank01!);
    expectValues(sigmoidTransformed(rdm).values, known["sigmoid_alpha10_beta.5"]!);
    let compared = 0;
    for (const [name, expected] of Object.entries(known)) {
      const [, kind, low, high] = /^(.+)\|l=([\d.]+),u=([\d.]+)$/.exec(name) ?? [];
      if (!kind) continue;
      const thresholds = { low: Number(low), high: Number(high) };
      const edges = { kind: "two-step", ...thresholds } as const;
      const found = {
        RGTM: () => geoTopological(rdm, thresholds),
        RGDM_zero_edges_kept: () => geodesicDistances(rdm, { edges, disconnected: "infinity" }),
        "RGDM_zero_edges_dropped(as published code)": () => publishedGeodesic(rdm, { edges }),
      }[kind]!();
      expectValues(found.values, expected, name);
      compared++;
    }
    expect(compared).to.equal(15);
    expect(rdm.values).to.deep.equal(before);
  });

  it("gives the reference transforms of the small fixtures", async function () {
    const text = await readFile(realData(this, "rsa/expected/small_fixtures.json"), "utf8");
    const { transforms: known } = JSON.parse(text);
    const rdm = rdmsOf(known.rdm);
    const thresholds = { low: 0.2, high: 0.8 };
    expectValues(geoTopological(rdm, { ...thresholds, rank: false }).values, known["gt_clean|l=.2,u=.8"]);
    expectValues(geoTopological(rdm, thresholds).values, known["gt_rank_then_threshold|l=.2,u=.8"]);
    expectValues(geoTopological(rdm, { low: 0, high: 1, rank: false }).values, known.minmax);
    const edges = { kind: "two-step", low: 0, high: 1, rank: false } as const;
    const paths = geodesicDistances(rdm, { edges, disconnected: "error" });
    expectValues(
      paths.values.map((value) => value * 17),
      [0, 3, 2, 6, 3, 2, 6, 1, 8, 8],
    );
    // the toolbox loses the edge of length 0, as the published code does
    expectValues(publishedGeodesic(rdm, { edges }).values, known.geodesic_after_minmax);
  });

  it("compares a rescaled value with the threshold once", () => {
    const rdm = rdmsOf(Array.from({ length: 10 }, (_, index) => 0.05 * (index + 1)));
    const expected = [0, 0, 1 / 27, 6 / 27, 11 / 27, 16 / 27, 21 / 27, 26 / 27, 1, 1];
    expectValues(geoTopological(rdm, { low: 0.2, high: 0.8 }).values, expected);
  });
});
