import { readdirSync } from "node:fs";
import { join } from "node:path";
import { openHdf5 } from "../src/formats/hdf5.js";
import { fileSource } from "../src/node/file-source.js";
import { processorSeconds } from "./processor-seconds.js";

const [data, times] = process.argv.slice(2) as [string, string];
const begin = performance.now();
let [values, sum] = [0, 0];
for (let time = 0; time < Number(times); time++) {
  for (const folder of ["swf415_no_id", "swf702_with_id"]) {
    const below = join(data, "celegans", "dag2023", folder);
    for (const name of readdirSync(below).filter((file) => file.endsWith(".h5"))) {
      const file = await openHdf5(await fileSource(join(below, name)));
      for (const entry of await file.list("/gcamp")) {
        const dataset = await file.dataset(`/gcamp/${entry.name}`);
        const read = (await dataset.read()) as ArrayLike<number | bigint>;
        values += read.length;
        // a glance at every array, so that neither side can leave it unread
        sum += Number(read[0]) + Number(read[read.length - 1]);
      }
      file.close();
    }
  }
}
const seconds = (performance.now() - begin) / 1000;
const cpuSeconds = processorSeconds();
console.log(JSON.stringify({ seconds, cpuSeconds, values, sum, maxRssBytes: process.resourceUsage().maxRSS * 1024 }));
