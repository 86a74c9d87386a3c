import type { ReadDataset } from "../dataset.js";
import { readParts } from "../rdms/read-parts.js";
import { readAnimacy } from "./read-animacy.js";
import { readArrangements } from "./read-arrangements.js";
import { readPatterns } from "./read-patterns.js";

/** Reads the small examples that rsatoolbox ships: arrangements, a model RDM with labels, simulated patterns. */
export const read: ReadDataset = (manifest, files, options) =>
  readParts(manifest, files, options, {
    arrangements: readArrangements,
    animacy: readAnimacy,
    patterns: readPatterns,
  });
