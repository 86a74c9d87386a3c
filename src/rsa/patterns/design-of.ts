import type { Patterns } from "./patterns.js";
import { rowsByLabel } from "./row-labels.js";
import { sortedIds } from "./sorted-ids.js";

/** The observations of one condition in one fold. */
export interface DesignCell {
  /** The place of the condition in the sorted list. */
  readonly condition: number;
  readonly rows: readonly number[];
}

/** One fold and what it holds, conditions rising. */
export interface DesignFold {
  readonly label: string;
  readonly cells: readonly DesignCell[];
}

/** Which observations belong together. */
export interface Design {
  /** In the order of `sortedIds`. */
  readonly conditions: readonly string[];
  /** Per row, the place of its condition. */
  readonly conditionOf: Int32Array;
  /** Per condition, its rows. */
  readonly rowsOf: readonly (readonly number[])[];
  /** In the order of `sortedIds`; null where the patterns have no folds. */
  readonly folds: readonly DesignFold[] | null;
  /** Per row, the place of its fold; null where the patterns have no folds. */
  readonly foldOf: Int32Array | null;
}

/** The design of patterns: their conditions and folds, each in one order that does not depend on the order of the rows. */
export function designOf({ conditions: ids, folds: labels }: Pick<Patterns, "conditions" | "folds">): Design {
  const conditions = sortedIds(ids);
  const conditionOf = placesOf(ids, conditions);
  const foldLabels = labels && sortedIds(labels);
  const rowsOf = conditions.map((): number[] => []);
  conditionOf.forEach((condition, row) => {
    rowsOf[condition]!.push(row);
  });
  if (!labels || !foldLabels) return { conditions, conditionOf, rowsOf, folds: null, foldOf: null };
  const rowsOfFold = rowsByLabel(labels);
  return {
    conditions,
    conditionOf,
    rowsOf,
    folds: foldLabels.map((label) => ({ label, cells: cellsOf(rowsOfFold.get(label)!, conditionOf) })),
    foldOf: placesOf(labels, foldLabels),
  };
}

/**
 * Folds for patterns that have none: the k-th observation of every condition makes the k-th fold.
 */
export function foldsByOccurrence(conditions: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return conditions.map((condition) => {
    const occurrence = seen.get(condition) ?? 0;
    seen.set(condition, occurrence + 1);
    return String(occurrence);
  });
}

function cellsOf(rows: readonly number[], conditionOf: Int32Array): DesignCell[] {
  const cells = rowsByLabel(rows.map((row) => conditionOf[row]!));
  return [...cells]
    .sort(([a], [b]) => a - b)
    .map(([condition, members]) => ({ condition, rows: members.map((member) => rows[member]!) }));
}

function placesOf(labels: readonly string[], sorted: readonly string[]): Int32Array {
  const places = new Map(sorted.map((label, place) => [label, place]));
  return Int32Array.from(labels, (label) => places.get(label)!);
}
