import { join } from "node:path";
import { expect } from "chai";
import { build } from "esbuild";
import { packageRoot } from "../../src/node/package-root.js";
import { makeNpy, makeNpz } from "../support/make-npz.js";
import { answerRange } from "../support/range-server.js";
import { temporaryFolder } from "../support/temporary-folder.js";
import { chromium, toldByBrowser } from "../support/told-by-browser.js";
import { numbers, writeHdf5 } from "../support/write-hdf5.js";

/** What the page does; its source goes to the browser as it is, so that it may use nothing from outside. */
async function work(loom: typeof import("../../src/index.js"), origin: string): Promise<Record<string, unknown>> {
  const seen: Record<string, unknown> = {};
  const bytes = new Uint8Array(await (await fetch(`${origin}/made.h5`)).arrayBuffer());
  const remote = { fetch: (url: string, init: RequestInit) => fetch(url, init) };
  const blob = loom.blobSource("made.h5", new Blob([bytes]));
  for (const source of [blob, await loom.httpSource(`${origin}/made.h5`, remote)]) {
    const file = await loom.openHdf5(source);
    const dataset = await file.dataset("traces/all");
    seen[source === blob ? "hdf5Blob" : "hdf5Http"] = [...(await dataset.numbers([[2, 4], null]))];
    file.close();
  }
  const npz = await loom.openNpz(await loom.httpSource(`${origin}/made.npz`, remote));
  seen.npz = [...((await (await npz.open("values")).read()) as Float64Array)];

  const recording_id = "r1";
  const clock = { clock: "imaging", sampling_rate_hz: 2 };
  const batches = [
    loom.batchOf("recordings", [
      {
        ...{ recording_id, modality: "calcium-imaging", sampling_rate_hz: 2, n_samples: 40 },
        ...{ n_channels: 2, duration_s: 20, source_file: "made.h5" },
      },
    ]),
    loom.batchOf(
      "channels",
      ["AVAL", "AVAR"].map((name, channel_index) => ({
        ...{ recording_id, channel_index, kind: "neuron", name, name_source: name, quantity: "ratio", ...clock },
      })),
    ),
    loom.batchOf(
      "signals",
      [0, 1].map((channel_index) => ({
        ...{ recording_id, channel_index, chunk_index: 0, start_sample: 0, start_s: 0 },
        values: Float32Array.from({ length: 40 }, (_, index) =>
          index === 5 ? Number.NaN : index * (1 + channel_index),
        ),
      })),
    ),
  ];
  const folder = loom.memoryFolder();
  const writer = loom.createTableWriter(folder, { partition: { name: "dataset_id", value: "made" } });
  for (const batch of batches) await writer.write(batch);
  seen.rows = (await writer.finish()).map(({ table, rows }) => [table, rows]);
  seen.problems = await loom.validate(folder);
  const tables = await loom.openTables(folder);
  for await (const recording of loom.datasetOf(tables).recordings()) {
    const view = await loom.toMatrix(recording, { channels: ["AVAR"], window: { startS: 2, endS: 4 } });
    seen.matrix = [[...view.timeS], [...view.values].map(String), [...view.mask]];
  }
  const view = await loom.readRecordingView(tables, { recordingId: recording_id });
  seen.plot = loom.svgText(loom.traceHeatmap(view, { document }).svg).slice(0, 4);
  const report = await loom.buildReport(tables, tables.index, { document, toolVersion: "0.0.0", commands: ["again"] });
  seen.report = [report.startsWith("<!doctype html>"), report.includes("AVAL"), report.includes("<svg")];
  return seen;
}

const page = `<!doctype html><meta charset="utf-8"><script type="module">
const tell = (value) => fetch("/result", { method: "POST", body: JSON.stringify(value) });
const work = ${work.toString()};
addEventListener("error", ({ message }) => tell({ error: message }));
import("/bundle/index.js").then((loom) => work(loom, location.origin)).then(tell, (error) => tell({ error: String(error?.stack ?? error) }));
</script>`;

// Where there is no browser there is no suite, rather than one that is skipped: a skipped test means that a file of the
// mirror is missing, and none may be.
if (chromium) {
  describe("the bundle in a browser", function () {
    this.timeout(120_000);
    const profile = temporaryFolder();

    it("reads HDF5 and NPZ, writes and reads Parquet, draws, and reports", async () => {
      const { outputFiles } = await build({
        ...{ entryPoints: [join(packageRoot(), "src/index.ts")], bundle: true, write: false, splitting: true },
        ...{ format: "esm", platform: "browser", outdir: "/bundle", logLevel: "silent" },
      });
      const scripts = new Map(
        outputFiles.map(({ path, contents }) => [`/bundle/${path.split(/[\\/]/).at(-1)}`, contents]),
      );
      const files: Readonly<Record<string, Uint8Array>> = {
        "/made.h5": await writeHdf5({ "traces/all": numbers([5, 3], (index) => index / 2) }),
        "/made.npz": await makeNpz({ values: makeNpy([2, 2], [1, 2.5, -3, 4]) }),
      };
      const told = await toldByBrowser(profile(), (request, response) => {
        const path = request.url ?? "/";
        const script = scripts.get(path);
        if (path === "/") response.writeHead(200, { "content-type": "text/html" }).end(page);
        else if (script) response.writeHead(200, { "content-type": "text/javascript" }).end(script);
        else if (!files[path]) response.writeHead(404).end();
        else if (!request.headers.range) response.writeHead(200).end(files[path]);
        else {
          const { status, headers, body } = answerRange(files[path], request.headers.range);
          response.writeHead(status, { ...headers, etag: '"first"' }).end(body);
        }
      });
      expect(told).to.deep.equal({
        hdf5Blob: [3, 3.5, 4, 4.5, 5, 5.5],
        hdf5Http: [3, 3.5, 4, 4.5, 5, 5.5],
        npz: [1, 2.5, -3, 4],
        rows: [
          ["recordings", 1],
          ["channels", 2],
          ["signals", 2],
        ],
        problems: [],
        matrix: [
          [2, 2.5, 3, 3.5],
          ["8", "NaN", "12", "14"],
          [1, 0, 1, 1],
        ],
        plot: "<svg",
        report: [true, true, true],
      });
    });
  });
}
