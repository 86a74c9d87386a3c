import { EmptyResultError } from "../errors.js";
import { rowsOf } from "../tables/batch.js";
import { groupRows } from "../tables/group-rows.js";
import { type AnalysisRow, readAnalysis } from "../tables/read-analysis.js";
import type { TableReader } from "../tables/table-reader.js";
import type { Row } from "../tables/tables.js";
import { channelLabel } from "./channel-label.js";
import type { PlotResult } from "./plot-result.js";
import type { TablePlotOptions } from "./table-plot.js";
import { valueMapFigure } from "./value-map-figure.js";

type Score = AnalysisRow<"encoder_scores">;

/** Scores in the order in which they are preferred, with their words. */
const scores: Readonly<Record<string, string>> = {
  r2: "R² of held-out rows",
  correlation: "correlation with held-out rows",
  deviance_r2: "deviance explained of held-out rows",
  bits_per_spike: "bits per spike of held-out rows",
};

/**
 * Scores of encoders at the places of their targets, from the results of `encode`: slices of a volume where targets are
 * voxels, dots where they are cells with positions; a map per fit, from all feature spaces together, on one scale.
 *
 * Values: `map` (the fit), `channel_index`, `x_m`, `y_m`, `z_m`, `value` (NaN where the target could not be fitted).
 * Throws an EmptyResultError where there is no such result, or no target has a place and a score.
 */
export async function encoderMap(reader: TableReader, options: TablePlotOptions): Promise<PlotResult> {
  const { document, width = 720, id = "encoder-map", analysis, datasetId, recordingId, signal } = options;
  const where = {
    aggregate: "target",
    ...(datasetId === undefined ? {} : { dataset_id: datasetId }),
    ...(recordingId === undefined ? {} : { recording_id: recordingId }),
  };
  const rows = await readAnalysis(reader, "encoder_scores", { operation: "encode", analysis, where, signal });
  const score = Object.keys(scores).find((name) => rows.some((row) => row.score === name && row.value !== null));
  if (score === undefined) throw new EmptyResultError({ what: "targets in encoder_scores that could be fitted" });
  const ofScore = rows.filter((row) => row.score === score && row.channel_index !== null);
  const most = ofScore.reduce((count, { space }) => Math.max(count, space.split("+").length), 0);
  const own = ofScore.filter(({ space }) => space.split("+").length === most);
  // of several spaces alone, the first
  const drawn = own.filter(({ space }) => space === own[0]!.space);
  const fits = groupRows(drawn, ({ dataset_id, fit_id }) => JSON.stringify([dataset_id, fit_id]));
  const maps = [];
  for (const list of fits.values()) {
    const places = await channelsOf(reader, list[0]!, signal);
    const values = list.map(({ channel_index, value, target }) => {
      const channel = places.get(channel_index!);
      return {
        place: [channel?.x_m ?? null, channel?.y_m ?? null, channel?.z_m ?? null],
        ...{ value: value ?? Number.NaN, channel: channel_index! },
        label: (channel && channelLabel(channel)) ?? target ?? `channel ${channel_index}`,
      };
    });
    maps.push({ name: `${list[0]!.dataset_id} ${list[0]!.fit_id}`, values });
  }
  const space = drawn[0]?.space.replaceAll("+", ", ") ?? "";
  const about = `${scores[score]}, each target predicted from ${space} (${drawn[0]?.folds ?? "no folds"}).`;
  const quantity = scores[score]!;
  return valueMapFigure(maps, {
    document,
    width,
    id,
    title: `${[...new Set(drawn.map(({ dataset_id }) => dataset_id))].join(", ")}: ${quantity}, mapped`,
    quantity,
    about,
  });
}

/** The channels of a fit by their numbers: of its recording, or of the first of the runs that were joined. */
async function channelsOf(
  reader: TableReader,
  { dataset_id, fit_id, recording_id }: Score,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<number, Row<"channels">>> {
  const stop = signal ? { signal } : {};
  const recording = recording_id ?? (await firstRun(reader, { dataset_id, fit_id }, stop));
  const channels = new Map<number, Row<"channels">>();
  const where = { dataset_id, ...(recording === undefined ? {} : { recording_id: recording }) };
  for await (const batch of reader.read("channels", { where, ...stop })) {
    for (const row of rowsOf({ ...batch, table: "channels" })) {
      if (!channels.has(row.channel_index)) channels.set(row.channel_index, row);
    }
  }
  return channels;
}

/** The first recording of a dataset, or of one of its subjects. */
async function firstRun(
  reader: TableReader,
  { dataset_id, fit_id }: Pick<Score, "dataset_id" | "fit_id">,
  stop: { readonly signal?: AbortSignal },
): Promise<string | undefined> {
  for await (const batch of reader.read("recordings", { where: { dataset_id }, ...stop })) {
    for (const { recording_id, subject_id } of rowsOf({ ...batch, table: "recordings" })) {
      if (fit_id === dataset_id || fit_id === subject_id) return recording_id;
    }
  }
  return undefined;
}
