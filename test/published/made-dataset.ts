import type { Dataset, PublishedSource } from "../../src/datasets/dataset.js";
import { loadManifest } from "../../src/node/manifests.js";
import { createRandom } from "../../src/random/create-random.js";

/** One made recording: noise under each label. */
export function madeSource(recordingId: string, ids: PublishedSource["ids"], frames = 620): PublishedSource {
  const random = createRandom("made").derive(recordingId);
  const trace = () => Float64Array.from({ length: frames }, () => random.normal());
  const timeS = Float64Array.from({ length: frames }, (_, frame) => 100 + frame * 0.4);
  return { recordingId, rawDataFile: "made.mat", ids, traces: ids.map(trace), timeS };
}

/** A dataset of the product that gives these recordings; one that is an error fails, as an unreadable file does. */
export async function madeDataset(
  sources: readonly (PublishedSource | { readonly recordingId: string; readonly error: Error })[],
): Promise<Dataset> {
  return {
    manifest: await loadManifest("kato2015"),
    // biome-ignore lint/correctness/useYield: nothing of the corrected mode is read
    async *read() {
      throw new Error("the corrected mode was read");
    },
    async *readPublished(_files, options) {
      for (const source of sources) {
        if (!("error" in source)) yield source;
        else if (!options?.onFailure) throw source.error;
        else options.onFailure(source.recordingId, source.error as never);
      }
    },
  };
}
