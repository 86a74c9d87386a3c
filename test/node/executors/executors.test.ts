import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { EmptyResultError } from "../../../src/errors.js";
import type { ExecutorName } from "../../../src/node/executors/executors.js";
import { openTables } from "../../../src/node/open-tables.js";
import { type OperationRun, type RunOperationOptions, runOperation } from "../../../src/node/run-operation.js";
import { createFolderWriter } from "../../../src/node/table-folder.js";
import { createRandom } from "../../../src/random/create-random.js";
import { rowsOf, type TableBatch } from "../../../src/tables/batch.js";
import type { Row, TableName } from "../../../src/tables/tables.js";
import { caught } from "../../support/caught.js";
import { type SmallRecording, smallTables } from "../../support/small-tables.js";
import { filesBelow, temporaryFolder } from "../../support/temporary-folder.js";

const names = ["AVAL", "AVAR", "RIML", "RIMR", "SMDVL"];
const samples = 60;

function wormNamed(id: string): SmallRecording {
  const random = createRandom(id);
  const channels = names.map((name, k) => ({
    name,
    values: Array.from({ length: samples }, (_, t) => (t % 17 === k ? Number.NaN : random.normal())),
  }));
  return {
    id,
    channels,
    states: [
      [0, 20, "FWD"],
      [20, 15, "REVSUS"],
      [35, 25, "FWD"],
    ],
  };
}

const worms = ["worm3", "worm1", "worm4", "worm2", "worm5"];

describe("node: executors", () => {
  const folder = temporaryFolder();

  async function writeInput(recordings: readonly SmallRecording[], dataset = "small"): Promise<string> {
    const input = join(folder(), `input-${dataset}`);
    const writer = createFolderWriter(input, { partition: { name: "dataset_id", value: dataset } });
    for (const batch of smallTables(recordings)) await writer.write(batch);
    await writer.finish();
    return input;
  }

  async function rowsIn<T extends TableName>(dir: string, table: T): Promise<Row<T>[]> {
    const rows: Row<T>[] = [];
    for await (const batch of (await openTables(dir)).read(table)) {
      rows.push(...rowsOf(batch as TableBatch & { table: T }));
    }
    return rows;
  }

  /** SHA-256 of every part on the disk, provenance aside. */
  async function sums(dir: string, { parts }: OperationRun): Promise<readonly string[]> {
    const tables = parts.filter(({ table }) => table !== "provenance");
    return Promise.all(
      tables.map(async ({ path, sha256 }) => {
        const found = createHash("sha256")
          .update(await readFile(join(dir, path)))
          .digest("hex");
        expect(found).equal(sha256);
        return `${path} ${found}`;
      }),
    );
  }

  it("write the same bytes, locally and with 1, 2 and 4 workers", async function () {
    this.timeout(120_000);
    const input = await writeInput(worms.map(wormNamed));
    const operations: readonly [string, unknown][] = [
      ["correlation", {}],
      ["principal-components", { count: 3 }],
      ["state-means", {}],
      ["resample-align", { rate_hz: 3 }],
      [
        "process-traces",
        {
          processing: [
            { impute: "low-rank", rank: 2 },
            { resample: "cubic", rate_hz: 3 },
          ],
        },
      ],
      ["principal-components", { processing: "published-in-seconds" }],
    ];
    const few: readonly [ExecutorName, number][] = [
      ["local", 1],
      ["workers", 2],
    ];
    const all: typeof few = [...few, ["workers", 1], ["workers", 4]];
    for (const [operation, params] of operations) {
      const found = new Set<string>();
      for (const [executor, jobs] of operation === "correlation" ? all : few) {
        const to = join(folder(), `${operations.findIndex((one) => one[1] === params)}-${executor}-${jobs}`);
        const run = await runOperation({ operation, params, from: [input], to, executor, jobs });
        expect(run.failed).deep.equal([]);
        expect(run.partitions).equal(worms.length);
        found.add((await sums(to, run)).join("\n"));
        if (operation === "correlation") {
          const order = new Set((await rowsIn(to, "correlations")).map((row) => row.recording_id));
          expect([...order]).deep.equal(worms);
        }
      }
      expect(found.size, operation).equal(1);
    }
  });

  for (const executor of ["local", "workers"] as const) {
    it(`${executor}: list a partition that fails and keep the others`, async () => {
      const mixed = wormNamed("worm2");
      const broken = { ...mixed, channels: [...mixed.channels, { name: "odd", clock: "nir", values: [1, 2, 3] }] };
      const input = await writeInput([wormNamed("worm1"), broken, wormNamed("worm3")]);
      const to = join(folder(), "out");
      const run = await runOperation({ operation: "correlation", from: [input], to, executor, jobs: 2 });
      expect(run.failed.map(({ partition, tag }) => `${partition} ${tag}`)).deep.equal(["small/worm2 argument"]);
      expect(run.failed[0]!.message).contain("on one clock");
      expect(new Set((await rowsIn(to, "correlations")).map((row) => row.recording_id))).deep.equal(
        new Set(["worm1", "worm3"]),
      );
      const [made] = await rowsIn(to, "provenance");
      expect(JSON.parse(made!.failed!)).deep.equal(run.failed);
    });

    it(`${executor}: stop when asked to and leave nothing`, async () => {
      const input = await writeInput(worms.map(wormNamed));
      const to = join(folder(), "out");
      const stop = new AbortController();
      // asked to stop once the first part of the work is done
      const onProgress = () => stop.abort();
      const options = {
        operation: "state-means",
        from: [input],
        to,
        executor,
        jobs: 2,
        signal: stop.signal,
        onProgress,
      };
      expect((await caught(runOperation(options))).name).equal("AbortError");
      expect(await filesBelow(to)).deep.equal([]);
    });

    it(`${executor}: not begin when stopped before`, async () => {
      const input = await writeInput([wormNamed("worm1")]);
      const options = { operation: "state-means", from: [input], to: join(folder(), "out"), executor };
      expect((await caught(runOperation({ ...options, signal: AbortSignal.abort() }))).name).equal("AbortError");
    });
  }
});

