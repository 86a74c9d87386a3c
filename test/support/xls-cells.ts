import type { XlsCell } from "./make-xls.js";

/** A cell of every sort that an `.xls` sheet can hold. */
export const xlsCells: readonly XlsCell[] = [
  [0, 0, "name"],
  [0, 1, "日本 wide"],
  [0, 2, { label: "own record" }],
  [1, 0, 0.1],
  [1, 1, true],
  [1, 2, { error: 42 }],
  [2, 0, { rk: (12 << 2) | 2 }],
  [2, 1, { rk: (-1234 << 2) | 3 }],
  [2, 2, { rk: 0x3ff00000 }],
  [3, 1, { rks: [(1 << 2) | 2, (2 << 2) | 2, 0x40000001] }],
  [4, 0, { result: 2.5 }],
  [4, 1, { result: "computed" }],
  [4, 2, { result: true }],
];
