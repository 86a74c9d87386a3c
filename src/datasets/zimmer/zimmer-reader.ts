import type { ByteSource } from "../../bytes/byte-source.js";
import { openRequired } from "../../bytes/file-set.js";
import { openMat } from "../../formats/mat.js";
import { matchesPattern } from "../../manifest/matches-pattern.js";
import type { ManifestFile } from "../../manifest/schema.js";
import { chooseQuantity } from "../choose-quantity.js";
import type { PublishedSource, ReadDataset, ReadPublished } from "../dataset.js";
import { publishedOrFailed } from "../published-or-failed.js";
import { fileName } from "../published-sources.js";
import { presentFiles, type ReportFinding, readFoundRecordings } from "../read-recordings.js";
import { stemOf } from "../stem-of.js";
import { animalStamps } from "./animal-clock.js";
import { idEntries } from "./animal-ids.js";
import { type AnimalPlace, firstField, isEmpty } from "./animal-place.js";
import { animalTraces, tracesInFull } from "./animal-traces.js";
import type { ZimmerLayout } from "./layout.js";
import { type OpenedAnimals, openAnimals } from "./open-animals.js";
import { readAnimal } from "./read-animal.js";

/**
 * The reader of one dataset of the Zimmer lab, MAT files with several animals each: recording `<file>-<index>`, from 0
 * in the order of the file. Traces of one quantity, time vector (or the stated rate), names, states and stimulus.
 */
export function zimmerRead(layout: ZimmerLayout): ReadDataset {
  return async function* (manifest, files, options) {
    const { quantity, signal } = options;
    if (quantity !== undefined) chooseQuantity(manifest, quantity);
    yield* readFoundRecordings(manifest, files, options, async (entry, source) => {
      const opened = await openedAnimals(source, entry, layout, signal);
      const recordings = animalsIn(opened, entry).map((found) => ({
        recordingId: found.recordingId,
        read: async (report: ReportFinding) => {
          if (found.index === 0) reportVariable(opened, entry.path, report);
          return readAnimal({ ...found, report, manifest, entry, layout, quantity });
        },
      }));
      return { recordings };
    });
  };
}

/**
 * What the published pipeline takes out of the same files: the first name of each neuron, null where there is none, the
 * published quantity and the time vector as they are. Animals that lie in files the pipeline does not take are passed
 * over.
 */
export function zimmerReadPublished(layout: ZimmerLayout): ReadPublished {
  const { quantity, files: taken } = layout.published;
  return async function* (manifest, files, options) {
    for (const entry of await presentFiles(manifest, files, options)) {
      if (taken && !taken.includes(stemOf(entry.path))) continue;
      const opened = await publishedOrFailed(entry.path, options, async () =>
        openedAnimals(await openRequired(files, entry.path), entry, layout, options.signal),
      );
      for (const found of opened ? animalsIn(opened, entry) : []) {
        const { recordingId } = found;
        if (!matchesPattern(recordingId, options.only ?? "*")) continue;
        const source = await publishedOrFailed(recordingId, options, async () => ({
          rawDataFile: fileName(entry),
          recordingId,
          ...extracted({ ...found, report: () => undefined }, layout.traces[quantity] ?? [], layout),
        }));
        if (source) yield source;
      }
    }
  };
}

async function openedAnimals(source: ByteSource, entry: ManifestFile, layout: ZimmerLayout, signal?: AbortSignal) {
  const mat = await openMat(source);
  try {
    return await openAnimals(mat, entry.path, layout, signal);
  } finally {
    mat.close();
  }
}

/** The animals of a file with their names and places. */
function animalsIn({ variable, animals }: OpenedAnimals, { path }: ManifestFile) {
  const name = stemOf(path);
  return animals.map((animal, index) => ({
    animal,
    index,
    fileName: name,
    recordingId: `${name}-${index}`,
    file: path,
    place: `${variable}(${index + 1})`,
  }));
}

/** Empty traces, which the pipeline skips, give labels alone. */
function extracted(
  at: AnimalPlace,
  fields: readonly string[],
  layout: ZimmerLayout,
): Pick<PublishedSource, "ids" | "traces" | "timeS"> {
  const entries = idEntries(firstField(at.animal, layout.ids)?.value);
  const field = firstField(at.animal, fields);
  if (field && isEmpty(field.value)) {
    return { ids: entries.map(([first = null]) => first), traces: [], timeS: new Float64Array(0) };
  }
  const traces = animalTraces(at, fields, layout);
  return {
    ids: Array.from({ length: traces.neurons }, (_, neuron) => entries[neuron]?.[0] ?? null),
    traces: tracesInFull(traces),
    timeS: animalStamps(at, layout.time, traces.frames),
  };
}

/** Reports, once per file, a variable of another name. */
function reportVariable({ variable, expectedVariable }: OpenedAnimals, file: string, report: ReportFinding): void {
  if (expectedVariable === undefined) return;
  const where = { source_file: file, place: variable };
  const action = "the only structure of the file is read";
  report({ ...where, rule: "variable-name", severity: "note", expected: expectedVariable, found: variable, action });
}
