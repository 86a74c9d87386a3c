import { join } from "node:path";
import type { MatValue } from "../src/formats/mat/mat-value.js";
import { openMat } from "../src/formats/mat.js";
import { fileSource } from "../src/node/file-source.js";
import { processorSeconds } from "./processor-seconds.js";

const [data, times, ...paths] = process.argv.slice(2) as [string, string, ...string[]];

/** How many numbers a value holds, with all that is inside of it: both sides have to come to the same count. */
function count(value: MatValue): number {
  if (value.kind === "numeric") return value.values.length;
  if (value.kind === "cell") return value.items.reduce((sum, item) => sum + count(item), 0);
  if (value.kind !== "struct") return 0;
  return value.elements.reduce(
    (sum, element) => sum + Object.values(element).reduce((inner, field) => inner + count(field), 0),
    0,
  );
}

const begin = performance.now();
let numbers = 0;
for (let time = 0; time < Number(times); time++) {
  for (const path of paths) {
    const file = await openMat(await fileSource(join(data, "celegans", path)));
    for (const { name } of file.variables) numbers += count(await file.read(name));
    file.close();
  }
}
const seconds = (performance.now() - begin) / 1000;
const cpuSeconds = processorSeconds();
console.log(JSON.stringify({ seconds, cpuSeconds, numbers, maxRssBytes: process.resourceUsage().maxRSS * 1024 }));
