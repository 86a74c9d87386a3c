import { join } from "node:path";
import { readLabels } from "../../../src/datasets/dag2023/read-labels.js";
import type { PublishedSource } from "../../../src/datasets/dataset.js";
import { loadDataset } from "../../../src/node/datasets.js";
import { fileSource } from "../../../src/node/file-source.js";
import { folderFiles } from "../../../src/node/folder-files.js";
import { publishedOf } from "../../../src/node/published-items.js";
import type { PageSources } from "./facts.js";

/** What the published pipeline extracts of a dataset in a mirror, by recording. */
export async function publishedSourcesOf(id: string, mirror: string): Promise<ReadonlyMap<string, PublishedSource>> {
  const sources = new Map<string, PublishedSource>();
  const { readPublished } = await publishedOf(await loadDataset(id));
  for await (const source of readPublished(folderFiles(mirror))) sources.set(source.recordingId, source);
  return sources;
}

/** All that the page is made from. */
export async function pageSources(mirror: string): Promise<PageSources> {
  const dictionary = "celegans/dag2023/NeuroPAL_labels_dict.jld2";
  const labels = await readLabels(await fileSource(join(mirror, dictionary), dictionary));
  return {
    kato: await publishedSourcesOf("kato2015", mirror),
    dag: await publishedSourcesOf("dag2023", mirror),
    flavell: await publishedSourcesOf("flavell2023", mirror),
    lostLabels: labels.get("2022-07-27-45")!.length,
  };
}
