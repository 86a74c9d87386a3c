import { stemOf } from "../stem-of.js";

/** The recording that a file is of: `2022-06-14-01.json` and `2022-06-14-01-data.h5` are of 2022-06-14-01. */
export function recordingIdOf(path: string): string {
  return stemOf(path).replace(/-data$/, "");
}

/** The layouts of a recording, by the ending of its file. */
const layouts: Readonly<Record<string, "json" | "hdf5">> = { json: "json", h5: "hdf5" };

/** The layout of a file; undefined for one that is no recording. */
export function layoutOf(path: string): "json" | "hdf5" | undefined {
  const ending = path.slice(path.lastIndexOf(".") + 1);
  return Object.hasOwn(layouts, ending) ? layouts[ending] : undefined;
}
