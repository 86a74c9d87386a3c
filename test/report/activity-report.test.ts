import { expect } from "chai";
import { parseHTML } from "linkedom";
import { plotDocument } from "../../src/node/plot-document.js";
import { buildReport } from "../../src/report/build-report.js";
import { batchOf, type TableBatch } from "../../src/tables/batch.js";
import { memoryTables } from "../../src/tables/memory-tables.js";
import { eventAt, spikeAt } from "../support/event-at.js";
import { indexOf, simulatedManifest } from "../support/simulated-tables.js";
import { smallTables } from "../support/small-tables.js";

const values = Array.from({ length: 20 }, (_, t) => Math.sin(t));

function tablesOf(kinds: readonly string[]): TableBatch[] {
  const channels = kinds.map((kind, index) => ({
    ...{ kind, source: `${kind}_${index}` },
    values: values.map((value) => value * (index + 1)),
  }));
  return smallTables([{ id: "r", channels }]);
}

async function pageOf(batches: readonly TableBatch[]): Promise<Document> {
  const manifest = await simulatedManifest();
  const reader = memoryTables(batches, { partition: manifest.id });
  const options = { document: await plotDocument(), toolVersion: "0.0.0", commands: [] };
  return parseHTML(await buildReport(reader, indexOf(manifest), options)).document as unknown as Document;
}

function cardsOf(page: Document): Record<string, string> {
  const cards = [...page.querySelectorAll("dl.cards > div")];
  return Object.fromEntries(
    cards.map((card) => [card.querySelector("dt")!.textContent, card.querySelector("dd")!.textContent.trim()]),
  );
}

/** Words of a row of the recordings, by the title of the column. */
function recordingOf(page: Document): Record<string, string> {
  const table = page.querySelector("table")!;
  const titles = [...table.querySelectorAll("th")].map(({ textContent }) => textContent);
  const cells = [...table.querySelectorAll("tbody td")].map(({ textContent }) => textContent);
  return Object.fromEntries(titles.map((title, index) => [title, cells[index]!]));
}

describe("report on units, voxels and spikes", () => {
  it("counts and draws units, and says nothing of neurons", async () => {
    const page = await pageOf(tablesOf(["unit", "unit", "behaviour"]));
    expect(cardsOf(page)).to.include({ "Unit traces": "2" }).and.not.to.have.any.keys("Neuron traces", "Voxel traces");
    expect(recordingOf(page)).to.include({ units: "2", "other traces": "1" }).and.not.to.have.any.keys("neurons");
    expect(page.body.textContent).not.to.contain("Which neurons were identified");
    const titles = [...page.querySelectorAll("figure svg > title")].map(({ textContent }) => textContent);
    expect(titles.map((title) => title.replace(/^.*?: /, ""))).to.deep.equal([
      "activity of 2 units over 20 s",
      "ratio of 2 units",
    ]);
  });

  it("counts and draws voxels with blocks", async () => {
    const blocks = batchOf("events", [{ ...eventAt(2, { kind: "block", duration_s: 5, label: "face" }) }]);
    const page = await pageOf([...tablesOf(["voxel", "voxel", "voxel", "motion"]), blocks]);
    expect(cardsOf(page)).to.include({ "Voxel traces": "3" });
    expect(recordingOf(page)).to.include({ voxels: "3", "other traces": "1", events: "1" });
    expect(page.querySelector("figure")!.textContent).to.contain("face").and.to.contain("activity of 3 voxels");
  });

  it("counts and draws spikes that are events", async () => {
    const spikes = [1, 2, 3].map((time, event_index) => ({
      ...spikeAt(time, { label: time < 3 ? "unit 1" : "unit 2" }),
      event_index,
    }));
    const rest = { ...eventAt(4, { kind: "rest" }), event_index: 3 };
    const page = await pageOf([...tablesOf(["stimulus"]), batchOf("events", [...spikes, rest])]);
    expect(cardsOf(page)).to.include({ "Spike trains": "2", Spikes: "3" }).and.not.to.have.any.keys("Neuron traces");
    expect(recordingOf(page)).to.include({ "spike trains": "2", spikes: "3", events: "1", "other traces": "1" });
    const titles = [...page.querySelectorAll("figure svg > title")].map(({ textContent }) => textContent);
    expect(titles.map((title) => title.replace(/^.*?: /, ""))).to.deep.equal(["3 spikes in 2 spike trains"]);
  });

  it("counts neurons where there are some, or nothing else", async () => {
    const both = await pageOf(tablesOf(["neuron", "unit"]));
    expect(cardsOf(both)).to.include({ "Neuron traces": "1", "… with a name": "0", "Unit traces": "1" });
    const none = await pageOf(tablesOf(["behaviour"]));
    expect(cardsOf(none)).to.include({ "Neuron traces": "0" });
    expect(none.body.textContent).to.contain("Which neurons were identified");
  });
});
