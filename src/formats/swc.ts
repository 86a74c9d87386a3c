/**
 * The text format of neuron skeletons (Cannon et al. 1998, https://doi.org/10.1016/S0165-0270(98)00091-0): lines of header
 * that begin with `#`, then a point per line: number, label, x, y, z, radius, number of the parent or -1.
 *
 * @module
 */

export { readSwc, type SwcReadOptions } from "./swc/read-swc.js";
export { swcFileName } from "./swc/swc-file-name.js";
export type { SwcPoints } from "./swc/swc-points.js";
export { type SwcTree, type SwcWriteOptions, writeSwc } from "./swc/write-swc.js";
