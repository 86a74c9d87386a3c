import { expect } from "chai";
import { plotDocument } from "../../src/node/plot-document.js";
import { tablePlots } from "../../src/plots/plots.js";
import { batchOf } from "../../src/tables/batch.js";
import { memoryTables } from "../../src/tables/memory-tables.js";
import type { TableReader } from "../../src/tables/table-reader.js";
import { caught } from "../support/caught.js";
import { plotContract } from "../support/plot-contract.js";
import { simulatedResults } from "../support/simulated-results.js";

const kinds = ["state-tuning", "correlation-dots", "neural-cycle", "cycle-phases"];

describe("plots of results", () => {
  let document: Document;
  let tables: TableReader;
  before(async function () {
    this.timeout(60_000);
    document = await plotDocument();
    tables = memoryTables(await simulatedResults());
  });

  const draw = (kind: string, options = {}) => tablePlots[kind]!.draw(tables, { document, ...options });

  plotContract({ kinds, document: () => document, draw, advice: /run the operation/ });

  it("give the numbers that are drawn", async () => {
    const tuning = (await draw("state-tuning")).values;
    expect(new Set(Array.from(tuning.contrast!))).deep.equal(new Set(["reversal against forward"]));
    const areas = Array.from(tuning.auc as Float64Array).filter((_, row) => tuning.neuron_class![row] === "AVA");
    expect(areas.length).within(4, 6);
    for (const auc of areas) expect(auc).above(0.5);
    const dots = (await draw("correlation-dots")).values;
    const ofAva = (row: number) => dots.class_a![row] === "AVA" && dots.class_b![row] === "AVA";
    const ava = Array.from(dots.r as Float64Array).filter((_, row) => ofAva(row));
    expect(ava.length).within(2, 3);
    for (const r of ava) expect(r).above(0.5);
    const phases = (await draw("cycle-phases")).values;
    const forward = Array.from(phases.phase_degrees as Float64Array).filter(
      (_, row) => phases.state![row] === "forward",
    );
    expect(forward).deep.equal([0, 0, 0]);
  });

  it("draw the neurons and the recording that are asked for", async () => {
    const { values } = await draw("state-tuning", { neurons: ["RIM", "AVAL"] });
    expect(new Set(Array.from(values.name as ArrayLike<string>))).deep.equal(new Set(["AVAL", "RIML", "RIMR"]));
    expect((await draw("neural-cycle", { recordingId: "simulated-2" })).title).contain("simulated-2");
    expect((await caught(draw("neural-cycle", { recordingId: "simulated-9" }))).message).match(/simulated-1/);
    expect((await caught(draw("correlation-dots", { neurons: ["XYZ"] }))).message).match(/XYZ/);
  });

  it("draw a state shortly before the reference on its left", async () => {
    const key = { dataset_id: "one", recording_id: "worm1" };
    const state = (name: string, phase_degrees: number) => ({
      ...{ ...key, state: name, phase_degrees, resultant: 0.9, place: 1, n_samples: 9 },
    });
    const cycle = { ...key, components: "pca", component_x: 1, component_y: 2, reference: "FWD", n_samples: 9 };
    const turns = { net_turns: 1, travelled_turns: 2, rotation_consistency: 0.5, mean_turn_s: 9 };
    const one = memoryTables([
      batchOf("cycle_states", [state("FWD", 0), state("SLOW", 350)]),
      batchOf("cycles", [{ ...cycle, ...turns }]),
    ]);
    const { svg } = await tablePlots["cycle-phases"]!.draw(one, { document });
    const [slow, forward] = [...svg.querySelectorAll("circle")].map((dot) => Number(dot.getAttribute("cx")));
    // 630 pixels for 360 degrees
    expect(forward! - slow!).closeTo(17.5, 0.02);
  });
});
