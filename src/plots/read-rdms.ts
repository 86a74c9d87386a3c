import { EmptyResultError, UnknownNameError } from "../errors.js";
import { rowsOf } from "../tables/batch.js";
import { readAnalysis } from "../tables/read-analysis.js";
import type { Scalar, TableReader } from "../tables/table-reader.js";
import type { Row } from "../tables/tables.js";
import { type ConditionOrder, orderConditions, type RdmCondition, readConditions } from "./rdm-conditions.js";
import type { TablePlotOptions } from "./table-plot.js";

/** What is known of an RDM, whether a source has it or an operation made it. */
export type RdmRow = Omit<Row<"rdms">, "source_file" | "source_place"> & { readonly recording_id?: string | null };

/** An RDM as it is drawn. */
export interface PlottedRdm {
  readonly row: RdmRow;
  /** In the order in which they are drawn. */
  readonly conditions: readonly RdmCondition[];
  /** conditions × conditions, symmetric; NaN where the dissimilarity is unknown, and on the diagonal. */
  readonly values: Float64Array;
}

/** RDMs of one dataset or analysis. */
export interface PlottedRdms {
  /** The dataset or analysis. */
  readonly of: string;
  readonly rdms: readonly PlottedRdm[];
  /** How many there are, with those that are not drawn. */
  readonly count: number;
  /** How conditions are ordered, in words. */
  readonly order: string;
}

/** Chooses, of the RDMs that could be drawn, those that are. */
export type ChooseRdms = (rows: readonly RdmRow[]) => readonly RdmRow[];

/**
 * RDMs to draw: those of an analysis, or of a dataset (default: the first that has some), or else the computed ones of
 * the folder; of them the ones that are named, or those that `choose` takes.
 *
 * @throws EmptyResultError where there is none; UnknownNameError for an RDM that is not there, or an unknown order;
 *   ArgumentError where several analyses have some and none is named.
 */
export async function readRdms(
  reader: TableReader,
  options: TablePlotOptions,
  choose: ChooseRdms,
): Promise<PlottedRdms> {
  const { analysis, datasetId, rdms: named, order, signal } = options;
  const source =
    (analysis === undefined ? await datasetRdms(reader, options) : undefined) ?? (await computedRdms(reader, options));
  const rows = named === undefined ? choose(source.rows) : named.map((id) => rdmNamed(source.rows, id));
  if (rows.length === 0) throw new EmptyResultError({ what: `RDMs of ${source.of} that this plot draws` });
  const where = { [source.partition]: source.of, rdm_id: rows.map(({ rdm_id }) => rdm_id) };
  const pairs = await readPairs(reader, source.entries, where, signal);
  const ids = [...new Set([...pairs.values()].flatMap(({ first, second }) => [...first, ...second]))];
  const known = await readConditions(reader, ids, { datasetId, signal });
  const words = new Set<string>();
  const drawn = rows.flatMap((row): readonly PlottedRdm[] => {
    const own = pairs.get(row.rdm_id);
    if (own === undefined) return [];
    const present = [...new Set([...own.first.slice(0, 1), ...own.second, ...own.first])];
    const sorted: ConditionOrder = orderConditions(
      present.map((id) => known.get(id)!),
      order,
    );
    words.add(sorted.words);
    const place = new Map(sorted.conditions.map(({ id }, index) => [id, index]));
    const n = sorted.conditions.length;
    const values = new Float64Array(n * n).fill(Number.NaN);
    for (const [index, value] of own.values.entries()) {
      const [i, j] = [place.get(own.first[index]!)!, place.get(own.second[index]!)!];
      values[i * n + j] = value;
      values[j * n + i] = value;
    }
    return [{ row, conditions: sorted.conditions, values }];
  });
  if (drawn.length === 0)
    throw new EmptyResultError({ what: `pairs in ${source.entries} of the RDMs of ${source.of}` });
  return { of: source.of, rdms: drawn, count: source.rows.length, order: [...words].join("; ") };
}

interface RdmSource {
  readonly of: string;
  readonly partition: "dataset_id" | "analysis_id";
  readonly entries: "rdm_entries" | "computed_rdm_entries";
  readonly rows: readonly RdmRow[];
}

async function datasetRdms(
  reader: TableReader,
  { datasetId, rdms: named, signal }: TablePlotOptions,
): Promise<RdmSource | undefined> {
  if (!reader.tables.includes("rdms")) return undefined;
  const rows: (Row<"rdms"> & { readonly dataset_id: string })[] = [];
  const where = datasetId === undefined ? {} : { dataset_id: datasetId };
  for await (const batch of reader.read("rdms", { where, ...(signal ? { signal } : {}) })) {
    rows.push(...(rowsOf({ ...batch, table: "rdms" }) as Iterable<(typeof rows)[number]>));
  }
  // the first dataset that has what is named
  const first = rows.find(({ rdm_id }) => named === undefined || named.includes(rdm_id)) ?? rows[0];
  if (first === undefined) return undefined;
  const own = rows.filter(({ dataset_id }) => dataset_id === first.dataset_id);
  return { of: first.dataset_id, partition: "dataset_id", entries: "rdm_entries", rows: own };
}

async function computedRdms(reader: TableReader, options: TablePlotOptions): Promise<RdmSource> {
  const { analysis, datasetId, recordingId, signal } = options;
  const where = {
    ...(datasetId === undefined ? {} : { dataset_id: datasetId }),
    ...(recordingId === undefined ? {} : { recording_id: recordingId }),
  };
  const rows = await readAnalysis(reader, "computed_rdms", { operation: "rsa-rdm", analysis, where, signal });
  return { of: rows[0]!.analysis_id, partition: "analysis_id", entries: "computed_rdm_entries", rows };
}

function rdmNamed(rows: readonly RdmRow[], id: string): RdmRow {
  const row = rows.find(({ rdm_id }) => rdm_id === id);
  if (row) return row;
  const known = rows.map(({ rdm_id }) => rdm_id);
  const more = known.length > 20 ? `, and ${known.length - 20} more` : "";
  const next = `there are ${known.slice(0, 20).join(", ")}${more}`;
  throw new UnknownNameError({ kind: "RDM", name: id, known, next });
}

interface Pairs {
  readonly first: string[];
  readonly second: string[];
  readonly values: number[];
}

/** The pairs of each RDM. */
async function readPairs(
  reader: TableReader,
  table: RdmSource["entries"],
  where: Readonly<Record<string, Scalar | readonly Scalar[]>>,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, Pairs>> {
  const found = new Map<string, Pairs>();
  const columns = ["rdm_id", "condition_a", "condition_b", "dissimilarity"];
  for await (const batch of reader.read(table, { columns, where, ...(signal ? { signal } : {}) })) {
    for (const { rdm_id, condition_a, condition_b, dissimilarity } of rowsOf({ ...batch, table })) {
      const own = found.get(rdm_id) ?? { first: [], second: [], values: [] };
      own.first.push(condition_a);
      own.second.push(condition_b);
      own.values.push(dissimilarity ?? Number.NaN);
      found.set(rdm_id, own);
    }
  }
  return found;
}
