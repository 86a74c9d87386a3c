import type { Floats, Matrix } from "../../linalg/provider.js";

/** What is the matter with some targets; their numbers stand, or are NaN, as it says. */
export interface TargetWarning {
  readonly kind: "missing" | "constant";
  readonly targets: readonly number[];
  readonly message: string;
}

/** Targets that hold what is not finite, which cannot be fitted, and targets that do not vary, which score 0. */
export interface OddTargets {
  readonly missing: readonly number[];
  readonly constant: readonly number[];
}

/** Finds odd targets of a batch, and sets the missing ones to 0 in place so that they do not touch the others. */
export function setOddTargetsAside(y: Matrix<Floats>): OddTargets {
  const { rows, columns, values } = y;
  const isMissing = new Uint8Array(columns);
  const varies = new Uint8Array(columns);
  for (let row = 0; row < rows; row++) {
    for (let target = 0; target < columns; target++) {
      const value = values[row * columns + target]!;
      if (!Number.isFinite(value)) isMissing[target] = 1;
      if (value !== values[target]) varies[target] = 1;
    }
  }
  const missing = [...isMissing.keys()].filter((target) => isMissing[target] === 1);
  for (const target of missing) for (let row = 0; row < rows; row++) values[row * columns + target] = 0;
  const constant = [...varies.keys()].filter((target) => varies[target] === 0 && isMissing[target] === 0);
  return { missing, constant };
}

const messages = {
  missing: "hold what is not finite: they are not fitted, and their numbers are NaN",
  constant: "do not vary: their scores by r² and r are 0",
} as const;

/** One warning per kind that occurs. */
export function targetWarnings(odd: OddTargets): readonly TargetWarning[] {
  return (["missing", "constant"] as const)
    .filter((kind) => odd[kind].length > 0)
    .map((kind) => {
      const targets = odd[kind];
      const listed = targets.slice(0, 5).join(", ") + (targets.length > 5 ? ", …" : "");
      return { kind, targets, message: `${targets.length} targets (${listed}) ${messages[kind]}` };
    });
}
