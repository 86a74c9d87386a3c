import { openRequired } from "../../bytes/file-set.js";
import { FormatError } from "../../errors.js";
import { matchesPattern } from "../../manifest/matches-pattern.js";
import type { PublishedSource, ReadPublished } from "../dataset.js";
import { isPositiveNumber, manifestFact } from "../manifest-fact.js";
import { publishedOrFailed } from "../published-or-failed.js";
import { presentFiles } from "../read-recordings.js";
import { type FoundWorm, foundWorms } from "./found-worms.js";
import { describingColumns, readWorm, type Worm } from "./read-worm.js";

/** Columns of frames that the pipeline leaves out at the beginning, and at the end. */
const leftOut = { first: 98, last: 1 } as const;

/**
 * What the published pipeline takes out of these files: all rows, without the first 98 columns of frames and the last
 * one, at frame number × `nominal_step_s` of the manifest; worms sorted by the name of their file.
 */
export const readPublished: ReadPublished = async function* (manifest, files, options) {
  const stepS = manifestFact(manifest, "nominal_step_s", "a positive number", isPositiveNumber);
  const worms: FoundWorm[] = [];
  for (const { path } of await presentFiles(manifest, files, options)) {
    const found = await publishedOrFailed(path, options, async () => foundWorms(await openRequired(files, path)));
    worms.push(...(found ?? []));
  }
  worms.sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
  for (const { recordingId, name, open } of worms) {
    if (!matchesPattern(recordingId, options.only ?? "*")) continue;
    const source = await publishedOrFailed(recordingId, options, async () => {
      const file = await open();
      return { rawDataFile: name, recordingId, ...extract(await readWorm(file, options.signal), file.name, stepS) };
    });
    if (source) yield source;
  }
};

function extract(worm: Worm, file: string, stepS: number): Pick<PublishedSource, "ids" | "traces" | "timeS"> {
  if (worm.descriptions.length !== describingColumns) {
    const expected = `${describingColumns} columns before the frames`;
    throw new FormatError({ file, place: "line 1", expected, found: `${worm.descriptions.length}` });
  }
  const kept = (values: Float64Array) => values.slice(leftOut.first, -leftOut.last);
  return {
    ids: worm.neurons.map((label) => (label === "" ? null : label)),
    traces: worm.rows.map(({ values }) => kept(values)),
    timeS: kept(worm.frames).map((frame) => frame * stepS),
  };
}
