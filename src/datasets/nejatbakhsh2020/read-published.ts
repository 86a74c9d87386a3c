import { openRequired } from "../../bytes/file-set.js";
import { openNwb } from "../../formats/nwb.js";
import { matchesPattern } from "../../manifest/matches-pattern.js";
import type { ReadPublished } from "../dataset.js";
import { isPositiveNumber, manifestFact } from "../manifest-fact.js";
import { publishedOrFailed } from "../published-or-failed.js";
import { presentFiles } from "../read-recordings.js";
import { stemOf } from "../stem-of.js";
import { openActivity, storedColumns } from "./open-activity.js";

/**
 * What the published pipeline takes out of these files: the stored numbers, at frame / nominal rate whatever the file
 * says of time; columns without any value vanish with their names. Files by name.
 */
export const readPublished: ReadPublished = async function* (manifest, files, options) {
  const rate = manifestFact(manifest, "nominal_rate_hz", "a positive number", isPositiveNumber);
  for (const { path } of await presentFiles(manifest, files, options)) {
    const recordingId = stemOf(path);
    if (!matchesPattern(recordingId, options.only ?? "*")) continue;
    const source = await publishedOrFailed(recordingId, options, async () => {
      const nwb = await openNwb(await openRequired(files, path), options.signal ? { signal: options.signal } : {});
      try {
        const activity = await openActivity(nwb, path);
        const traces = await storedColumns(activity);
        const kept = [...traces.keys()].filter((column) => !traces[column]!.every(Number.isNaN));
        return {
          rawDataFile: path.slice(path.lastIndexOf("/") + 1),
          recordingId,
          ids: kept.map((column) => activity.labels[column] ?? null),
          traces: kept.map((column) => traces[column]!),
          timeS: Float64Array.from({ length: activity.frames }, (_, frame) => frame / rate),
        };
      } finally {
        nwb.close();
      }
    });
    if (source) yield source;
  }
};
