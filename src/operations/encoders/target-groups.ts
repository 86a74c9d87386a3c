import type { EncoderData } from "./encoder-data.js";
import type { JoinedSeries } from "./join-series.js";

/** Targets that are fitted together: the same rows, the same columns of the design. */
export interface TargetGroup {
  readonly targets: readonly number[];
  /** Rows in which all of them have a sample. */
  readonly rows: Int32Array;
  readonly columns: readonly number[];
}

/**
 * Groups of targets that miss the same samples, each fitted on the rows it has. A target that is a feature too is fitted
 * without itself, in whatever units it is there, and what is computed from it, at any lag: a group of its own.
 *
 * @param columns - Columns of the design to fit.
 */
export function targetGroups(data: EncoderData, columns: readonly number[]): readonly TargetGroup[] {
  const features = new Set(columns.flatMap((column) => originsOf(data.columns[column]!.feature)));
  const groups = new Map<string, TargetGroup & { targets: number[] }>();
  for (const [target, { origin }] of data.targets.entries()) {
    const rows = presentRows(data, target);
    const isFeature = features.has(origin);
    const name = `${isFeature ? origin : ""}\u0000${patternOf(rows, data.y.rows)}`;
    const group = groups.get(name);
    if (group) group.targets.push(target);
    else {
      const own = isFeature
        ? columns.filter((column) => !originsOf(data.columns[column]!.feature).includes(origin))
        : columns;
      groups.set(name, { targets: [target], rows, columns: own });
    }
  }
  return [...groups.values()];
}

function originsOf({ origin, madeOf }: JoinedSeries): readonly string[] {
  return [origin, ...madeOf];
}

function presentRows({ y }: EncoderData, target: number): Int32Array {
  return Int32Array.from({ length: y.rows }, (_, row) => row).filter((row) =>
    Number.isFinite(y.values[row * y.columns + target]!),
  );
}

function patternOf(rows: Int32Array, count: number): string {
  return rows.length === count ? "all" : rows.join(" ");
}
