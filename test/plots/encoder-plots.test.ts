import { expect } from "chai";
import { plotDocument } from "../../src/node/plot-document.js";
import { encode } from "../../src/operations/encode.js";
import { partitionSpaces } from "../../src/operations/partition-spaces.js";
import { tablePlots } from "../../src/plots/plots.js";
import type { TableBatch } from "../../src/tables/batch.js";
import { memoryTables } from "../../src/tables/memory-tables.js";
import type { TableReader } from "../../src/tables/table-reader.js";
import { batchesFrom } from "../operations/run-on-tables.js";
import { caught } from "../support/caught.js";
import { plotContract } from "../support/plot-contract.js";
import { smallTables } from "../support/small-tables.js";

const kinds = ["encoder-scores", "encoder-alphas", "encoder-weights", "encoder-predictions", "encoder-partition"];

/** Fits of one small worm whose neurons follow velocity and a state to different degrees. */
async function fits(): Promise<readonly TableBatch[]> {
  const noise = (k: number, seed: number) => ((Math.sin(k * 12.9898 + seed * 78.233) * 43758.5453) % 1) - 0.5;
  const length = 200;
  const series = (value: (k: number) => number) => Array.from({ length }, (_, k) => value(k));
  const velocity = series((k) => Math.sin(k / 5) + Math.sin(k / 13.7));
  const inState = (k: number) => Number(k % 29 < 12);
  const states = Array.from({ length: 7 }, (_, k) => [k * 29, 12, "FWD"] as const);
  const neurons = ["AVAL", "AVBL", "RIBL", "RIML", "PVQL"].map((name, seed) => ({
    name,
    values: series((k) => seed * 0.5 * inState(k) + (4 - seed) * 0.5 * (velocity[k - 1] ?? 0) + 2 * noise(k, seed + 1)),
  }));
  const channels = [...neurons, { name: "velocity", kind: "behaviour", quantity: "velocity", values: velocity }];
  const input = smallTables([{ id: "worm", channels, states }]);
  const params = { lags_s: [0, 1, 2], draws: 19, bootstrap: 20, null_s: 20 };
  const encoded = await batchesFrom(encode, input, { ...params, keep_weights: true, keep_predictions: true });
  const parts = await batchesFrom(partitionSpaces, input, params);
  return [...encoded, ...parts.filter(({ table }) => table === "encoder_partitions")].map((batch) => {
    const rows = Object.values(batch.columns)[0]!.length;
    return { ...batch, columns: { analysis_id: new Array<string>(rows).fill("one"), ...batch.columns } };
  });
}

describe("plots of encoders", () => {
  let document: Document;
  let tables: TableReader;
  before(async () => {
    document = await plotDocument();
    tables = memoryTables(await fits());
  });

  const draw = (kind: string, options = {}) => tablePlots[kind]!.draw(tables, { document, ...options });

  plotContract({ kinds, document: () => document, draw, advice: /run the operation/ });

  it("draw every target at its score, in order, all spaces first", async () => {
    const { values, svg } = await draw("encoder-scores");
    expect(new Set(Array.from(values.space as ArrayLike<string>))).deep.equal(
      new Set(["behaviour+states", "behaviour", "states"]),
    );
    const first = Array.from(values.value as Float64Array).slice(0, 5);
    expect(first).deep.equal([...first].sort((a, b) => b - a));
    // a dot per target and space, and a grey one for what chance gives
    expect(svg.querySelectorAll("circle")).length(2 * 3 * 5);
  });

  it("draw the targets that are asked for", async () => {
    const predicted = await draw("encoder-predictions", { neurons: ["RIML", "AVAL"] });
    expect(new Set(Array.from(predicted.values.target as ArrayLike<string>))).deep.equal(new Set(["AVAL", "RIML"]));
    const weights = await draw("encoder-weights", { neurons: ["AVAL"] });
    expect(weights.values.lag_s).deep.equal(Float64Array.from([0, 1, 2, 0, 1, 2]));
    const largest = Math.max(...(weights.values.weight as Float64Array));
    expect(weights.values.feature![(weights.values.weight as Float64Array).indexOf(largest)]).equal("velocity");
    expect((await caught(draw("encoder-predictions", { neurons: ["XYZ"] }))).message).match(/could be fitted/);
    expect((await caught(draw("encoder-weights", { neurons: ["XYZ"] }))).message).match(/XYZ/);
  });

  it("write the parts of the variance as numbers, single spaces first", async () => {
    const { description, values } = await draw("encoder-partition");
    expect(description).match(
      /a: behaviour \(unique\), mean .*b: states \(unique\).*c: behaviour and states \(shared\).*all: sum/,
    );
    const value = (part: string) =>
      Array.from(values.value as Float64Array).filter(
        (_, row) => values.part![row] === part && values.target![row] === "AVAL",
      )[0]!;
    expect(value("behaviour") + value("states") + value("behaviour&states")).closeTo(value("all"), 1e-12);
  });
});
