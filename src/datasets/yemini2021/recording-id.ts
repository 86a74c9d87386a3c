import { stemOf } from "../stem-of.js";

/** Recordings are numbered from 1 in the order of `files`: `Head_Activity_OH16230-1`. */
export function recordingIdOf(path: string, index: number): string {
  return `${stemOf(path)}-${index + 1}`;
}
