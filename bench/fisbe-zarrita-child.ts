import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { get, open, root } from "zarrita";
import { processorSeconds } from "./processor-seconds.js";

/** Decodes a whole array of labels with zarrita, and on request counts its values one by one, the plain way to a table. */
const [folder, path = "volumes/gt_instances", task = "decode"] = process.argv.slice(2);
const store = {
  get: async (key: string) => readFile(join(folder!, key)).catch(() => undefined),
};
const [begin, clock] = [processorSeconds(), performance.now()];
const array = await open(root(store).resolve(path), { kind: "array" });
const { data } = await get(array);
const decoded = { seconds: processorSeconds() - begin, clockSeconds: (performance.now() - clock) / 1000 };
const counts = new Map<number, number>();
if (task === "count") {
  for (const value of data as Uint8Array) if (value !== 0) counts.set(value, (counts.get(value) ?? 0) + 1);
}
console.log(
  JSON.stringify({
    decoded,
    seconds: processorSeconds() - begin,
    clockSeconds: (performance.now() - clock) / 1000,
    elements: (data as Uint8Array).length,
    counts: Object.fromEntries([...counts].sort(([a], [b]) => a - b)),
    cpuSeconds: processorSeconds(),
    maxRssBytes: process.resourceUsage().maxRSS * 1024,
  }),
);
