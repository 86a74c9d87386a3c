import { ArgumentError, EmptyResultError } from "../errors.js";
import { rowsOf } from "./batch.js";
import type { Scalar, TableReader } from "./table-reader.js";
import type { Row, TableName } from "./tables.js";

/** A row of a result with the analysis it belongs to. */
export type AnalysisRow<T extends TableName> = Row<T> & { readonly analysis_id: string };

/** Which result to read. */
export interface ReadAnalysisOptions {
  /** The operation that writes such results, for the error that none is there. */
  readonly operation: string;
  /** The analysis. Default: the only one of the table. */
  readonly analysis?: string | undefined;
  readonly where?: Readonly<Record<string, Scalar | readonly Scalar[]>>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The rows that one earlier analysis wrote into a table.
 *
 * @throws ArgumentError when several analyses wrote into it and none is named; EmptyResultError when there is no row.
 */
export async function readAnalysis<T extends TableName>(
  reader: TableReader,
  table: T,
  options: ReadAnalysisOptions,
): Promise<readonly AnalysisRow<T>[]> {
  const { operation, analysis, where = {}, signal } = options;
  const rows: AnalysisRow<T>[] = [];
  const wanted = analysis === undefined ? where : { ...where, analysis_id: analysis };
  const query = { where: wanted, ...(signal ? { signal } : {}) };
  for await (const batch of reader.read(table, query)) {
    rows.push(...(rowsOf({ ...batch, table }) as Iterable<AnalysisRow<T>>));
  }
  const known = [...new Set(rows.map(({ analysis_id }) => analysis_id))].sort();
  if (known.length > 1) {
    throw new ArgumentError({ argument: "analysis", expected: `one of ${known.join(", ")}`, found: "none" });
  }
  if (rows.length > 0) return rows;
  const what = `rows of ${table}${analysis === undefined ? "" : ` by the analysis ${analysis}`}`;
  throw new EmptyResultError({ what, next: `run the operation ${operation} first` });
}
