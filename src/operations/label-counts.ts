import * as z from "zod/mini";
import { rowsOf } from "../tables/batch.js";
import { datasetOf, type Recording } from "../tables/open-dataset.js";
import type { Row } from "../tables/tables.js";
import { batchesOf } from "./batches-of.js";
import type { Operation } from "./operation.js";
import { recordingReader } from "./recording-reader.js";

const params = z.strictObject({});

/** How many neurons of each recording are labelled, and how many of the labels settle an identity. */
export const labelCounts: Operation<z.infer<typeof params>> = {
  name: "label-counts",
  summary: "Coverage of each recording: neurons, labels, settled, unsettled and doubled identities.",
  params,
  reads: ["recordings", "channels"],
  writes: ["label_counts"],
  partitionBy: "recording_id",
  async *run(input) {
    for await (const recording of datasetOf(input).recordings()) {
      yield* batchesOf("label_counts", [await countLabels(recording)]);
    }
  },
};

async function countLabels(recording: Recording): Promise<Row<"label_counts">> {
  const reader = recordingReader(recording.tables, recording.row);
  const columns = ["kind", "name_source", "name"];
  const counts = new Map<string, number>();
  let [neurons, labelled, unsettled] = [0, 0, 0];
  for await (const batch of reader.read("channels", { columns, where: { kind: "neuron" } })) {
    for (const { name_source, name } of rowsOf({ ...batch, table: "channels" })) {
      neurons++;
      if (name_source === null && name === null) continue;
      labelled++;
      if (name === null) unsettled++;
      else counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  const unique = [...counts.values()].filter((count) => count === 1).length;
  return {
    dataset_id: recording.row.dataset_id,
    recording_id: recording.row.recording_id,
    n_neurons: neurons,
    n_labelled: labelled,
    n_identified: unique,
    n_unsettled: unsettled,
    n_duplicate: labelled - unsettled - unique,
    n_names: counts.size,
  };
}
