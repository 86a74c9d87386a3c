import { expect } from "chai";
import { plotDocument } from "../../src/node/plot-document.js";
import { svgToPng } from "../../src/node/png.js";
import { recordingPlots } from "../../src/plots/plots.js";
import { readRecordingView } from "../../src/plots/recording-view.js";
import { svgText } from "../../src/plots/tidy-svg.js";
import { simulatedTables } from "../support/simulated-tables.js";

const words = (text: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="40" fill="currentColor"><text x="5" y="20">${text}</text></svg>`;

describe("svgToPng", () => {
  it("gives a PNG of the drawing's size times the scale", async () => {
    const png = await svgToPng(words("AVAL"), { scale: 3 });
    expect([...png.subarray(0, 8)]).to.deep.equal([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const view = new DataView(png.buffer, png.byteOffset);
    expect([view.getUint32(16), view.getUint32(20)]).to.deep.equal([300, 120]);
  });

  it("draws the words", async () => {
    const [some, none] = [await svgToPng(words("AVAL")), await svgToPng(words(" "))];
    expect(some).not.to.deep.equal(none);
  });

  it("says what to install where there is no font", async () => {
    const error = await svgToPng(words("AVAL"), { fontFiles: [] }).catch((cause: unknown) => cause);
    expect(error).to.include({ tag: "missing-part", part: "a font" });
    expect((error as Error).message).to.contain("fonts-dejavu-core");
  });

  it("draws plots of sources with hostile names", async () => {
    const bad = `<b>&"'\u00a0\u0001\ud800`;
    const view = await readRecordingView(await simulatedTables({ recordings: 1, samples: 50 }), {
      recordingId: "simulated-1",
    });
    const traces = view.traces.map(({ channel, ...trace }) => ({
      ...trace,
      channel: { ...channel, name: bad, unit: bad },
    }));
    const odd = view.events.map((event) => ({ ...event, kind: bad, label: bad }));
    // spikes have a plot of their own
    const events = [...odd, { ...odd[0]!, kind: "spike" }];
    const recording = { ...view.recording, recording_id: bad };
    for (const { draw } of Object.values(recordingPlots)) {
      const { svg } = draw({ ...view, recording, traces, events }, { document: await plotDocument() });
      expect((await svgToPng(svgText(svg), { scale: 1 })).length).to.be.above(1000);
    }
  });

  it("refuses what is no SVG", async () => {
    const error = await svgToPng("no drawing").catch((cause: unknown) => cause);
    expect(error).to.include({ tag: "argument" });
  });
});
