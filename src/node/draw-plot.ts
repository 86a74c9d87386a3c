import { ArgumentError, UnknownNameError } from "../errors.js";
import type { PlotResult } from "../plots/plot-result.js";
import { type RecordingPlotOptions, recordingPlots, tablePlots } from "../plots/plots.js";
import { readRecordingView } from "../plots/recording-view.js";
import { type PlotChoice, plotChoices, type TablePlotOptions } from "../plots/table-plot.js";
import { rowsOf } from "../tables/batch.js";
import type { TableReader } from "../tables/table-reader.js";

/** What to draw. */
export type DrawPlotOptions = RecordingPlotOptions & TablePlotOptions;

/** Names of all plots that {@link drawPlot} knows. */
export const plotKinds: readonly string[] = [...Object.keys(recordingPlots), ...Object.keys(tablePlots)];

/**
 * Draws one plot of tables. Throws an {@link UnknownNameError} for an unknown kind, recording, annotation or neuron, an
 * {@link ArgumentError} for a choice that the plot does not have, such as the layout of a matrix.
 */
export async function drawPlot(reader: TableReader, kind: string, options: DrawPlotOptions): Promise<PlotResult> {
  const { datasetId, signal } = options;
  const place = { ...(datasetId === undefined ? {} : { datasetId }), ...(signal ? { signal } : {}) };
  const table = Object.hasOwn(tablePlots, kind) ? tablePlots[kind] : undefined;
  if (table) {
    checkChoices(kind, table.takes, options);
    return table.draw(reader, options);
  }
  const plot = Object.hasOwn(recordingPlots, kind) ? recordingPlots[kind] : undefined;
  if (!plot) {
    throw new UnknownNameError({
      kind: "plot",
      name: kind,
      known: plotKinds,
      next: `there are ${plotKinds.join(", ")}`,
    });
  }
  checkChoices(kind, ["recordingId", ...plot.takes], options);
  const recordingId = options.recordingId ?? (await firstRecording(reader, datasetId));
  const kinds = plot.kinds ? { kinds: plot.kinds } : {};
  return plot.draw(await readRecordingView(reader, { recordingId, ...place, ...kinds }), options);
}

function checkChoices(kind: string, takes: readonly PlotChoice[], options: DrawPlotOptions): void {
  const strange = plotChoices.find((choice) => options[choice] !== undefined && !takes.includes(choice));
  if (strange === undefined) return;
  const expected = `no such choice for ${kind}, which takes ${takes.map(wordOf).join(", ") || "the dataset only"}`;
  throw new ArgumentError({ argument: wordOf(strange), expected, found: String(options[strange]) });
}

/** The word for a choice, which the command line has as its flag. */
function wordOf(choice: PlotChoice): string {
  return choice.replace(/Id$/, "");
}

async function firstRecording(reader: TableReader, datasetId: string | undefined): Promise<string> {
  const where = datasetId === undefined ? {} : { dataset_id: datasetId };
  for await (const batch of reader.read("recordings", { where })) {
    for (const row of rowsOf({ ...batch, table: "recordings" })) return row.recording_id;
  }
  throw new UnknownNameError({ kind: "recording", name: "the first one", known: [] });
}
