import { matchesPattern } from "../../manifest/matches-pattern.js";
import type { ReadPublished } from "../dataset.js";
import { publishedOrFailed } from "../published-or-failed.js";
import { keepsTrace } from "./keeps-trace.js";
import { readWorm, wormOf, wormsByNumber } from "./read-worm.js";

/**
 * What the published pipeline takes out of these files: worms by number, labels cut to the number of traces, then only
 * the traces that {@link keepsTrace}. It fills missing samples from other neurons before it looks for straight
 * stretches; here they stay missing. An ROI without a label has the empty name.
 */
export const readPublished: ReadPublished = async function* (manifest, files, options) {
  for (const { path } of await wormsByNumber(manifest, files, options)) {
    const recordingId = wormOf(path);
    if (!matchesPattern(recordingId, options.only ?? "*")) continue;
    const source = await publishedOrFailed(recordingId, options, async () => {
      const { traces, labels, stamps } = await readWorm(files, path, options.signal);
      const kept = [...traces.keys()].filter((column) => keepsTrace(traces[column]!));
      return {
        rawDataFile: path.slice(path.lastIndexOf("/") + 1),
        recordingId,
        ids: kept.map((column) => labels[column] ?? ""),
        traces: kept.map((column) => traces[column]!),
        timeS: stamps.slice(0, traces[0]!.length),
      };
    });
    if (source) yield source;
  }
};