describe("node: runOperation", () => {
  const folder = temporaryFolder();

  async function prepared(dataset: string, ids: readonly string[]): Promise<RunOperationOptions> {
    const input = join(folder(), "input");
    const writer = createFolderWriter(input, { partition: { name: "dataset_id", value: dataset } });
    for (const batch of smallTables(ids.map(wormNamed))) await writer.write(batch);
    await writer.finish();
    return { operation: "state-means", from: [input], to: join(folder(), "out") };
  }

  async function provenance(options: RunOperationOptions, run: OperationRun) {
    const where = { analysis_id: run.analysisId };
    for await (const batch of (await openTables(options.to)).read("provenance", { where })) {
      for (const row of rowsOf({ ...batch, table: "provenance" })) return row;
    }
    throw new Error("no provenance");
  }

  it("notes what ran, on what", async () => {
    const options = await prepared("small", ["worm1"]);
    const run = await runOperation({ ...options, params: { states: ["FWD"] }, seed: "7" });
    const row = await provenance(options, run);
    expect(JSON.parse(row.params)).deep.equal({ channels: "all", event_kind: "state", states: ["FWD"] });
    expect(row).include({ step: 0, operation: "state-means", seed: null, failed: null });
    expect(row.tool_version).match(/^\d+\.\d+\.\d+/);
    expect(row.started_utc).within(Date.now() - 60_000, Date.now());
    const inputs = JSON.parse(row.inputs) as { path: string; sha256: string }[];
    expect(inputs.map(({ path }) => path.split("/")[0])).deep.equal(["channels", "events", "recordings", "signals"]);
    const file = await readFile(join(options.from[0]!, inputs[0]!.path));
    expect(createHash("sha256").update(file).digest("hex")).equal(inputs[0]!.sha256);
  });

  it("names a result after operation, parameters and inputs", async () => {
    const options = await prepared("small", ["worm1"]);
    const first = await runOperation(options);
    expect(first.analysisId).match(/^state-means-[0-9a-f]{12}$/);
    // defaults written out, another folder, another seed: the same work
    const again = { ...options, params: { channels: "all" }, to: join(folder(), "elsewhere"), seed: "9" };
    expect((await runOperation(again)).analysisId).equal(first.analysisId);
    const narrower = await runOperation({ ...options, params: { channels: "named" } });
    expect(narrower.analysisId).not.equal(first.analysisId);
    const other = await prepared("small", ["worm1", "worm2"]);
    expect((await runOperation(other)).analysisId).not.equal(first.analysisId);
  });

  it("takes a name that can stand in a path, and no other", async () => {
    const options = await prepared("small", ["worm1"]);
    expect((await runOperation({ ...options, analysisId: "states.v2" })).parts[0]!.path).contain(
      "analysis_id=states.v2/",
    );
    for (const analysisId of ["", "../x", "a/b", ".hidden", "a b"]) {
      expect(await caught(runOperation({ ...options, analysisId }))).include({ tag: "argument" });
    }
  });

  it("writes into the folder that it reads, again and again", async () => {
    const options = await prepared("small", ["worm1"]);
    const same = { ...options, to: options.from[0]!, analysisId: "states" };
    const first = await runOperation(same);
    expect((await runOperation(same)).rows).deep.equal(first.rows);
    expect((await openTables(same.to)).partitions).have.members(["small", "states"]);
  });

  it("reads only the datasets that are asked for", async () => {
    await prepared("small", ["worm1"]);
    const options = await prepared("other", ["worm1", "worm2"]);
    expect((await runOperation(options)).partitions).equal(3);
    const run = await runOperation({ ...options, only: ["other"] });
    expect([run.partitions, run.rows.state_means]).deep.equal([2, 2 * 2 * names.length]);
    const { inputs } = await provenance(options, run);
    expect(inputs).not.contain("dataset_id=small");
  });

  it("keeps recordings of the same name in two datasets apart", async () => {
    await prepared("small", ["worm1"]);
    const options = await prepared("other", ["worm1"]);
    const run = await runOperation({ ...options, operation: "label-counts" });
    expect(run.rows).deep.equal({ label_counts: 2 });
  });

  it("is an error where no row comes and nothing failed", async () => {
    const options = await prepared("small", ["worm1"]);
    const error = await caught(runOperation({ ...options, params: { event_kind: "none" } }));
    expect(error).instanceOf(EmptyResultError);
    expect(error.message).contain('"event_kind":"none"');
    expect(await filesBelow(options.to)).deep.equal([]);
  });

  it("names the nearest where a name is unknown", async () => {
    const options = await prepared("small", ["worm1"]);
    expect((await caught(runOperation({ ...options, operation: "state-mean" }))).message).contain(
      "nearest: state-means",
    );
    const wrong = await caught(runOperation({ ...options, params: { state: ["FWD"], channels: 3 } }));
    expect(wrong).include({ tag: "schema" });
    expect(wrong.message).contain("nearest: states").contain("channels");
  });
});
