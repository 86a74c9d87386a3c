import { expect } from "chai";
import { pairingOf } from "../../src/identities/pairing-of.js";
import { correlation } from "../../src/operations/correlation.js";
import { correlationSummary } from "../../src/operations/correlation-summary.js";
import { type SmallRecording, smallTables } from "../support/small-tables.js";
import { batchesFrom, rowsFrom } from "./run-on-tables.js";

const base = [0, 1, 0, 2, 1, 3, 1, 0];
const other = [1, 0, 2, 0, 1, 1, 3, 0];
/** A trace between two others, so that its correlation with the first is neither 0 nor 1. */
const between = (weight: number) => base.map((value, k) => weight * value + (1 - weight) * other[k]!);

const worms: readonly SmallRecording[] = [
  {
    id: "a",
    channels: [
      { name: "AVAL", values: base },
      { name: "AVAR", values: between(0.9) },
      { name: "RIML", values: between(0.7) },
      { name: "SMDVL", values: other },
    ],
  },
  {
    id: "b",
    channels: [
      { name: "RIMR", values: between(0.2) },
      { name: "AVAL", values: base },
      { name: "AVAR", values: other, status: "duplicate" },
      { name: "AVAR", values: between(0.4), status: "duplicate" },
    ],
  },
];

async function summarized(params: unknown) {
  const tables = smallTables(worms);
  const correlations = await batchesFrom(correlation, tables);
  const all = [...tables, ...correlations];
  return { rows: rowsFrom(await batchesFrom(correlationSummary, all, params), "correlation_summaries"), correlations };
}

describe("operations: correlation-summary", () => {
  it("summarizes pairs of names over animals, each unordered pair once", async () => {
    const { rows, correlations } = await summarized({ names: ["AVA", "RIML"] });
    const all = rows.filter(({ scope }) => scope === "all");
    expect(all.map(({ name_a, name_b, n_animals }) => `${name_a} ${name_b} ${n_animals}`)).deep.equal([
      "AVAL AVAR 1",
      "AVAL RIML 1",
      "AVAR RIML 1",
    ]);
    const found = rowsFrom(correlations, "correlations").find(
      ({ recording_id, name_a, name_b }) => recording_id === "a" && name_a === "AVAR" && name_b === "RIML",
    );
    expect(all[2]!.r).closeTo(found!.r!, 1e-14);
    expect(all[2]).include({ pairing: "opposite-side", z_standard_deviation: null, minimum_r: all[2]!.maximum_r });
    expect(all[0]).include({ pairing: "same-class" });
    expect(all[1]).include({ pairing: "same-side" });
  });

  it("takes classes over whichever members an animal has, doubled names too", async () => {
    const { rows, correlations } = await summarized({ names: ["AVA", "RIM"], level: "class" });
    const pair = rows.find(({ scope, name_a, name_b }) => scope === "all" && name_a === "AVA" && name_b === "RIM")!;
    expect(pair).include({ n_animals: 2, n_pairs: 5, pairing: "other" });
    const z = (recording: string) => {
      const own = rowsFrom(correlations, "correlations").filter(
        ({ recording_id, name_a, name_b }) =>
          recording_id === recording && name_a?.startsWith("AVA") && name_b?.startsWith("RIM"),
      );
      return own.reduce((sum, { r }) => sum + Math.atanh(r!), 0) / own.length;
    };
    expect(pair.r).closeTo(Math.tanh((z("a") + z("b")) / 2), 1e-14);
    expect(pair.z_standard_deviation).closeTo(Math.abs(z("a") - z("b")) / Math.SQRT2, 1e-13);
    expect([pair.minimum_r, pair.maximum_r].sort()).deep.equal([Math.tanh(z("a")), Math.tanh(z("b"))].sort());
  });

  it("has the rows of each dataset and of all", async () => {
    const { rows } = await summarized({ names: ["AVA", "RIM"] });
    expect(new Set(rows.map(({ scope }) => scope))).deep.equal(new Set(["small", "all"]));
  });
});

describe("identities: pairingOf", () => {
  it("tells sides apart, and says other where there is none", () => {
    expect(pairingOf("AVAL", "AVAR")).equal("same-class");
    expect(pairingOf("AVAL", "RIML")).equal("same-side");
    expect(pairingOf("AVAL", "RIMR")).equal("opposite-side");
    expect(pairingOf("AVAL", "RID")).equal("other");
    expect(pairingOf("AVA", "RIM")).equal("other");
    expect(pairingOf("AVA", "AVA")).equal("same-class");
  });
});
