import { FormatError } from "../../errors.js";
import { openWorkbook } from "../../formats/workbook.js";
import { connectomeBatches } from "../connectome/connectome-batches.js";
import { pairSheetRows } from "../connectome/pair-sheet.js";
import { readConnectomes } from "../connectome/read-connectomes.js";
import { reportTotals } from "../connectome/report-totals.js";
import { sheetNamed } from "../connectome/sheet-named.js";
import type { EdgeKind, SourceEdge } from "../connectome/source-edge.js";
import type { ReadDataset } from "../dataset.js";

export { readPublishedEdges } from "./read-published-edges.js";

const kinds: Readonly<Record<string, EdgeKind>> = { Send: "chemical", GapJunction: "gap" };

/** Where the connections of each kind stand, for the totals. */
const parts: Readonly<Record<string, string>> = {
  chemical: 'sheet "Connectome", Type Send',
  gap: 'sheet "Connectome", Type GapJunction',
  neuromuscular: 'sheet "NeuronsToMuscle"',
};

const weightColumn = "Number of Connections";

/** Reads the tables of OpenWorm: connections between neurons, and from neurons to muscles. */
export const read: ReadDataset = (manifest, files, options) =>
  readConnectomes(manifest, files, options, async (about, entry, source, report) => {
    const file = entry.path;
    const workbook = await openWorkbook(source, options.signal);
    const neurons = await sheetNamed(workbook, "Connectome", file);
    const rows: SourceEdge[] = [];
    const neuronColumns = ["Origin", "Target", "Type", weightColumn, "Neurotransmitter"];
    for (const row of pairSheetRows(neurons, { file, columns: neuronColumns, report })) {
      const type = row.text("Type").trim();
      if (!Object.hasOwn(kinds, type)) {
        const expected = `${Object.keys(kinds).join(" or ")} in Type`;
        throw new FormatError({ file, place: row.place("Type"), expected, found: JSON.stringify(type) });
      }
      const kind = kinds[type]!;
      const common = { pre: row.text("Origin"), post: row.text("Target"), place: row.place(weightColumn), kind };
      // what the table gives as the transmitter of a gap junction is a placeholder of a model
      const transmitter = kind === "gap" ? null : row.textOrNull("Neurotransmitter");
      rows.push({ ...common, weight: row.number(weightColumn), transmitter });
    }
    const muscles = await sheetNamed(workbook, "NeuronsToMuscle", file);
    const muscleColumns = ["Neuron", "Muscle", weightColumn, "Neurotransmitter"];
    for (const row of pairSheetRows(muscles, { file, columns: muscleColumns, report })) {
      rows.push({
        pre: row.text("Neuron"),
        post: row.text("Muscle"),
        kind: "neuromuscular",
        weight: row.number(weightColumn),
        transmitter: row.textOrNull("Neurotransmitter"),
        place: row.place(weightColumn),
      });
    }
    for (const [kind, part] of Object.entries(parts)) {
      const entries = rows.filter((row) => row.kind === kind);
      reportTotals(entries, { file, place: part, report });
    }
    return connectomeBatches({ manifest, entry, about, rows, report });
  });
