import type { Manifest } from "../../manifest/schema.js";
import { isRecord, manifestFact } from "../manifest-fact.js";

type ColumnsByWorm = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** By recording: name → column from 0, the fact `neuron_columns` of the manifest. */
export function neuronColumns(manifest: Manifest): ColumnsByWorm {
  return manifestFact(manifest, "neuron_columns", "a column per name and worm", isColumnsByWorm);
}

function isColumnsByWorm(value: unknown): value is ColumnsByWorm {
  const isColumn = (column: unknown) => Number.isSafeInteger(column) && (column as number) >= 0;
  return (
    isRecord(value) && Object.values(value).every((names) => isRecord(names) && Object.values(names).every(isColumn))
  );
}
