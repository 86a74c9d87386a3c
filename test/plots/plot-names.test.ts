import { expect } from "chai";
import { plotCommand } from "../../src/cli/commands/plot.js";
import { plotNames } from "../../src/plots/plot-names.js";
import { recordingPlots, tablePlots } from "../../src/plots/plots.js";

describe("plotNames", () => {
  const names = Object.values(plotNames).flat() as readonly string[];

  it("names every plot once, those of one recording among them", () => {
    expect([...names].sort()).deep.equal([...Object.keys(recordingPlots), ...Object.keys(tablePlots)].sort());
    expect(plotNames["one recording"]).have.members(Object.keys(recordingPlots));
  });

  it("stands whole in the help of the command", () => {
    const { description } = plotCommand.arguments![0]!;
    for (const name of names) expect(description.split(/[ ,;:]+/)).include(name);
  });
});
