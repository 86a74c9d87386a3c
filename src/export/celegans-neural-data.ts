import { ArgumentError } from "../errors.js";
import { type Columns, rowCount } from "../tables/batch.js";
import { type Column, optional, type TableDefinition } from "../tables/definition.js";
import { publishedTraces } from "../tables/definitions/published-traces.js";
import { parquetFileWriter } from "../tables/parquet/write-parquet.js";
import type { TableReader } from "../tables/table-reader.js";

/** The columns of the published product, in its order. */
export const neuralDataColumns = [
  "source_dataset",
  "raw_data_file",
  "worm",
  "neuron",
  "slot",
  "is_labeled_neuron",
  "smooth_method",
  "interpolate_method",
  "normalization_method",
  "original_calcium_data",
  "calcium_data",
  "original_time_in_seconds",
  "time_in_seconds",
  "original_max_timesteps",
  "max_timesteps",
] as const;

/**
 * Writes published traces as the one Parquet file of the published product: its 15 columns in its order and types
 * (nullable, as there), a row per dataset, worm and neuron, in row groups of about 2 MiB. A missing sample is null.
 *
 * @param reader tables with `published_traces`
 * @param write takes the bytes of the file, front to back
 * @returns the number of rows
 * @throws ArgumentError when two datasets go by one name in the product, which tells worms apart by that name alone
 */
export async function writeNeuralData(
  reader: TableReader,
  write: (bytes: Uint8Array) => Promise<void>,
  options: { readonly signal?: AbortSignal; readonly onRows?: (rows: number) => void } = {},
): Promise<number> {
  const { signal, onRows } = options;
  const file = parquetFileWriter(definition, write);
  const columns = ["dataset_id", ...neuralDataColumns];
  const datasets = new Map<unknown, unknown>();
  let rows = 0;
  for await (const batch of reader.read("published_traces", { columns, ...(signal ? { signal } : {}) })) {
    checkNames(batch.columns, datasets);
    await file.write(batch.columns);
    rows += rowCount(batch);
    onRows?.(rows);
  }
  return file.finish();
}

function checkNames({ dataset_id, source_dataset }: Columns, datasets: Map<unknown, unknown>): void {
  for (let row = 0; row < dataset_id!.length; row++) {
    const [id, name] = [dataset_id![row], source_dataset![row]];
    if (datasets.get(name) === undefined) datasets.set(name, id);
    if (datasets.get(name) === id) continue;
    const found = `${String(datasets.get(name))} and ${String(id)}, both called ${String(name)}`;
    const next = "prepare them into folders of their own and export each";
    throw new ArgumentError({ argument: "published_traces", expected: "one dataset of each name", found, next });
  }
}

const definition: TableDefinition = {
  ...publishedTraces,
  columns: Object.fromEntries(
    neuralDataColumns.map((name): [string, Column] => {
      const { type, description } = publishedTraces.columns[name];
      return [name, optional(type, description)];
    }),
  ),
};
