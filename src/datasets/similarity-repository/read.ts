import type { ReadDataset } from "../dataset.js";
import { readParts } from "../rdms/read-parts.js";
import { readResponses } from "./read-responses.js";
import { readScores } from "./read-scores.js";

/** Reads two sets of responses, and what 32 packages give for their similarity by 192 measures. */
export const read: ReadDataset = (manifest, files, options) =>
  readParts(manifest, files, options, { responses: readResponses, scores: readScores });
