import { expect } from "chai";
import { encode } from "../../../src/operations/encode.js";
import type { ProgressEvent } from "../../../src/progress.js";
import { createRandom } from "../../../src/random/create-random.js";
import type { SmallRecording } from "../../support/small-tables.js";
import { runOn } from "../run-on.js";

const n = 90;
const random = createRandom("runs of encoders");
const noise = (size = n) => Array.from({ length: size }, () => random.normal());
const velocity = (values: readonly number[]) => ({ name: "velocity", kind: "behaviour", quantity: "velocity", values });
const quick = { null_model: "none", bootstrap: 0, alphas: [1], runs: "dataset", folds: "runs" };
const moving = { name: "moving", channels: ["velocity"] };

async function r2Of(recordings: readonly SmallRecording[], params: object, notes: ProgressEvent[] = []) {
  const rows = await runOn(encode, recordings, "encoder_scores", { ...quick, ...params }, notes);
  return rows.filter(({ score, aggregate }) => score === "r2" && aggregate === "target");
}

describe("operations: runs that encoders join", () => {
  it("counts a state as absent in a run without events, whichever run that is", async () => {
    const states = [
      [10, 15, "FWD"],
      [50, 20, "FWD"],
    ] as const;
    const isIn = (k: number) => Number((k >= 10 && k < 25) || (k >= 50 && k < 70));
    const moves = (id: string) => {
      const values = Array.from({ length: n }, (_, k) => isIn(k) + 0.01 * random.normal());
      return { id, channels: [{ name: "AVAL", values }, velocity(noise())], states };
    };
    const still = {
      id: "still",
      channels: [{ name: "AVAL", values: noise().map((v) => 0.01 * v) }, velocity(noise())],
    };
    const spaces = [{ name: "states", events: [{ kind: "state" }] }];
    for (const order of [
      [still, moves("a"), moves("b")],
      [moves("a"), still, moves("b")],
    ]) {
      const [row] = await r2Of(order, { spaces });
      expect(row).include({ n_rows: 3 * n, n_features: 1 });
      expect(row!.value).above(0.95);
    }
  });

  it("joins neurons without a canonical name only within an animal", async () => {
    const values = noise();
    const runs = ["a", "b"].map((id) => ({
      id,
      channels: [{ source: "ROI 1", values }, { name: "AVAL", values: noise() }, velocity(values)],
    }));
    const notes: ProgressEvent[] = [];
    expect((await r2Of(runs, { spaces: [moving] }, notes)).map(({ target }) => target)).deep.equal(["AVAL"]);
    expect(notes.map(({ message }) => message)).include("leaves out what some runs lack: ROI 1, ROI 1");
    const alone = await r2Of(runs.slice(0, 1), { spaces: [moving], runs: "separate", folds: "contiguous" });
    expect(alone.map(({ target }) => target)).deep.equal(["ROI 1", "AVAL"]);
    expect(alone[0]!.value).above(0.9);
  });

  it("turns short runs by many steps, so that draws differ", async () => {
    const params = { spaces: [moving], null_model: "shift", draws: 49 };
    const found = [];
    for (let seed = 0; seed < 4; seed++) {
      const own = createRandom(`short ${seed}`);
      const series = () => Array.from({ length: 20 }, () => own.normal());
      const runs = ["a", "b"].map((id) => ({ id, channels: [{ name: "AVAL", values: series() }, velocity(series())] }));
      found.push((await r2Of(runs, params))[0]!.p_value!);
    }
    // runs that could be turned by half of their length alone would have one draw, and a p value of 1 / 50 or of 1
    expect(found.every((p) => p === 1 / 50 || p === 1)).equal(false);
    expect(new Set(found).size).above(2);
  });
});
