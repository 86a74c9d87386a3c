import { ArgumentError } from "../errors.js";

/**
 * Positions 0 … count − 1 by group, groups in the order in which their labels first appear.
 *
 * @param labels - One per position. Default: each position is a group of its own.
 * @throws ArgumentError when labels and positions differ in number.
 */
export function groupPositions(count: number, labels?: readonly (string | number)[]): readonly (readonly number[])[] {
  if (!labels) return Array.from({ length: count }, (_, position) => [position]);
  if (labels.length !== count) {
    throw new ArgumentError({ argument: "groups", expected: `${count} labels`, found: String(labels.length) });
  }
  const groups = new Map<string | number, number[]>();
  labels.forEach((label, position) => {
    const group = groups.get(label);
    if (group) group.push(position);
    else groups.set(label, [position]);
  });
  return [...groups.values()];
}
