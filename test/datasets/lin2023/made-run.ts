import { makeMat5 } from "../../support/make-mat5.js";
import { cell, column, type MatInput, matrix, numeric } from "../../support/mat-input.js";

const variables: Readonly<Record<string, MatInput>> = {
  use_flag: column([1, 0, 2]),
  proofread_neurons: cell(["AWAL", "ASHR", "AWCR"], [3, 1]),
  times: cell([column([9, 9, 9, 9]), column([100, 100.5, 101.25, 101.75])]),
  corrected_F: matrix([
    [Number.NaN, 11, 12, 13],
    [Number.NaN, 21, 22, 23],
    [Number.NaN, 31, Number.NaN, 33],
  ]),
  F_0: numeric([3, 1], [10, 20, 30]),
};

/** A file of one recording: three rows, the second unused, four frames, the first of them without a value. */
export function runFile(changes: Readonly<Record<string, MatInput>> = {}, compressed = true): Uint8Array {
  return makeMat5({ ...variables, ...changes }, { compressed });
}
