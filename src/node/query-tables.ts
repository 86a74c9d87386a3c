import { join, resolve } from "node:path";
import { ArgumentError, isNeuroloomError, MissingPartError } from "../errors.js";
import { openTables } from "./open-tables.js";

/** Rows of a query as plain values: numbers, strings, booleans, null, and lists and objects of them. */
export interface QueryResult {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/**
 * Runs SQL (DuckDB's dialect) over the tables of a written folder; each table is a view with its name, the partition
 * column included. The query can read these files and nothing else, and can write nothing.
 *
 * @throws MissingPartError without `@duckdb/node-api`; ArgumentError for SQL that DuckDB refuses; what `openTables` throws
 */
export async function queryTables(dir: string, sql: string): Promise<QueryResult> {
  const { DuckDBInstance, DuckDBTypeId, StatementType } = await loadDuckDb();
  const reading = [StatementType.SELECT, StatementType.EXPLAIN];
  const { tables, index } = await openTables(dir);
  const root = resolve(dir);
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    const parts = index.partitions.flatMap((entry) => entry.parts);
    for (const table of tables) {
      const paths = parts
        .filter((part) => part.table === table)
        .map(({ path }) => quoted(join(root, ...path.split("/"))));
      const source = `read_parquet([${paths.join(", ")}], hive_partitioning = true, hive_types_autocast = false)`;
      await connection.run(`CREATE VIEW ${table} AS SELECT * FROM ${source}`);
    }
    // from here on only the folder can be read, and the settings cannot be changed back
    await connection.run(`SET allowed_directories = [${quoted(root)}]`);
    await connection.run("SET enable_external_access = false");
    await connection.run("SET autoinstall_known_extensions = false");
    await connection.run("SET lock_configuration = true");
    const statements = await connection.extractStatements(sql);
    const prepared = statements.count === 1 ? await statements.prepare(0) : undefined;
    if (!prepared || !reading.includes(prepared.statementType)) {
      throw new ArgumentError({ argument: "sql", expected: "one query that reads", found: sql });
    }
    const result = await prepared.runAndReadAll();
    const large = new Set([DuckDBTypeId.BIGINT, DuckDBTypeId.UBIGINT, DuckDBTypeId.HUGEINT]);
    const isLarge = result.columnTypes().map(({ typeId }) => large.has(typeId));
    const rows = result.getRowsJson().map((row) => row.map((cell, column) => (isLarge[column] ? count(cell) : cell)));
    return { columns: result.columnNames(), rows };
  } catch (cause) {
    if (isNeuroloomError(cause)) throw cause;
    const found = cause instanceof Error ? cause.message : String(cause);
    throw new ArgumentError({ argument: "sql", expected: "a query that DuckDB can run", found, cause });
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function loadDuckDb(): Promise<typeof import("@duckdb/node-api")> {
  try {
    return await import("@duckdb/node-api");
  } catch (cause) {
    const next = "npm install @duckdb/node-api";
    throw new MissingPartError({ part: "@duckdb/node-api", purpose: "run SQL over tables", next, cause });
  }
}

/** Whole numbers of 64 bits and more come as text; those that a number can hold become numbers. */
function count(cell: unknown): unknown {
  const number = Number(cell);
  return typeof cell === "string" && Number.isSafeInteger(number) ? number : cell;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
