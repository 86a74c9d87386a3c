import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openDataStore } from "../src/node/data-store.js";
import { loadDataset } from "../src/node/datasets.js";
import { diskFolder } from "../src/node/disk-folder.js";
import { exportTables } from "../src/node/export-tables.js";
import { openTables } from "../src/node/open-tables.js";
import { preparePublished } from "../src/node/prepare-published.js";
import { processorSeconds } from "./processor-seconds.js";

const [data, out] = process.argv.slice(2) as [string, string];
const begin = performance.now();
const dataset = await loadDataset("kato2015");
const store = await openDataStore({ mirror: data, offline: true });
const files = await store.ensure(dataset.manifest, { subset: "full" });
const { worms } = await preparePublished(dataset, { files, out });
const prepared = (performance.now() - begin) / 1000;
const [file] = await exportTables(await openTables(out), "celegans-neural-data", diskFolder(join(out, "product")));
const seconds = (performance.now() - begin) / 1000;
const cpuSeconds = processorSeconds();
const sha256 = createHash("sha256")
  .update(readFileSync(join(out, "product", file!.path)))
  .digest("hex");
const maxRssBytes = process.resourceUsage().maxRSS * 1024;
console.log(
  JSON.stringify({
    seconds,
    cpuSeconds,
    perWormSeconds: seconds / worms.length,
    prepared,
    rows: file!.rows,
    sha256,
    maxRssBytes,
  }),
);
