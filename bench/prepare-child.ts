import { openDataStore } from "../src/node/data-store.js";
import { loadDataset } from "../src/node/datasets.js";
import { prepareDataset } from "../src/node/prepare.js";

const [data, out, copies] = process.argv.slice(2) as [string, string, string];
const begin = performance.now();
for (let copy = 0; copy < Number(copies); copy++) {
  for (const id of ["dag2023", "kato2015"]) {
    const dataset = await loadDataset(id);
    const manifest = copies === "1" ? dataset.manifest : { ...dataset.manifest, id: `${id}-${copy}` };
    const store = await openDataStore({ mirror: data, offline: true });
    const files = await store.ensure(manifest, { subset: "full" });
    await prepareDataset({ ...dataset, manifest }, { files, out });
  }
}
const seconds = (performance.now() - begin) / 1000;
console.log(JSON.stringify({ seconds, maxRssBytes: process.resourceUsage().maxRSS * 1024 }));
