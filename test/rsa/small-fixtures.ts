import { readFileSync } from "node:fs";
import { matrix } from "../../src/linalg/matrix.js";
import type { Matrix } from "../../src/linalg/provider.js";
import { realData } from "../support/real-data.js";

/** Reference inputs and outputs by NumPy; null stands for NaN. */
export function smallFixture(test: Mocha.Context, name: string): Record<string, unknown> {
  const text = readFileSync(realData(test, "rsa/expected/small_fixtures.json"), "utf8");
  return (JSON.parse(text) as Record<string, Record<string, unknown>>)[name]!;
}

/** A matrix of rows as they stand in JSON. */
export function matrixOf(rows: unknown): Matrix {
  const lists = rows as readonly (readonly (number | null)[])[];
  return matrix(
    lists.length,
    lists[0]!.length,
    Float64Array.from(lists.flat(), (value) => value ?? Number.NaN),
  );
}
