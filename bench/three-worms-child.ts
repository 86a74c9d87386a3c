import { neuralDataColumns } from "../src/export/celegans-neural-data.js";
import { fileSource } from "../src/node/file-source.js";
import { optional, type TableDefinition } from "../src/tables/definition.js";
import { publishedTraces } from "../src/tables/definitions/published-traces.js";
import { scanParquet } from "../src/tables/parquet/scan-parquet.js";
import { processorSeconds } from "./processor-seconds.js";

const [ownBytes, path, dataset, ...worms] = process.argv.slice(2) as [string, string, string, ...string[]];
const begin = performance.now();
const file = await fileSource(path);
let [bytesRead, rows, samples] = [0, 0, 0];
const counting = {
  ...file,
  read(start: number, end: number, signal?: AbortSignal) {
    bytesRead += end - start;
    return file.read(start, end, signal);
  },
};
const nullable = neuralDataColumns.map((name) => [name, optional(publishedTraces.columns[name].type, "")] as const);
const table: TableDefinition = { ...publishedTraces, columns: Object.fromEntries(nullable) };
const where = { source_dataset: [dataset], worm: worms };
for await (const found of scanParquet(counting, table, { columns: neuralDataColumns, where })) {
  rows += found.length;
  for (const trace of found.columns.calcium_data!) samples += (trace as Float32Array).length;
}
const seconds = (performance.now() - begin) / 1000;
const cpuSeconds = processorSeconds();
const share = { bytesRead, ownBytes: Number(ownBytes), bytesReadOverOwn: bytesRead / Number(ownBytes) };
console.log(
  JSON.stringify({ seconds, cpuSeconds, rows, samples, ...share, maxRssBytes: process.resourceUsage().maxRSS * 1024 }),
);
