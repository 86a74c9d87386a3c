import { createFolderWriter } from "../../src/node/table-folder.js";
import { smallDataset } from "./small-dataset.js";

// Writes the same dataset into a folder over and over, until it is killed: every version has its own first sample.
const [folder, dataset, firstVersion] = process.argv.slice(2);
for (let version = Number(firstVersion); ; version++) {
  const partition = { name: "dataset_id", value: dataset! } as const;
  const writer = createFolderWriter(folder!, { partition, rowGroupBytes: 2000 });
  for (const batch of smallDataset({ offset: version * 1000, samples: 200 + (version % 5) })) await writer.write(batch);
  await writer.finish();
  process.send?.(version);
}
