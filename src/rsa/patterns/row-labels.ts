import { ArgumentError, UnknownNameError } from "../../errors.js";
import type { DescriptorValue, Patterns } from "./patterns.js";

/**
 * The label of every row: of its condition, its fold, or a descriptor.
 *
 * @param by - "conditions", "folds" or the name of a descriptor.
 * @throws UnknownNameError when there is no such descriptor; ArgumentError for "folds" where there are none.
 */
export function rowLabels(
  { conditions, folds, descriptors = {} }: Pick<Patterns, "conditions" | "folds" | "descriptors">,
  by: string,
): readonly DescriptorValue[] {
  if (by === "conditions") return conditions;
  if (by === "folds") {
    if (folds) return folds;
    const next = "say in which fold each observation was measured";
    throw new ArgumentError({ argument: "by", expected: "patterns with folds", found: "none", next });
  }
  const column = Object.hasOwn(descriptors, by) ? descriptors[by] : undefined;
  if (column) return column;
  const known = ["conditions", "folds", ...Object.keys(descriptors)];
  throw new UnknownNameError({ kind: "descriptor of patterns", name: by, known });
}

/** The rows of each label, labels in the order in which they first appear. */
export function rowsByLabel<T extends DescriptorValue>(labels: readonly T[]): Map<T, number[]> {
  const groups = new Map<T, number[]>();
  labels.forEach((label, row) => {
    const rows = groups.get(label);
    if (rows) rows.push(row);
    else groups.set(label, [row]);
  });
  return groups;
}
