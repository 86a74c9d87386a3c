import { expect } from "chai";
import { parseHTML } from "linkedom";
import type { Manifest } from "../../src/manifest/schema.js";
import { plotDocument } from "../../src/node/plot-document.js";
import { buildReport } from "../../src/report/build-report.js";
import { batchOf, type TableBatch } from "../../src/tables/batch.js";
import { memoryTables } from "../../src/tables/memory-tables.js";
import { indexOf, simulatedBatches, simulatedManifest } from "../support/simulated-tables.js";

const small = { recordings: 3, samples: 200, unlabelled: 2 };
const hostile = `"><script>alert(1)</script><img src=x onerror='alert(2)'>`;

async function report(batches: readonly TableBatch[], manifest: Manifest, options?: unknown): Promise<string> {
  const reader = memoryTables(batches, { partition: manifest.id });
  const commands = ["npx neuroloom prepare simulated --out out", "npx neuroloom report out"];
  return buildReport(reader, indexOf(manifest, options), {
    document: await plotDocument(),
    toolVersion: "0.0.0",
    commands,
  });
}

describe("buildReport", () => {
  let manifest: Manifest;
  let batches: readonly TableBatch[];
  let page: string;
  let document: Document;
  before(async () => {
    manifest = await simulatedManifest(small);
    batches = await simulatedBatches(manifest);
    page = await report(batches, manifest);
    document = parseHTML(page).document as unknown as Document;
  });

  const tableRows = (caption: string) => {
    const table = [...document.querySelectorAll("table")].find(
      (candidate) => candidate.querySelector("caption")?.textContent === caption,
    )!;
    return [...table.querySelectorAll("tbody tr")].map((row) =>
      [...row.querySelectorAll("td")].map((cell) => cell.textContent),
    );
  };

  it("is one page that asks for nothing and runs nothing", () => {
    expect(page).to.match(/^<!doctype html>/);
    expect(document.querySelectorAll("script, link, iframe, object, embed, base")).to.have.length(0);
    for (const element of document.querySelectorAll("[src], image")) {
      expect(element.getAttribute("src") ?? element.getAttribute("href")).to.match(/^data:image\/png;base64,/);
    }
    expect(page).not.to.match(/@import|url\((?!#)|\son\w+=/);
  });

  it("claims no rate and no length where the times of a recording count frames", async () => {
    const counted = batches.map((batch) => {
      const { clock, ...columns } = batch.columns;
      if (batch.table !== "channels" || !clock) return batch;
      const isFirst = (row: number) => columns.recording_id![row] === "simulated-1";
      return {
        ...batch,
        columns: { ...columns, clock: Array.from(clock, (name, row) => (isFirst(row) ? "frames" : name)) },
      };
    });
    const other = parseHTML(await report(counted, manifest)).document as unknown as Document;
    const rows = [...other.querySelectorAll("table")][0]!.querySelectorAll("tbody tr");
    const cells = [...rows].map((row) => [...row.querySelectorAll("td")].slice(-3).map((cell) => cell.textContent));
    expect(cells.slice(0, 2)).to.deep.equal([
      ["200", "unknown", "unknown"],
      ["200", "2.5", "80"],
    ]);
    const minutes = (page: Document) => /Recorded time([\d.]+) min/.exec(page.body.textContent!)![1];
    expect([minutes(document), minutes(other)]).to.deep.equal(["4", "2.7"]);
  });

  it("tells what was loaded", () => {
    const rows = tableRows("Recordings");
    expect(rows.map((row) => row[0])).to.deep.equal(["simulated-1", "simulated-2", "simulated-3"]);
    expect(rows[0]!.slice(-3)).to.deep.equal(["200", "2.5", "80"]);
    expect(tableRows("What the traces are").map((row) => row.slice(0, 3))).to.deep.equal([
      ["neuron", "simulated_dff", "none"],
      ["behaviour", "velocity", "mm/s"],
    ]);
  });

  it("has every part, in order, under headings that skip no level", () => {
    const headings = [...document.querySelectorAll("h1, h2, h3, h4")];
    const words = headings.map((heading) => heading.textContent);
    const parts = [
      ...["What was loaded", "Which neurons were identified", "Activity", "Checks", "Findings", "Caveats"],
      ...["Please cite", "Provenance", "Making this again"],
    ];
    expect(words.filter((word) => parts.includes(word!))).to.deep.equal(parts);
    headings.reduce((before, heading) => {
      const level = Number(heading.tagName[1]);
      expect(level).to.be.at.most(before + 1);
      return level;
    }, 0);
    expect(document.querySelector("pre:last-of-type")!.textContent).to.contain("neuroloom report out");
  });

  it("draws the recordings with most names, each drawing with a caption and ids of its own", () => {
    const figures = [...document.querySelectorAll("figure")];
    expect(figures).to.have.length(1 + 2 * 3);
    for (const figure of figures) {
      expect(figure.querySelector("svg[role=img]")).not.to.equal(null);
      expect(figure.querySelector("figcaption")!.textContent).not.to.equal("");
    }
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(page).to.contain("1 more of 3 recordings");
  });

  it("says first of all that data are simulated", () => {
    const banner = document.querySelector("header .banner");
    expect(banner?.textContent).to.match(/^Simulated: .*No animal was measured/);
  });

  it("shows expected against found, and failures in the open", async () => {
    const expectedRows = tableRows("Expected against found");
    // the model was changed for this test: some facts of the manifest no longer hold
    const failing = expectedRows.filter((row) => row[4] === "FAIL");
    expect(failing.map((row) => [row[1], row[3]])).to.deep.equal([
      ["1200", "200"],
      ["174", "126"],
    ]);
    expect(page).to.contain("2 of 5 checks fail.");
  });

  it("leaves facts about recordings that were not loaded out of the count", async () => {
    const part = await report(batches, manifest, { subset: "sample" });
    expect(part).to.contain("None of the 5 facts that the manifest states could be checked");
    const check = { ...manifest.expected[1]!, where: { recording_id: "simulated-1" }, equals: 200 };
    const more = await report(batches, { ...manifest, expected: [...manifest.expected, check] }, { subset: "sample" });
    expect(more).to.contain("1 of 1 checks pass.").and.to.contain("5 more are about what was not loaded.");
  });

  it("leaves facts about the whole dataset out where a recording could not be read", async () => {
    expect(await report(batches, manifest, { only: "*" })).to.contain("2 of 5 checks fail.");
    const place = { source_file: "b.h5", place: "head", found: "y", action: "the recording is left out" };
    const rows = [{ finding_index: 0, ...place, rule: "unreadable-recording", severity: "loss" }];
    const part = await report([...batches, batchOf("findings", rows)], manifest);
    expect(part).to.contain("None of the 5 facts that the manifest states could be checked");
  });

  it("shows hostile names as text", async () => {
    const bad = batches.map((batch) => {
      const columns = Object.fromEntries(
        Object.entries(batch.columns).map(([name, values]) => {
          const text = Array.from(values).every((value) => typeof value === "string");
          const spared = ["kind", "modality", "clock", "recording_id"].includes(name);
          return [name, text && !spared ? Array.from(values, (value) => `${value}${hostile}`) : values];
        }),
      );
      return { ...batch, columns };
    });
    const withIds = bad.map((batch) =>
      "recording_id" in batch.columns && batch.table !== "findings"
        ? {
            ...batch,
            columns: {
              ...batch.columns,
              recording_id: Array.from(batch.columns.recording_id!, (id) => `${id}${hostile}`),
            },
          }
        : batch,
    );
    const named: Manifest = { ...manifest, title: hostile, summary: hostile, caveats: [{ id: "x", text: hostile }] };
    const result = await report(withIds, named, { mode: hostile });
    const found = parseHTML(result).document;
    expect(found.querySelectorAll("script, img, [onerror]")).to.have.length(0);
    expect(result).not.to.contain("<script");
    expect(found.querySelector("h2")!.textContent).to.equal(hostile);
    expect(found.querySelectorAll("figure")).to.have.length(7);
  });

  it("puts findings of one kind into one row, losses first, and lists all of them below", async () => {
    const finding = (recording_id: string, severity: string, rule: string, found: string) => ({
      ...{ finding_index: 0, recording_id, source_file: "a/b.h5", place: "/x", rule, severity, found, action: "kept" },
    });
    const findings = batchOf("findings", [
      finding("simulated-1", "note", "not-read", "p"),
      finding("simulated-2", "loss", "cut-short", "5 samples"),
      finding("simulated-2", "note", "not-read", "q"),
    ]);
    const others = batches.filter(({ table }) => table !== "findings");
    const found = parseHTML(await report([...others, findings], manifest)).document;
    const rowsOf = (caption: string) =>
      [...found.querySelectorAll("table")]
        .filter((table) => table.querySelector("caption")?.textContent === caption)
        .flatMap((table) => [...table.querySelectorAll("tbody tr")])
        .map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent));
    expect(rowsOf("What the reader noticed")).to.deep.equal([
      ["loss", "cut short", "5 samples", "kept", "1", "simulated-2"],
      ["note", "not read", "for example: p", "kept", "2", "simulated-1, simulated-2"],
    ]);
    expect(rowsOf("All findings").map((row) => [row[0], row[3], row[5]])).to.deep.equal([
      ["loss", "5 samples", "a/b.h5, /x"],
      ["note", "p", "a/b.h5, /x"],
      ["note", "q", "a/b.h5, /x"],
    ]);
    expect(found.body.textContent).to.contain("1 loss, 0 repairs, 2 notes.");
  });

  it("names every file that was read, those without a recording of their own too", async () => {
    const labels = {
      ...{ path: "labels.jld2", urls: [], bytes: 12345, sha256: ["a".repeat(64)], mediaType: "x/y" },
      ...{ subset: "full" as const, role: "labels", origin: null },
    };
    const rowsOf = async (options: unknown) => {
      const page = await report(batches, { ...manifest, files: [labels] }, options);
      return [...parseHTML(page).document.querySelectorAll("table")]
        .filter((table) => table.querySelector("caption")?.textContent === "Files that were read")
        .flatMap((table) => [...table.querySelectorAll("tbody tr")])
        .map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent.trim()));
    };
    expect((await rowsOf({ subset: "full" })).at(-1)).to.deep.equal([
      ...["labels.jld2", "labels", "12\u202f345", "a".repeat(64)],
    ]);
    expect((await rowsOf({ subset: "sample" })).flat()).not.to.include("labels.jld2");
  });

  it("links every part from the contents, and names lists that have neither recordings nor wiring", async () => {
    for (const link of document.querySelectorAll("nav a")) {
      expect(document.querySelector(`[id="${link.getAttribute("href")!.slice(1)}"]`), link.outerHTML).not.to.equal(
        null,
      );
    }
    expect(document.querySelectorAll("nav a")).to.have.length(1 + 8 + 1);
    const reader = memoryTables([], { partition: manifest.id });
    const place = { document: await plotDocument(), toolVersion: "0.0.0", commands: [] };
    const lists = await buildReport(reader, indexOf(manifest), place);
    expect(lists).to.contain("Lists in the folder").and.to.contain(manifest.summary);
    expect(lists).to.contain("<title>Report on simulated</title>");
  });

  it("lists the operations that made results", async () => {
    const step = {
      step: 0,
      operation: "correlation",
      params: '{"window":"<all>"}',
      tool_version: "0.0.0",
      inputs: "[]",
    };
    const provenance = batchOf("provenance", [{ ...step, seed: null, started_utc: 1, duration_s: 2 }]);
    const columns = { ...provenance.columns, analysis_id: ["kato-check"] };
    const found = parseHTML(await report([...batches, { ...provenance, columns }], manifest)).document;
    const row = [...found.querySelectorAll("section[aria-labelledby=analyses] tbody td")].map(
      (cell) => cell.textContent,
    );
    expect(row).to.deep.equal(["kato-check", "0", "correlation", '{"window":"<all>"}', "none", "0.0.0"]);
  });

  it("is the same for the same tables", async () => {
    expect(await report(batches, manifest)).to.equal(page);
  });

  it("reports on recordings without neurons, names or events", async () => {
    const empty = batchOf("recordings", [
      { recording_id: "r", modality: "eeg", n_samples: 5, n_channels: 0, duration_s: 1, source_file: "a.edf" },
    ]);
    const result = await report([empty], manifest);
    expect(result).to.contain("No neuron of these recordings has a name or a class.");
    expect(result).to.contain("Nothing was repaired and nothing was left out.");
  });
});
