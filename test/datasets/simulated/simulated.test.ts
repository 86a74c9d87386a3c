import { expect } from "chai";
import { simulatedModel } from "../../../src/datasets/simulated/model.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { readRecordingView } from "../../../src/plots/recording-view.js";
import { evaluateCheck } from "../../../src/tables/evaluate-check.js";
import { memoryTables } from "../../../src/tables/memory-tables.js";
import { simulatedBatches, simulatedManifest, simulatedTables } from "../../support/simulated-tables.js";

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("the simulator", () => {
  it("gives the facts its manifest states", async () => {
    const manifest = await loadManifest("simulated");
    const reader = memoryTables(await simulatedBatches(manifest), { partition: "simulated" });
    for (const check of manifest.expected) {
      const result = await evaluateCheck(reader, check);
      expect(result.pass, `${check.title}: found ${result.found}`).to.equal(true);
    }
  });

  it("gives the same numbers for a seed and other numbers for another", async () => {
    const [first, again, other] = await Promise.all(
      ["a", "a", "b"].map(async (seed) => simulatedBatches(await simulatedManifest({ seed, recordings: 1 }))),
    );
    expect(again).to.deep.equal(first);
    const signals = (batches: typeof first) => batches!.find(({ table }) => table === "signals")!.columns.values![0];
    expect(signals(other)).not.to.deep.equal(signals(first));
  });

  it("makes a recording that does not depend on how many there are", async () => {
    const [one, three] = await Promise.all([simulatedTables({ recordings: 1 }), simulatedTables({ recordings: 3 })]);
    const view = (reader: typeof one) => readRecordingView(reader, { recordingId: "simulated-1" });
    expect((await view(three)).traces).to.deep.equal((await view(one)).traces);
    const second = await readRecordingView(three, { recordingId: "simulated-2" });
    expect(second.events.map(({ onset_s }) => onset_s)).not.to.deep.equal(
      (await view(one)).events.map(({ onset_s }) => onset_s),
    );
  });

  it("plants states that traces and velocity show", async () => {
    const reader = await simulatedTables({ labelled_share: 1 });
    for (const recordingId of ["simulated-1", "simulated-2", "simulated-3"]) {
      const { traces, events } = await readRecordingView(reader, { recordingId });
      const during = (name: string, state: string) => {
        const { values, time_s } = traces.find(({ channel }) => channel.name === name)!;
        const bouts = events.filter(({ label }) => label === state);
        // calcium lags behind the state: the first second and a half of a bout is left out
        const inside = (time: number) =>
          bouts.some(({ onset_s, duration_s }) => time >= onset_s + 1.5 && time < onset_s + duration_s!);
        return mean([...values].filter((value, index) => inside(time_s[index]!) && !Number.isNaN(value)));
      };
      for (const name of ["AVAL", "AVAR", "RIML", "AIBR"]) {
        expect(during(name, "reversal")).to.be.above(during(name, "forward") + 0.3);
      }
      for (const name of ["AVBL", "RIBR"]) {
        expect(during(name, "forward")).to.be.above(during(name, "reversal") + 0.1);
      }
      expect(during("velocity", "forward")).to.be.closeTo(0.12, 0.02);
      expect(during("velocity", "reversal")).to.be.closeTo(-0.15, 0.03);
    }
  });

  it("fills the recording with states, one after the other", async () => {
    const { events, recording } = await readRecordingView(await simulatedTables(), { recordingId: "simulated-2" });
    let time = 0;
    for (const { onset_s, duration_s, kind } of events) {
      expect(kind).to.equal("state");
      expect(onset_s).to.be.closeTo(time, 1e-9);
      time += duration_s!;
    }
    expect(time).to.be.closeTo(recording.duration_s, 1e-9);
  });

  it("says in every table that it is simulated", async () => {
    const reader = await simulatedTables();
    const { recording, traces } = await readRecordingView(reader, { recordingId: "simulated-1" });
    expect(recording.modality).to.match(/^simulated/);
    expect(recording.condition).to.equal("simulated");
    expect(recording.source_file).to.match(/^simulated/);
    for (const { channel } of traces.filter(({ channel }) => channel.kind === "neuron")) {
      expect(channel.quantity).to.match(/^simulated/);
    }
    for await (const { columns } of reader.read("findings")) expect(columns.rule![0]).to.equal("simulated-data");
  });

  it("names what is wrong with a model", async () => {
    const { value } = (await simulatedManifest({ samples: "many" })).facts.model!;
    expect(() => simulatedModel(value, "x.json")).to.throw(/x\.json: facts\.model\.samples/);
    const states = { a: { mean_dwell_s: 1, velocity_mm_s: 0, next: { b: 0.5 } } };
    const chain = (await simulatedManifest({ states })).facts.model!.value;
    expect(() => simulatedModel(chain, "x.json")).to.throw(/sum to 1, found 0\.5.*no state named "b"/);
  });
});
