import type { FileSet } from "../bytes/file-set.js";
import type { Dataset, ReadOptions } from "../datasets/dataset.js";
import { ArgumentError, isNeuroloomError, NeuroloomError } from "../errors.js";
import { connectomeDatasets } from "../published/connectome-rules.js";
import { publishedConnectomeTables } from "../published/connectome-tables.js";
import { type PublishedTables, publishedTables } from "../published/published-tables.js";
import type { PublishedSettings } from "../published/settings.js";
import type { TableBatch } from "../tables/batch.js";
import { loadManifests } from "./manifests.js";

/** One recording or wiring diagram of a dataset as the published product has it. */
export interface PublishedItem {
  readonly id: string;
  /** `skipped`: a recording that the product does not keep. */
  readonly role: "worm" | "skipped" | "annotation";
  readonly batches: readonly TableBatch[];
}

/** Gives the items of a dataset, one after the other; those that cannot be read go to `reading.onFailure`. */
export type PublishedItems = (
  files: FileSet,
  reading: ReadOptions & Required<Pick<ReadOptions, "onFailure">>,
  settings: PublishedSettings,
) => AsyncIterable<PublishedItem>;

/**
 * How the published product extracts a dataset: recordings of activity, or wiring diagrams.
 *
 * @throws ArgumentError for a dataset that the product does not have, or that cannot be extracted as it does
 */
export async function publishedItemsOf(dataset: Dataset): Promise<PublishedItems> {
  const { id } = dataset.manifest;
  const { readPublishedEdges } = dataset;
  if (readPublishedEdges) {
    return async function* (files, reading) {
      for await (const source of readPublishedEdges(files, reading)) {
        yield { id: source.annotation, role: "annotation", batches: publishedConnectomeTables(id, source) };
      }
    };
  }
  const { rules, readPublished } = await publishedOf(dataset);
  return async function* (files, reading, settings) {
    let worms = 0;
    for await (const source of readPublished(files, reading)) {
      const made = tablesOrFailure(() => publishedTables(source, rules, settings, worms));
      if (made instanceof NeuroloomError) {
        reading.onFailure(source.recordingId, made);
        continue;
      }
      if (made.worm !== null) worms++;
      const role = made.worm === null ? "skipped" : "worm";
      yield { id: source.recordingId, role, batches: made.batches };
    }
  };
}

/**
 * What the published product takes of a dataset of recordings, and how it is extracted.
 *
 * @throws ArgumentError for a dataset that the product does not have, or that cannot be extracted as it does
 */
export async function publishedOf({ manifest, readPublished }: Dataset) {
  const published = manifest.collection?.published;
  if (published && readPublished) {
    const { sourceDataset, naming, imputes } = published;
    return { rules: { datasetId: manifest.id, sourceDataset, naming, imputes }, readPublished };
  }
  const found = `--mode published for ${manifest.id}`;
  const traces = [...(await loadManifests()).values()].filter(({ collection }) => collection?.published);
  const next = `leave --mode out; the product has ${[...traces.map(({ id }) => id), ...connectomeDatasets].join(", ")}`;
  throw new ArgumentError({ argument: "--mode", expected: "a dataset of the published product", found, next });
}

/** Times that fall end a recording, and not the others. */
function tablesOrFailure(make: () => PublishedTables): PublishedTables | NeuroloomError {
  try {
    return make();
  } catch (error) {
    if (isNeuroloomError(error)) return error;
    throw error;
  }
}
