import type { Floats, MatrixView } from "../provider.js";
import { fullView } from "../views.js";
import { copyRun } from "./copy-run.js";
import { type Precision, rowPadding, type Workspace } from "./workspace.js";

/** A factor of a product: lanes are the rows of A or the columns of B, terms are what is summed over. */
export interface Factor {
  readonly values: Floats;
  readonly offset: number;
  readonly laneStride: number;
  readonly termStride: number;
  /** What a group of lanes takes of one term in the packed order: 4 rows of A, or 32 bytes of columns of B. */
  readonly groupLanes: number;
}

/** The left factor, packed in groups of four rows. */
export function leftFactor(a: MatrixView): Factor {
  const { values, offset, rowStride, columnStride } = fullView(a);
  return { values, offset, laneStride: rowStride, termStride: columnStride, groupLanes: 4 };
}

/** The right factor, packed in groups of 32 bytes of columns. */
export function rightFactor(b: MatrixView, { bytes }: Precision): Factor {
  const { values, offset, rowStride, columnStride } = fullView(b);
  return { values, offset, laneStride: columnStride, termStride: rowStride, groupLanes: 32 / bytes };
}

/** Lanes and terms of a factor, each by the first one and their number. */
export interface Part {
  readonly lane: number;
  readonly lanes: number;
  readonly term: number;
  readonly terms: number;
}

/** Runs shorter than this are not worth a call each. */
const shortRun = 8;

/**
 * Packs a part of a factor to an address: copies it into the memory of the kernels as it lies, which is fast, and lets a
 * kernel bring it into order. Lanes that fill up the last group hold anything; what they give is not read.
 */
export function packBlock(
  space: Workspace,
  precision: Precision,
  factor: Factor,
  { lane, lanes, term, terms }: Part,
  address: number,
): void {
  const { values, laneStride, termStride, groupLanes } = factor;
  const { staged } = space.at;
  const start = factor.offset + lane * laneStride + term * termStride;
  const groups = Math.ceil(lanes / groupLanes);
  const groupBytes = groupLanes * precision.bytes;
  if (laneStride === 1 && (termStride !== 1 || lanes >= terms) && lanes >= shortRun) {
    const distance = stageRuns(space, precision, { values, start, stride: termStride, count: terms, length: lanes });
    space.packTerms(staged, distance * precision.bytes, address, groups, terms, groupBytes);
    return;
  }
  const distance =
    termStride === 1
      ? stageRuns(space, precision, { values, start, stride: laneStride, count: lanes, length: terms })
      : stageEach(space, precision, factor, start, lanes, terms);
  precision.packLanes(staged, distance * precision.bytes, address, groups, terms, groupBytes);
}

/** Runs of numbers side by side, `stride` apart. */
interface Runs {
  readonly values: Floats;
  readonly start: number;
  readonly stride: number;
  readonly count: number;
  readonly length: number;
}

/** Copies runs to where they are packed from, and gives how far apart they lie there. */
function stageRuns({ at }: Workspace, { bytes, memory }: Precision, runs: Runs): number {
  const { values, start, stride, count, length } = runs;
  const staged = at.staged / bytes;
  // where little lies between them, it is copied along: one call instead of many
  if (stride >= length && stride <= 2 * length && count * stride * bytes <= at.packedA - at.staged) {
    copyRun(values, start, (count - 1) * stride + length, memory, staged);
    return stride;
  }
  const distance = length + rowPadding / bytes;
  for (let k = 0; k < count; k++) copyRun(values, start + k * stride, length, memory, staged + k * distance);
  return distance;
}

/** Copies numbers that lie apart in both directions, lane after lane. */
function stageEach(
  { at }: Workspace,
  { bytes, memory }: Precision,
  { values, laneStride, termStride }: Factor,
  start: number,
  lanes: number,
  terms: number,
): number {
  const distance = terms + rowPadding / bytes;
  for (let i = 0, to = at.staged / bytes; i < lanes; i++, to += distance) {
    const from = start + i * laneStride;
    for (let t = 0; t < terms; t++) memory[to + t] = values[from + t * termStride]!;
  }
  return distance;
}
