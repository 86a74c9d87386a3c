import { groupRows } from "../tables/group-rows.js";
import { readAnalysis } from "../tables/read-analysis.js";
import type { TableReader } from "../tables/table-reader.js";
import { counted } from "./counted.js";
import type { PlotResult } from "./plot-result.js";
import type { TablePlotOptions } from "./table-plot.js";
import { valueMapFigure } from "./value-map-figure.js";

/**
 * How well each model agrees with the RDMs around every centre, from the result of `rsa-searchlight`: slices of the volume
 * of one recording (default: the first), a map per model, on one scale.
 *
 * Values: `map` (the model), `channel_index`, `x_m`, `y_m`, `z_m`, `value` (NaN where there is none).
 * Throws an EmptyResultError where there is no such result, or none with a place and a value.
 */
export async function searchlightMap(reader: TableReader, options: TablePlotOptions): Promise<PlotResult> {
  const { document, width = 720, id = "searchlight-map", analysis, datasetId, recordingId, models, signal } = options;
  const where = {
    ...(datasetId === undefined ? {} : { dataset_id: datasetId }),
    ...(recordingId === undefined ? {} : { fit_id: recordingId }),
    ...(models === undefined ? {} : { model: models }),
  };
  const rows = await readAnalysis(reader, "searchlight_values", {
    operation: "rsa-searchlight",
    analysis,
    where,
    signal,
  });
  const { fit_id, dataset_id, measure } = rows[0]!;
  const own = rows.filter((row) => row.fit_id === fit_id && row.dataset_id === dataset_id && row.measure === measure);
  const maps = [...groupRows(own, ({ model }) => model)].map(([name, list]) => ({
    name,
    values: list.map(({ x_m, y_m, z_m, value, channel_index, name_source }) => ({
      ...{ place: [x_m, y_m, z_m], value: value ?? Number.NaN, channel: channel_index },
      label: name_source ?? `channel ${channel_index}`,
    })),
  }));
  const reasons = [...groupRows(own, ({ reason }) => reason ?? "")].filter(([reason]) => reason !== "");
  const without = reasons.map(([reason, list]) => `${counted(list.length, "value")}: ${reason}`).join("; ");
  const corrected = own.filter(({ p_max }) => p_max !== null && p_max <= 0.05).length;
  const isTested = own.some(({ p_max }) => p_max !== null);
  const about =
    `Similarity (${measure}) of each model's RDM to that of the channels around a centre, of ${fit_id} of ${dataset_id}.` +
    (isTested ? ` ${corrected} of ${own.length} with p ≤ 0.05 against the best centre of permuted labels.` : "") +
    (without === "" ? "" : ` None: ${without}.`);
  return valueMapFigure(maps, {
    ...{ document, width, id, about, quantity: `similarity (${measure})` },
    title: `${dataset_id} ${fit_id}: searchlight of ${counted(maps.length, "model")}`,
  });
}
