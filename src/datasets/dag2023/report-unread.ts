import { behaviourSeries, bodyAngles } from "./behaviour-series.js";
import type { OpenRecording } from "./read-behaviour.js";

const read: ReadonlySet<string> = new Set([
  ...[...behaviourSeries, ...bodyAngles, "reversal_events"].map((name) => `behavior/${name}`),
  "gcamp/idx_nsm",
  "timing/timestamp_confocal",
  "timing/timestamp_nir",
  "timing/time_food_encounter",
  "neuropal_registration/roi_match",
]);

/** Reports what stands in the file and in no table, and an idx_splits that does not name the frames. */
export async function reportUnread(recording: OpenRecording, traceDatasets: readonly string[]): Promise<void> {
  const { hdf5, file, frames, report } = recording;
  const unread: string[] = [];
  for (const group of await hdf5.list()) {
    if (group.kind !== "group") unread.push(group.name);
    else {
      for (const { name } of await hdf5.list(`/${group.name}`)) {
        const path = `${group.name}/${name}`;
        if (!read.has(path) && !traceDatasets.includes(path)) unread.push(path);
      }
    }
  }
  if (unread.length > 0) {
    const found = unread.join(", ");
    report({ source_file: file, place: "/", rule: "not-read", severity: "note", found, action: "in no table" });
  }
  const place = "/gcamp/idx_splits";
  if (!(await hdf5.has(place))) return;
  const splits = await hdf5.dataset(place);
  const shape = splits.shape ?? [];
  const isUsual = shape.length === 2 && shape[0] === 2 && shape[1] === 1;
  const [first, last] = isUsual ? await splits.numbers() : [];
  if (first === 1 && last === frames) return;
  const found = isUsual ? `${first} to ${last}` : `an array of ${shape.join(" × ")}`;
  const expected = `2 × 1: 1 to ${frames}`;
  report({ source_file: file, place, rule: "idx-splits", severity: "note", expected, found, action: "ignored" });
}
