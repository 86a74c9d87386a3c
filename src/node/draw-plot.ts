import { UnknownNameError } from "../errors.js";
import type { PlotResult } from "../plots/plot-result.js";
import { type RecordingPlotOptions, recordingPlots, tablePlots } from "../plots/plots.js";
import { readRecordingView } from "../plots/recording-view.js";
import { rowsOf } from "../tables/batch.js";
import type { TableReader } from "../tables/table-reader.js";

/** What to draw. */
export interface DrawPlotOptions extends RecordingPlotOptions {
  /** The recording. Default: the first one. */
  readonly recordingId?: string;
  /** The dataset, where several have recordings of the same id. Default: all. */
  readonly datasetId?: string;
  /** The analysis, for plots of results. Default: the only one. */
  readonly analysis?: string;
  readonly signal?: AbortSignal;
}

/** Names of all plots that {@link drawPlot} knows. */
export const plotKinds: readonly string[] = [...Object.keys(recordingPlots), ...Object.keys(tablePlots)];

/**
 * Draws one plot of tables. Throws an {@link UnknownNameError} for an unknown kind, recording or neuron.
 */
export async function drawPlot(reader: TableReader, kind: string, options: DrawPlotOptions): Promise<PlotResult> {
  const { datasetId, signal } = options;
  const place = { ...(datasetId === undefined ? {} : { datasetId }), ...(signal ? { signal } : {}) };
  const table = Object.hasOwn(tablePlots, kind) ? tablePlots[kind] : undefined;
  if (table) return table.draw(reader, options);
  const plot = Object.hasOwn(recordingPlots, kind) ? recordingPlots[kind] : undefined;
  if (!plot) {
    throw new UnknownNameError({
      kind: "plot",
      name: kind,
      known: plotKinds,
      next: `there are ${plotKinds.join(", ")}`,
    });
  }
  const recordingId = options.recordingId ?? (await firstRecording(reader, datasetId));
  const kinds = plot.kinds ? { kinds: plot.kinds } : {};
  return plot.draw(await readRecordingView(reader, { recordingId, ...place, ...kinds }), options);
}

async function firstRecording(reader: TableReader, datasetId: string | undefined): Promise<string> {
  const where = datasetId === undefined ? {} : { dataset_id: datasetId };
  for await (const batch of reader.read("recordings", { where })) {
    for (const row of rowsOf({ ...batch, table: "recordings" })) return row.recording_id;
  }
  throw new UnknownNameError({ kind: "recording", name: "the first one", known: [] });
}
