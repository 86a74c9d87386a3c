import { expect } from "chai";
import fc from "fast-check";
import type { ReadOptions } from "../../src/datasets/dataset.js";
import { clockBatch, stampedDuration, stampsFrom } from "../../src/datasets/imaging-clock.js";
import { neuronChannels } from "../../src/datasets/neuron-channels.js";
import { type ReadRecording, readRecordings } from "../../src/datasets/read-recordings.js";
import { chunkSamples, signalBatches } from "../../src/datasets/signal-batches.js";
import { eventBatch, stateEvents } from "../../src/datasets/state-events.js";
import { traceBlock } from "../../src/datasets/trace-block.js";
import { FormatError } from "../../src/errors.js";
import { matchesPattern } from "../../src/manifest/matches-pattern.js";
import { batchOf, rowCount } from "../../src/tables/batch.js";
import { caught } from "../support/caught.js";
import { collectTables } from "../support/collect-tables.js";
import { exampleFile, exampleManifest } from "../support/example-manifest.js";

const where = { file: "made.h5", place: "made" };

describe("matching a recording's name", () => {
  it("takes * for any run of characters and everything else as it is", () => {
    expect(matchesPattern("2022-07-26-31", "2022-07-26-31")).to.equal(true);
    expect(matchesPattern("2022-07-26-31", "2022-*-31")).to.equal(true);
    expect(matchesPattern("2022-07-26-31", "2022")).to.equal(false);
    expect(matchesPattern("worm1", "worm.")).to.equal(false);
    expect(matchesPattern("a.b(c)", "a.b(*)")).to.equal(true);
  });
});

describe("a block of traces", () => {
  it("is the same filled by rows, in pieces of any size, and by columns", () => {
    const sizes = fc.tuple(
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
    );
    fc.assert(
      fc.property(sizes, ([width, length, step]) => {
        const values = Array.from({ length: width * length }, (_, index) => index + 0.5);
        const byRows = traceBlock(width, length, where);
        for (let row = 0; row < length; row += step) byRows.fill(row, values.slice(row * width, (row + step) * width));
        const byColumns = traceBlock(width, length, where);
        for (let column = 0; column < width; column++) {
          byColumns.fillColumns(
            column,
            Array.from({ length }, (_, row) => values[row * width + column]!),
          );
        }
        expect(byRows.traces).to.deep.equal(byColumns.traces);
        expect(byRows.traces[width - 1]![length - 1]).to.equal(values.at(-1));
      }),
    );
  });

  it("counts missing and infinite samples per trace", () => {
    const block = traceBlock(2, 3, where);
    block.fill(0, [Number.NaN, 1, Number.NaN, 1e39, 0, Number.NEGATIVE_INFINITY]);
    expect([[...block.missing], [...block.infinite]]).to.deep.equal([
      [2, 0],
      [0, 2],
    ]);
  });

  it("refuses sizes that no recording has before taking memory", () => {
    expect(() => traceBlock(2 ** 20, 2 ** 20, where)).to.throw(FormatError, "found 1048576 × 1048576");
  });
});

describe("the imaging clock", () => {
  it("subtracts the origin in float64, where float32 would give steps of 0.125 s", () => {
    const stamps = Float64Array.from({ length: 4 }, (_, index) => 1228334.1461311695 + 0.6 * index);
    const timeS = stampsFrom(stamps, stamps[0]!, 4, where);
    for (const [index, time] of timeS.entries()) expect(time).to.be.closeTo(0.6 * index, 1e-9);
    expect(Math.fround(stamps[1]!) - Math.fround(stamps[0]!)).to.equal(0.625);
  });

  it("lasts from the first to the last stamp and one median step more", () => {
    expect(stampedDuration(Float64Array.of(0, 1, 2, 10))).to.equal(11);
    expect(stampedDuration(Float64Array.of(0, 1, 3))).to.equal(4.5);
    expect(stampedDuration(Float64Array.of(0))).to.equal(0);
  });

  it("is cut into chunks that follow each other", () => {
    const timeS = Float64Array.from({ length: 40_000 }, (_, index) => index);
    const { columns } = clockBatch("made", [{ name: "nir", timeS }]);
    expect(columns.start_sample).to.deep.equal([0, 16384, 32768]);
    expect((columns.time_s as unknown as Float64Array[]).flatMap((chunk) => [...chunk])).to.deep.equal([...timeS]);
  });
});

describe("batches of signals", () => {
  it("hold every sample once, in chunks stamped with the time of their first sample", () => {
    const signals = signalBatches("made", (sample) => sample / 10);
    const traces = Array.from({ length: 70 }, (_, channel) => Float32Array.of(channel));
    const long = Float32Array.from({ length: chunkSamples + 5 }, (_, index) => index);
    for (const [channel, trace] of [...traces, long].entries()) signals.add(channel, trace);
    const batches = signals.finish();
    expect(batches.map(rowCount)).to.deep.equal([64, 8]);
    const { columns } = batches[1]!;
    expect([
      columns.channel_index![7],
      columns.chunk_index![7],
      columns.start_sample![7],
      columns.start_s![7],
    ]).to.deep.equal([70, 1, chunkSamples, chunkSamples / 10]);
    expect(columns.values![7]).to.deep.equal(long.slice(chunkSamples));
  });
});

