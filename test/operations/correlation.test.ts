import { expect } from "chai";
import { ArgumentError } from "../../src/errors.js";
import { correlation } from "../../src/operations/correlation.js";
import type { ProgressEvent } from "../../src/progress.js";
import { pearsonCorrelation } from "../../src/stats/pearson-correlation.js";
import { runOn } from "./run-on.js";

const x = [1, 2, 3, 4, 5, 2, 0];
const y = [2, 1, 4, 3, 9, 1, 1];
const nan = Number.NaN;
const worm = {
  id: "worm1",
  channels: [
    { name: "AVAL", values: x },
    { name: "AVAR", values: y },
    { name: "RIML", values: [1, 2, nan, 4, 5, 6, nan] },
    { name: "SILENT", values: [3, 3, 3, 3, 3, 3, 3] },
    { values: [...x].reverse() },
    { name: "velocity", kind: "behaviour", quantity: "velocity", values: y },
    { name: "BROKEN", status: "bad", values: y },
  ],
};

describe("operations: correlation", () => {
  it("gives every ordered pair of the neurons with its r and n", async () => {
    const rows = await runOn(correlation, [worm], "correlations");
    expect(rows.length).equal(25);
    const of = (a: string, b: string) => rows.find((row) => row.name_a === a && row.name_b === b)!;
    expect(of("AVAL", "AVAR").r).closeTo(pearsonCorrelation(x, y).r!, 1e-15);
    expect(of("AVAR", "AVAL").r).equal(of("AVAL", "AVAR").r);
    expect(of("AVAL", "AVAL")).include({ r: 1, n: 7, reason: null, dataset_id: "small", recording_id: "worm1" });
    const pairs = pearsonCorrelation(x, [1, 2, nan, 4, 5, 6, nan]);
    expect(of("AVAL", "RIML")).include({ r: pairs.r, n: 5, reason: null });
    expect(of("AVAL", "SILENT")).include({ r: null, n: 7, reason: "constant" });
    expect(of("SILENT", "SILENT")).include({ r: null, reason: "constant" });
  });

  it("takes named channels, listed ones, kinds and a window", async () => {
    const named = await runOn(correlation, [worm], "correlations", { channels: "named" });
    expect(new Set(named.map((row) => row.name_a))).deep.equal(new Set(["AVAL", "AVAR", "RIML", "SILENT"]));
    const listed = await runOn(correlation, [worm], "correlations", { channels: ["AVAL", "velocity"] });
    expect(listed.map((row) => row.name_b)).deep.equal(["AVAL", "velocity", "AVAL", "velocity"]);
    const kinds = await runOn(correlation, [worm], "correlations", { kinds: ["behaviour"] });
    expect(kinds.map((row) => row.quantity_a)).deep.equal(["velocity"]);
    const window = { start_s: 1, end_s: 5 };
    const some = await runOn(correlation, [worm], "correlations", { channels: ["AVAL", "AVAR"], window });
    expect(some[1]).include({ n: 4 });
    expect(some[1]!.r).closeTo(pearsonCorrelation(x.slice(1, 5), y.slice(1, 5)).r!, 1e-15);
  });

  it("notes names that a recording does not have", async () => {
    const notes: ProgressEvent[] = [];
    await runOn(correlation, [worm], "correlations", { channels: ["AVAL", "AVBL"] }, notes);
    expect(notes.map(({ message }) => message)).deep.equal(["has no channel named AVBL"]);
  });

  it("takes no trace of a name that several claim, and notes it", async () => {
    const notes: ProgressEvent[] = [];
    const status = "duplicate";
    const twice = {
      id: "worm4",
      channels: [...worm.channels, ...[x, y].map((values) => ({ name: "URADL", status, values }))],
    };
    const rows = await runOn(correlation, [twice], "correlations", { channels: ["AVAL", "URADL"] }, notes);
    expect(rows.map((row) => row.name_a)).deep.equal(["AVAL"]);
    expect(notes.map(({ message }) => message)).deep.equal([
      "has more than one channel named URADL; none of them is taken",
    ]);
    const all = await runOn(correlation, [twice], "correlations");
    expect(all.filter((row) => row.name_a === "URADL" && row.name_b === "URADL")).length(4);
  });

  it("keeps recordings apart", async () => {
    const other = {
      id: "worm2",
      channels: [
        { name: "AVAL", values: y },
        { name: "AVAR", values: y },
      ],
    };
    const rows = await runOn(correlation, [worm, other], "correlations", { channels: ["AVAL", "AVAR"] });
    expect(rows.map((row) => row.recording_id).join(" ")).equal("worm1 worm1 worm1 worm1 worm2 worm2 worm2 worm2");
    expect(rows[5]!.r).closeTo(1, 1e-15);
  });

  it("refuses channels of several clocks", async () => {
    const fast = { name: "pumping", kind: "behaviour", clock: "nir", values: [1, 2, 3] };
    const mixed = { id: "worm3", channels: [{ name: "AVAL", values: x }, fast] };
    let error: unknown;
    await runOn(correlation, [mixed], "correlations", { channels: ["AVAL", "pumping"] }).catch((cause) => {
      error = cause;
    });
    expect(error).instanceOf(ArgumentError);
    expect((error as Error).message)
      .contain("nir")
      .contain("resample-align");
  });
});
