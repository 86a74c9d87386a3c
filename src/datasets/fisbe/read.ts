import { matchesPattern } from "../../manifest/matches-pattern.js";
import type { Manifest } from "../../manifest/schema.js";
import type { ReadDataset } from "../dataset.js";
import { manifestFact } from "../manifest-fact.js";
import { readEachPart } from "../read-each-part.js";
import { openVolumeArray } from "../volumes/open-volume-array.js";
import { volumeBatches } from "../volumes/volume-batches.js";
import { voxelEdges } from "../volumes/voxel-edges.js";
import { type FoundSample, findSamples } from "./find-samples.js";
import { reportPlace } from "./report-place.js";
import { readSampleList } from "./sample-list.js";
import { sampleRows } from "./sample-rows.js";
import { storedArrays } from "./stored-arrays.js";

/** The folder of the published files below the data folder. */
const folder = "fisbe/v1.0";

/**
 * Reads the list of samples, and the ground truth and the image of every sample that is there, unpacked or inside of the
 * published archives. `options.only` names samples, files, or what is labelled completely or partly.
 */
export const read: ReadDataset = async function* (manifest, files, options) {
  const { signal, only } = options;
  const voxelUm = voxelEdges(manifest);
  const list = manifest.files.find(({ role }) => role === "sample list");
  const source = list && (await files.open(list.path));
  const listed = source ? await readSampleList(source, signal) : [];
  if (list && listed.length > 0) {
    const benchmark = manifestFact(manifest, "benchmark", "the name of the benchmark", isText);
    yield sampleRows(listed, { benchmark, source_file: list.path });
  }
  // no sample is small: none belongs to the manifest's sample files
  if (options.subset === "sample") return;
  const found = await findSamples(files, folder, signal);
  const { isNamed, samples } = chosenSamples(manifest, found.samples, only);
  const { only: _, ...others } = options;
  yield* readEachPart(manifest, isNamed ? others : options, {
    noun: "sample",
    parts: [
      ...samples.map((sample) => ({ id: sample.sample, file: sample.sourceFile, sample })),
      ...found.broken.map((archive) => ({ id: archive.file, ...archive })),
    ],
    async read(part, report) {
      if ("error" in part) throw part.error;
      const found = part.sample;
      const open = (array: string) =>
        openVolumeArray(found.files, found.root, { array, measure: true, ...(signal && { signal }) });
      const entry = listed.find(({ sample }) => sample === found.sample);
      if (listed.length > 0) reportPlace(found, entry, report);
      const arrays = storedArrays(manifest);
      const about = {
        ...{ volume_id: `${found.sample}:gt`, sample: found.sample, role: "ground truth" },
        ...{ split: entry?.split ?? found.split, labelling: entry?.labelling ?? found.labelling },
        ...{ source_file: found.sourceFile, array: placeInFile(found, arrays.labels) },
      };
      const [labels, raw] = [await open(arrays.labels), await open(arrays.raw)];
      return volumeBatches({ about, labels, raw, voxelUm }, { report, signal });
    },
  });
};

/** The samples that a pattern means by something else than their names: a file of the manifest, or how they are labelled. */
function chosenSamples({ files }: Manifest, samples: readonly FoundSample[], only: string | undefined) {
  if (only === undefined || samples.some(({ sample }) => matchesPattern(sample, only)))
    return { isNamed: false, samples };
  const isMeant = (name: string) =>
    matchesPattern(name, only) || matchesPattern(name.slice(name.lastIndexOf("/") + 1), only);
  const places = files.filter(({ path }) => isMeant(path)).map(({ path }) => path);
  const chosen = samples.filter(({ labelling, sourceFile }) => {
    const isInPlace = places.some((path) => sourceFile === path || sourceFile.startsWith(`${path}/`));
    return isInPlace || isMeant(sourceFile) || (labelling !== null && matchesPattern(labelling, only));
  });
  return chosen.length > 0 || places.length > 0 ? { isNamed: true, samples: chosen } : { isNamed: false, samples };
}

function placeInFile({ root, sourceFile }: FoundSample, array: string): string {
  return root === sourceFile ? array : `${root}/${array}`;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
