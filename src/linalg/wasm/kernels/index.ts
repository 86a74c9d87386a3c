// AssemblyScript, compiled by scripts/build-kernels.mjs into ../kernel-bytes.ts. Addresses and strides come from the callers.
import { multiplyPanels } from "./multiply-panels";
import { packLanes } from "./pack";

export { packTerms } from "./pack";
export { solveLower } from "./solve-lower";

/** {@link multiplyPanels} in single precision. */
export function multiply32(
  a: usize,
  b: usize,
  c: usize,
  rows: i32,
  columns: i32,
  terms: i32,
  stride: i32,
  diagonal: i32,
  sign: f32,
): void {
  multiplyPanels<f32>(a, b, c, rows, columns, terms, stride, diagonal, sign);
}

/** {@link multiplyPanels} in double precision. */
export function multiply64(
  a: usize,
  b: usize,
  c: usize,
  rows: i32,
  columns: i32,
  terms: i32,
  stride: i32,
  diagonal: i32,
  sign: f64,
): void {
  multiplyPanels<f64>(a, b, c, rows, columns, terms, stride, diagonal, sign);
}

/** {@link packLanes} in single precision. */
export function packLanes32(
  source: usize,
  sourceStride: usize,
  target: usize,
  groups: i32,
  terms: i32,
  groupBytes: usize,
): void {
  packLanes<f32>(source, sourceStride, target, groups, terms, groupBytes);
}

/** {@link packLanes} in double precision. */
export function packLanes64(
  source: usize,
  sourceStride: usize,
  target: usize,
  groups: i32,
  terms: i32,
  groupBytes: usize,
): void {
  packLanes<f64>(source, sourceStride, target, groups, terms, groupBytes);
}