describe("states as events", () => {
  it("cover each frame with a known state once", () => {
    const states = fc.array(fc.constantFrom("FWD", "REV1", "VT", null), { maxLength: 40 });
    fc.assert(
      fc.property(states, (given) => {
        const events = stateEvents(given, (frame) => frame / 4);
        const { columns } = eventBatch("made", events);
        const frames = new Array<string | null>(given.length).fill(null);
        for (let row = 0; row < rowCount({ table: "events", columns }); row++) {
          const first = Number(columns.onset_s![row]) * 4;
          frames.fill(String(columns.label![row]), first, first + Number(columns.duration_s![row]) * 4);
        }
        expect(frames).to.deep.equal(given);
      }),
    );
  });
});

describe("identities of a recording's traces", () => {
  it("leaves traces without a label alone and joins comments", () => {
    const [none, open, alias] = neuronChannels([
      undefined,
      { label: "AWCON", comment: "seen twice" },
      { label: "IL2V4", confidence: 0.5 },
    ]);
    expect(none).to.include({ name_source: null, name: null, name_rule: null, status: "good" });
    expect(open).to.include({ name: null, neuron_class: "AWC", name_candidates: '["AWCL","AWCR"]' });
    expect(open?.name_comment).to.match(/^seen twice; ON is a functional identity/);
    expect(alias).to.include({ name: "IL2VR", name_rule: "alias", name_confidence: 0.5, name_candidates: null });
  });

  it("marks both of two spellings of one name", () => {
    const channels = neuronChannels([{ label: "VB02" }, { label: "VB2" }, { label: "RMF?" }, { label: "RMF?" }]);
    expect(channels.map(({ status }) => status)).to.deep.equal(["duplicate", "duplicate", "good", "good"]);
  });
});

describe("reading recording by recording", () => {
  const manifest = exampleManifest({
    files: ["a", "b", "c"].map((name) =>
      exampleFile({
        path: `${name}.h5`,
        subset: name === "a" ? "sample" : "full",
        group: { subject: name, session: null },
      }),
    ),
  });
  const readOne: ReadRecording = async (recordingId, file, report) => {
    report({ source_file: file.path, place: "here", rule: "seen", severity: "note", found: "it", action: "none" });
    if (recordingId === "b") throw new FormatError({ file: file.path, place: "head", expected: "x", found: "y" });
    return [batchOf("recordings", [{ recording_id: recordingId }])];
  };
  const readAll = (options: ReadOptions) => collectTables(readRecordings(manifest, options, readOne));
  const idsOf = (tables: Awaited<ReturnType<typeof readAll>>) =>
    tables.rows("recordings").map(({ recording_id }) => recording_id);

  it("ends with the error of a recording by default", async () => {
    expect((await caught(readAll({}))).message).to.equal("b.h5: head: expected x, found y");
  });

  it("goes on without that recording when failures are listened to, and numbers all findings", async () => {
    const failed: string[] = [];
    const tables = await readAll({ onFailure: (recordingId) => failed.push(recordingId) });
    expect(failed).to.deep.equal(["b"]);
    expect(idsOf(tables)).to.deep.equal(["a", "c"]);
    expect(tables.rows("findings")[1]?.found).to.equal("recording b: b.h5: head: expected x, found y");
    const findings = tables
      .rows("findings")
      .map(({ finding_index, recording_id, rule }) => [...[finding_index, recording_id, rule]]);
    expect(findings).to.deep.equal([
      [0, "a", "seen"],
      [1, null, "unreadable-recording"],
      [2, "c", "seen"],
    ]);
  });

  it("reads the sample, or what a pattern names", async () => {
    expect(idsOf(await readAll({ subset: "sample" }))).to.deep.equal(["a"]);
    expect(idsOf(await readAll({ only: "c" }))).to.deep.equal(["c"]);
    expect((await caught(readAll({ only: "d" }))).tag).to.equal("unknown-name");
  });

  it("stops when it is told to, also where failures are listened to", async () => {
    const stop = new AbortController();
    const reading = readRecordings(manifest, { signal: stop.signal, onFailure: () => undefined }, readOne);
    await reading.next();
    stop.abort();
    const error = await caught(async () => {
      for await (const _ of reading);
    });
    expect(error.name).to.equal("AbortError");
  });

  it("does not swallow errors that are not about the data", async () => {
    const broken: ReadRecording = async () => {
      throw new TypeError("a slip in the program");
    };
    const reading = collectTables(readRecordings(manifest, { onFailure: () => undefined }, broken));
    expect(await caught(reading)).to.be.instanceOf(TypeError);
  });
});
