import type { ReadDataset } from "../dataset.js";
import { readParts } from "../rdms/read-parts.js";
import { readCategories } from "./read-categories.js";
import { readNamedRdms } from "./read-named-rdms.js";
import { readSquares } from "./read-squares.js";

/** Reads the RDMs of the 92 images of Kriegeskorte et al. (2008) and the categories of the images. */
export const read: ReadDataset = (manifest, files, options) =>
  readParts(manifest, files, options, {
    named: readNamedRdms,
    categories: readCategories,
    squares: readSquares,
  });
