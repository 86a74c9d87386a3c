import type { ReadDataset } from "../dataset.js";
import { readParts } from "../rdms/read-parts.js";
import { readMatStacks } from "./read-mat-stacks.js";
import { readNpzRdms } from "./read-npz-rdms.js";

/** Reads the fMRI RDMs of the Algonauts challenge 2019, RDMs of models on its images, and two submissions. */
export const read: ReadDataset = (manifest, files, options) =>
  readParts(manifest, files, options, { mat: readMatStacks, npz: readNpzRdms });
