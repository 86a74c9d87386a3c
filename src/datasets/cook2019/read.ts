import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError, SchemaError } from "../../errors.js";
import { openWorkbook, type Workbook } from "../../formats/workbook.js";
import type { Annotation } from "../connectome/annotation.js";
import { connectomeBatches } from "../connectome/connectome-batches.js";
import type { PairListing } from "../connectome/fold-symmetric.js";
import { matrixSheetEdges } from "../connectome/matrix-sheet-edges.js";
import { readPairRecords } from "../connectome/pair-records.js";
import { readPairTable } from "../connectome/pair-table.js";
import { readConnectomes } from "../connectome/read-connectomes.js";
import { reportTotals } from "../connectome/report-totals.js";
import { sheetNamed } from "../connectome/sheet-named.js";
import type { EdgeKind, SourceEdge } from "../connectome/source-edge.js";
import type { ReadDataset } from "../dataset.js";
import type { ReportFinding } from "../read-recordings.js";

export { readPublishedEdges } from "./read-published-edges.js";

/** The names of a matrix stand in row 3 from column D on, and in column C from row 4 on. */
const layout = { nameRow: 2, nameColumn: 2 };

/** What a reader of one kind of file needs. */
interface Reading {
  readonly about: Annotation;
  readonly source: ByteSource;
  readonly report: ReportFinding;
  readonly workbookOf: (source: ByteSource) => Promise<Workbook>;
  readonly signal: AbortSignal | undefined;
}

/**
 * Reads the matrices of Cook et al. in both editions, hermaphrodite and male; their list of edges; and the list that
 * WormWideWeb made of the corrected matrices. Weights count electron-microscopic sections. Matrices whose sheet is
 * called asymmetric give each gap junction once.
 */
export const read: ReadDataset = (manifest, files, options) => {
  const workbooks = new Map<string, Promise<Workbook>>();
  const workbookOf = (source: ByteSource) => {
    const opened = workbooks.get(source.name) ?? openWorkbook(source, options.signal);
    workbooks.set(source.name, opened);
    return opened;
  };
  return readConnectomes(manifest, files, options, async (about, entry, source, report) => {
    const readRows = Object.hasOwn(readers, entry.mediaType) ? readers[entry.mediaType] : undefined;
    if (!readRows) {
      const issue = `mediaType: expected ${Object.keys(readers).join(" or ")}, found ${entry.mediaType}`;
      throw new SchemaError({ file: entry.path, issues: [issue] });
    }
    const rows = await readRows({ about, source, report, workbookOf, signal: options.signal });
    const pairs: PairListing = isListedOnce(about.place ?? "") ? "once" : "both";
    return connectomeBatches({ manifest, entry, about, rows, report, pairs });
  });
};

const readers: Readonly<Record<string, (reading: Reading) => Promise<readonly SourceEdge[]>>> = {
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": matrixEdges,
  "text/csv": listEdges,
  "application/json": recordEdges,
};

/** The sheets that the annotation names, separated by semicolons. */
async function matrixEdges({ about, source, report, workbookOf }: Reading): Promise<readonly SourceEdge[]> {
  const workbook = await workbookOf(source);
  const edges: SourceEdge[] = [];
  for (const name of (about.place ?? "").split("; ")) {
    const kind: EdgeKind = /\bgap jn\b/.test(name) ? "gap" : "chemical";
    const sheet = await sheetNamed(workbook, name, source.name);
    const file = source.name;
    const entries = matrixSheetEdges(sheet, { file, kind, isSquare: kind === "gap", report, ...layout });
    reportTotals(entries, { file, place: `sheet "${sheet.name}"`, report });
    edges.push(...entries);
  }
  return edges;
}

function isListedOnce(place: string): boolean {
  return /\basymmetric\b/.test(place);
}

const listKinds: Readonly<Record<string, EdgeKind>> = { chemical: "chemical", electrical: "gap" };

async function listEdges({ source, report, signal }: Reading): Promise<readonly SourceEdge[]> {
  const rows = await readPairTable(source, { columns: ["Source", "Target", "Weight", "Type"], signal });
  const edges = rows.map(({ fields, name, number, place }): SourceEdge => {
    const type = fields.Type!;
    if (!Object.hasOwn(listKinds, type)) {
      const expected = `${Object.keys(listKinds).join(" or ")} in Type`;
      throw new FormatError({ file: source.name, place, expected, found: JSON.stringify(type) });
    }
    return { pre: name("Source"), post: name("Target"), kind: listKinds[type]!, weight: number("Weight"), place };
  });
  reportKinds(edges, source.name, report);
  return edges;
}

/** Chemical connections have the code 0, gap junctions the code 2. */
async function recordEdges({ source, report, signal }: Reading): Promise<readonly SourceEdge[]> {
  const records = await readPairRecords(source, { types: [0, 2], signal });
  const edges = records.map(({ pre, post, typ, syn, place }): SourceEdge => {
    if (syn.length !== 1) {
      const found = `${syn.length} numbers`;
      throw new FormatError({ file: source.name, place, expected: "one weight in syn", found });
    }
    return { pre, post, kind: typ === 2 ? "gap" : "chemical", weight: syn[0]!, place };
  });
  reportKinds(edges, source.name, report);
  return edges;
}

function reportKinds(edges: readonly SourceEdge[], file: string, report: ReportFinding): void {
  for (const kind of Object.values(listKinds)) {
    reportTotals(
      edges.filter((edge) => edge.kind === kind),
      { file, place: `${kind} connections`, report },
    );
  }
}
