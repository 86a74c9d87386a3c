import { readFileSync } from "node:fs";
import { matrix } from "../../../src/linalg/matrix.js";
import type { Matrix } from "../../../src/linalg/provider.js";
import { realData } from "../../support/real-data.js";

/** Values of one measure, by implementation. */
export type MeasureColumn = ReadonlyMap<string, number>;

/** The table of the similarity repository: 32 implementations of 192 measures on one pair of 30 × 25 matrices. */
export interface RepositoryTable {
  readonly x: Matrix;
  readonly y: Matrix;
  readonly columns: ReadonlyMap<string, MeasureColumn>;
}

/** Reads the table and its input. */
export function repositoryTable(test: Mocha.Context): RepositoryTable {
  const read = (name: string) => readFileSync(realData(test, `rsa/similarity-repository/${name}`), "utf8").trim();
  const patterns = (name: string) =>
    matrix(
      30,
      25,
      Float64Array.from(
        read(name)
          .split(/\r?\n/)
          .flatMap((line) => line.split(",").map(Number)),
      ),
    );
  const [head, ...rows] = read("metric_vs_repo.csv")
    .split(/\r?\n/)
    .map((line) => line.split(","));
  const columns = new Map<string, MeasureColumn>();
  head!.forEach((name, column) => {
    if (column === 0) return;
    const cells = rows.flatMap((row) => (row[column] ? [[row[0]!, Number(row[column])] as const] : []));
    columns.set(name, new Map(cells));
  });
  return { x: patterns("X_seed0_30x25.csv"), y: patterns("Y_seed0_30x25.csv"), columns };
}

/** The implementations that give another value. */
export function deviating(column: MeasureColumn, value: number, tolerance: number): string[] {
  return [...column]
    .filter(([, found]) => !(Math.abs(found - value) <= tolerance))
    .map(([name]) => name)
    .sort();
}
