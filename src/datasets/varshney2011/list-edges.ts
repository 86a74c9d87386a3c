import { FormatError } from "../../errors.js";
import type { Sheet } from "../../formats/workbook.js";
import { resolveCell } from "../../identities/resolve-cell.js";
import { findingTally } from "../connectome/finding-tally.js";
import { pairSheetRows } from "../connectome/pair-sheet.js";
import { reportTotals } from "../connectome/report-totals.js";
import type { EdgeKind, SourceEdge } from "../connectome/source-edge.js";
import type { ReportFinding } from "../read-recordings.js";

const columns = { first: "Neuron 1", second: "Neuron 2", type: "Type", number: "Nbr" } as const;

/** What a type of row says: a connection of the first neuron to the second, or one that the first receives. */
const types: Readonly<Record<string, { readonly kind: EdgeKind; readonly isReceived?: true }>> = {
  S: { kind: "chemical" },
  Sp: { kind: "chemical" },
  R: { kind: "chemical", isReceived: true },
  Rp: { kind: "chemical", isReceived: true },
  EJ: { kind: "gap" },
  NMJ: { kind: "neuromuscular" },
};

/**
 * The connections of NeuronConnect. A synapse stands twice, with the sender (S, and Sp where it has several receivers)
 * and with the receiver (R, Rp): the numbers of the sender are the weight, all four are attributes. Pairs on which both
 * sides do not agree are reported.
 *
 * @throws FormatError for missing columns, an unknown type of row, and cells that hold no name or no number
 */
export function listEdges(sheet: Sheet, file: string, report: ReportFinding): readonly SourceEdge[] {
  const edges: SourceEdge[] = [];
  const entries = new Map<string, { pre: string; post: string; weight: number }[]>();
  const balance = new Map<string, { sent: number; received: number; edge: SourceEdge }>();
  for (const row of pairSheetRows(sheet, { file, columns: Object.values(columns), report })) {
    const type = row.text(columns.type).trim();
    const place = row.place(columns.number);
    if (!Object.hasOwn(types, type)) {
      const expected = `${Object.keys(types).join(", ")} in ${columns.type}`;
      throw new FormatError({ file, place: row.place(columns.type), expected, found: JSON.stringify(type) });
    }
    const { kind, isReceived } = types[type]!;
    const number = row.number(columns.number);
    const [first, second] = [row.text(columns.first), row.text(columns.second)];
    const ofType = entries.get(type) ?? [];
    entries.set(type, ofType);
    ofType.push({ pre: first, post: second, weight: number });
    const [pre, post] = isReceived ? [second, first] : [first, second];
    if (kind !== "chemical") {
      edges.push({ pre, post, kind, weight: number, place });
      continue;
    }
    const edge: SourceEdge = {
      pre,
      post,
      kind,
      weight: isReceived ? null : number,
      place,
      attributes: { [type]: number },
    };
    edges.push(edge);
    const key = `${nameOf(pre)} ${nameOf(post)}`;
    const { sent, received } = balance.get(key) ?? { sent: 0, received: 0 };
    balance.set(key, { sent: sent + (isReceived ? 0 : number), received: received + (isReceived ? number : 0), edge });
  }
  for (const [type, rows] of entries) {
    reportTotals(rows, { file, place: `sheet "${sheet.name}", ${columns.type} ${type}`, report });
  }
  const tally = findingTally(report);
  for (const { sent, received, edge } of balance.values()) {
    if (sent === received) continue;
    tally.add({
      source_file: file,
      place: edge.place!,
      rule: "sent-and-received-differ",
      severity: "note",
      expected: "as many synapses with the receiver as with the sender",
      found: `${edge.pre} to ${edge.post}: ${sent} sent, ${received} received`,
      action: "what was sent is the weight, both are attributes",
    });
  }
  tally.finish();
  return edges;
}

function nameOf(label: string): string {
  return resolveCell(label).name ?? label.trim();
}
