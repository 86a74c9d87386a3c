import { ArgumentError } from "../../../errors.js";
import type { Matrix } from "../../../linalg/provider.js";
import { rowMeans } from "../../patterns/average-patterns.js";
import type { Design } from "../../patterns/design-of.js";

/** The mean pattern of every condition in every fold. */
export interface CellMeans {
  /** (conditions · folds) × channels, the folds of a condition one after the other. */
  readonly means: Matrix;
  /** Observations of each cell, in the order of the rows. */
  readonly counts: readonly number[];
  readonly nFolds: number;
}

/** @throws ArgumentError when there are fewer than two folds, or a condition is missing in one. */
export function cellMeans(values: Matrix, { conditions, folds }: Design): CellMeans {
  const nFolds = folds?.length ?? 0;
  if (!folds || nFolds < 2) {
    const next = "crossvalidation compares measurements of different folds";
    throw new ArgumentError({ argument: "patterns", expected: "at least two folds", found: String(nFolds), next });
  }
  const groups = conditions.flatMap(() => folds.map((): readonly number[] => []));
  folds.forEach(({ cells }, fold) => {
    for (const { condition, rows } of cells) groups[condition * nFolds + fold] = rows;
  });
  const missing = groups.findIndex((rows) => rows.length === 0);
  if (missing >= 0) {
    const found = `no observation of ${conditions[Math.floor(missing / nFolds)]} in fold ${folds[missing % nFolds]!.label}`;
    const next = 'ask for design "unbalanced"';
    throw new ArgumentError({ argument: "patterns", expected: "every condition in every fold", found, next });
  }
  return { means: rowMeans(values, groups), counts: groups.map((rows) => rows.length), nFolds };
}
