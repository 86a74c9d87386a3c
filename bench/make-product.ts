import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { writeNeuralData } from "../src/export/celegans-neural-data.js";
import { openDataStore } from "../src/node/data-store.js";
import { loadDataset } from "../src/node/datasets.js";
import { diskFolder } from "../src/node/disk-folder.js";
import { openTables } from "../src/node/open-tables.js";
import { preparePublished } from "../src/node/prepare-published.js";
import type { TableReader } from "../src/tables/table-reader.js";

/** Size of the published product's file. */
const productBytes = 669e6;

/** A file as large as the product, the three worms that are wanted of it, and how large a file of them alone is. */
export interface Product {
  readonly file: string;
  readonly dataset: string;
  readonly worms: readonly string[];
  readonly ownBytes: number;
}

/**
 * Writes a file in the layout of the product, made of the published tables of Kato2015 and Dag2023 over and over, each
 * time under other names of datasets, until it is as large as the product. The worms lie in its middle.
 */
export async function makeProduct(data: string, folder: string): Promise<Product> {
  const tables = join(folder, "tables");
  const store = await openDataStore({ mirror: data, offline: true });
  for (const id of ["kato2015", "dag2023"]) {
    const dataset = await loadDataset(id);
    const files = await store.ensure(dataset.manifest, { subset: "full" });
    await preparePublished(dataset, { files, out: tables });
  }
  const reader = await openTables(tables);
  const bytesOf = async (name: string, source: TableReader) => {
    const file = await diskFolder(folder).create(name);
    await writeNeuralData(source, (bytes) => file.write(bytes));
    await file.close();
    return statSync(join(folder, name)).size;
  };
  mkdirSync(folder, { recursive: true });
  const once = await bytesOf("once.parquet", reader);
  const copies = Math.ceil(productBytes / once);
  const worms = ["worm1", "worm2", "worm3"];
  const dataset = `Kato2015-${copies >> 1}`;
  await bytesOf("product.parquet", repeated(reader, copies));
  const ownBytes = await bytesOf("own.parquet", only(reader, worms));
  return { file: join(folder, "product.parquet"), dataset, worms, ownBytes };
}

/** The same rows so many times, with the number of the copy behind the name of the dataset. */
function repeated(reader: TableReader, copies: number): TableReader {
  return {
    tables: reader.tables,
    async *read(table, query) {
      for (let copy = 0; copy < copies; copy++) {
        for await (const batch of reader.read(table, query)) {
          const names = Array.from(batch.columns.source_dataset as ArrayLike<string>, (name) => `${name}-${copy}`);
          yield { ...batch, columns: { ...batch.columns, source_dataset: names } };
        }
      }
    },
  };
}

/** The rows of some worms of Kato2015. */
function only(reader: TableReader, worms: readonly string[]): TableReader {
  return {
    tables: reader.tables,
    read: (table, query = {}) =>
      reader.read(table, { ...query, where: { ...query.where, source_dataset: "Kato2015", worm: worms } }),
  };
}
