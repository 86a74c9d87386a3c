import type { EncoderData } from "./encoder-data.js";

/** Targets that are fitted together: the same rows, the same columns of the design. */
export interface TargetGroup {
  readonly targets: readonly number[];
  /** Rows in which all of them have a sample. */
  readonly rows: Int32Array;
  readonly columns: readonly number[];
}

/**
 * Groups of targets that miss the same samples, each fitted on the rows it has. A target that is a feature too is fitted
 * without itself, at any lag: a group of its own.
 *
 * @param columns - Columns of the design to fit.
 */
export function targetGroups(data: EncoderData, columns: readonly number[]): readonly TargetGroup[] {
  const features = new Set(columns.map((column) => data.columns[column]!.feature.key));
  const groups = new Map<string, TargetGroup & { targets: number[] }>();
  for (const [target, { key }] of data.targets.entries()) {
    const rows = presentRows(data, target);
    const isFeature = features.has(key);
    const name = `${isFeature ? key : ""}\u0000${patternOf(rows, data.y.rows)}`;
    const group = groups.get(name);
    if (group) group.targets.push(target);
    else {
      const own = isFeature ? columns.filter((column) => data.columns[column]!.feature.key !== key) : columns;
      groups.set(name, { targets: [target], rows, columns: own });
    }
  }
  return [...groups.values()];
}

function presentRows({ y }: EncoderData, target: number): Int32Array {
  return Int32Array.from({ length: y.rows }, (_, row) => row).filter((row) =>
    Number.isFinite(y.values[row * y.columns + target]!),
  );
}

function patternOf(rows: Int32Array, count: number): string {
  return rows.length === count ? "all" : rows.join(" ");
}
