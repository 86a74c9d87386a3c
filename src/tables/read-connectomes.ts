import { EmptyResultError, UnknownNameError } from "../errors.js";
import { rowsOf } from "./batch.js";
import { groupRows } from "./group-rows.js";
import type { TableReader } from "./table-reader.js";
import type { Row } from "./tables.js";

/** The row of an annotation with the dataset that it belongs to. */
export type ConnectomeRow = Row<"connectomes"> & { readonly dataset_id: string };

/** An annotation and its edges, in the order of the source. */
export interface ConnectomeEdges {
  readonly connectome: ConnectomeRow;
  readonly edges: readonly Row<"edges">[];
}

/** Which annotations to read. */
export interface ReadConnectomesOptions {
  /** Default: all. */
  readonly datasetId?: string | undefined;
  /** Ids of annotations. Default: all. */
  readonly ids?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The rows of `connectomes`, in the order of dataset and source. */
export async function connectomeRows(
  reader: TableReader,
  { datasetId, ids, signal }: ReadConnectomesOptions = {},
): Promise<readonly ConnectomeRow[]> {
  const where = {
    ...(datasetId === undefined ? {} : { dataset_id: datasetId }),
    ...(ids ? { connectome_id: ids } : {}),
  };
  const rows: ConnectomeRow[] = [];
  for await (const batch of reader.read("connectomes", { where, ...(signal ? { signal } : {}) })) {
    rows.push(...(rowsOf({ ...batch, table: "connectomes" }) as Iterable<ConnectomeRow>));
  }
  return rows;
}

/**
 * Annotations with their edges, one after the other, so that one is in memory at a time.
 *
 * @throws EmptyResultError where there is none; UnknownNameError for an id that no annotation has.
 */
export async function* readConnectomes(
  reader: TableReader,
  options: ReadConnectomesOptions = {},
): AsyncGenerator<ConnectomeEdges> {
  const { ids, signal } = options;
  const rows = await connectomeRows(reader, options);
  for (const id of ids ?? []) {
    if (rows.some(({ connectome_id }) => connectome_id === id)) continue;
    const known = (await connectomeRows(reader, { signal })).map(({ connectome_id }) => connectome_id);
    throw new UnknownNameError({
      kind: "connectome",
      name: id,
      known,
      next: `there are ${known.join(", ") || "none"}`,
    });
  }
  if (rows.length === 0) {
    throw new EmptyResultError({ what: "connectomes", next: "prepare a dataset that has some, for example white1986" });
  }
  for (const connectome of rows) {
    const where = { dataset_id: connectome.dataset_id, connectome_id: connectome.connectome_id };
    const edges: Row<"edges">[] = [];
    for await (const batch of reader.read("edges", { where, ...(signal ? { signal } : {}) })) {
      edges.push(...rowsOf({ ...batch, table: "edges" }));
    }
    yield { connectome, edges: edges.sort((a, b) => a.edge_index - b.edge_index) };
  }
}

/** One annotation with its edges: the one of that id, or the first. Throws what {@link readConnectomes} throws. */
export async function readConnectome(
  reader: TableReader,
  { id, ...rest }: Omit<ReadConnectomesOptions, "ids"> & { readonly id?: string | undefined },
): Promise<ConnectomeEdges> {
  const found = await readConnectomes(reader, { ...rest, ...(id === undefined ? {} : { ids: [id] }) }).next();
  return found.value as ConnectomeEdges;
}

/** The edges by kind, kinds in the order of code points. */
export function edgesByKind(edges: readonly Row<"edges">[]): ReadonlyMap<string, readonly Row<"edges">[]> {
  return groupRows(edges, ({ kind }) => kind);
}
