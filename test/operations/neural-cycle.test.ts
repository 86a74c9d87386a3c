import { expect } from "chai";
import { neuralCycle } from "../../src/operations/neural-cycle.js";
import { neuralCycleSummary } from "../../src/operations/neural-cycle-summary.js";
import { principalComponents } from "../../src/operations/principal-components.js";
import { caught } from "../support/caught.js";
import { smallTables } from "../support/small-tables.js";
import { batchesFrom, rowsFrom } from "./run-on-tables.js";

const period = 60;
const turns = 6;
const samples = period * turns;

/** Neurons that follow one rotation, each with a phase of its own, and states that each cover a quarter of it. */
function rotating(id: string, direction: 1 | -1) {
  const phases = [0, 1, 2, 3, 4, 5];
  const channels = phases.map((phase, index) => ({
    name: ["AVAL", "AVAR", "RIML", "RIMR", "RIBL", "RIBR"][index]!,
    values: Array.from({ length: samples }, (_, k) => Math.cos(direction * ((2 * Math.PI * k) / period - phase))),
  }));
  const labels = ["FWD", "REV", "REVSUS", "TURN"];
  const states = Array.from(
    { length: 4 * turns },
    (_, quarter) => [(quarter * period) / 4, period / 4, labels[quarter % 4]!] as const,
  );
  return { id, channels, states };
}

const params = { count: 2, processing: [{ differentiate: "gradient" }] };

async function cycles(worms: ReturnType<typeof rotating>[], cycleParams: unknown = { count: 2 }) {
  const tables = smallTables(worms);
  const components = (
    await Promise.all(worms.map((worm) => batchesFrom(principalComponents, smallTables([worm]), params)))
  )
    .flat()
    .map((batch) => {
      const length = Object.values(batch.columns)[0]!.length;
      return { ...batch, columns: { analysis_id: new Array<string>(length).fill("pca"), ...batch.columns } };
    });
  return batchesFrom(neuralCycle, [...tables, ...components], cycleParams);
}

describe("operations: neural-cycle", () => {
  it("finds the turns and the order of the states, whatever the signs of the components", async () => {
    const batches = await cycles([rotating("forth", 1), rotating("back", -1)]);
    for (const cycle of rowsFrom(batches, "cycles")) {
      expect(cycle.net_turns).within(turns - 0.1, turns);
      expect(cycle.rotation_consistency).closeTo(1, 1e-6);
      expect(cycle.mean_turn_s).within(period - 1, period + 1.5);
      expect(cycle).include({
        component_x: 1,
        component_y: 2,
        reference: "FWD",
        components: "pca",
        n_samples: samples,
      });
    }
    const states = rowsFrom(batches, "cycle_states");
    for (const id of ["forth", "back"]) {
      const own = states.filter(({ recording_id }) => recording_id === id);
      expect(own.map(({ state, place }) => `${place} ${state}`)).deep.equal(["1 FWD", "2 REV", "3 REVSUS", "4 TURN"]);
      own.forEach(({ phase_degrees, resultant }, index) => {
        expect(phase_degrees).closeTo(90 * index, 2);
        expect(resultant).closeTo((Math.SQRT2 * 2) / Math.PI, 0.02);
      });
    }
  });

  it("integrates the components, centred, the reference on the left", async () => {
    const batches = await cycles([rotating("forth", 1)]);
    const trajectories = rowsFrom(batches, "cycle_trajectories");
    expect(trajectories.map(({ component }) => component)).deep.equal([1, 2]);
    for (const { values, variance_share } of trajectories) {
      expect(values.reduce((sum, value) => sum + value, 0)).closeTo(0, 1e-9);
      expect(variance_share).closeTo(0.5, 0.1);
    }
  });

  it("turns the reference to the left, whichever it is", async () => {
    for (const [quarter, reference] of ["FWD", "REV", "REVSUS", "TURN"].entries()) {
      const [first] = rowsFrom(await cycles([rotating("forth", 1)], { reference }), "cycle_trajectories");
      const inReference = first!.values.filter((_, k) => Math.floor((k % period) / (period / 4)) === quarter);
      expect(
        inReference.reduce((sum, value) => sum + value, 0),
        reference,
      ).below(0);
    }
  });

  it("leaves out recordings without the reference, and refuses a plane that is none", async () => {
    expect(await cycles([rotating("forth", 1)], { reference: "SLEEP" })).deep.equal([]);
    expect((await caught(cycles([rotating("forth", 1)], { plane: [1, 1] }))).message).match(/plane/);
    expect((await caught(cycles([rotating("forth", 1)], { plane: [1, 7] }))).message).match(/plane/);
  });
});

describe("operations: neural-cycle-summary", () => {
  it("means phases over recordings on the circle", async () => {
    const batches = await cycles([rotating("forth", 1), rotating("back", -1)]);
    const rows = rowsFrom(await batchesFrom(neuralCycleSummary, batches), "cycle_state_summaries");
    const of = (state: string) => rows.find((row) => row.scope === "all" && row.state === state)!;
    expect(of("REVSUS")).include({ n_recordings: 2 });
    expect(of("REVSUS").phase_degrees).closeTo(180, 2);
    expect(of("REVSUS").resultant).closeTo(1, 1e-3);
    expect(of("FWD").resultant).closeTo(1, 1e-12);
  });
});
