import { EmptyResultError } from "../../errors.js";
import { rowsOf } from "../../tables/batch.js";
import type { TableReader } from "../../tables/table-reader.js";
import type { Row } from "../../tables/tables.js";
import type { ReadPatterns } from "./event-patterns.js";
import type { PatternParams } from "./pattern-params.js";
import type { PatternChannel, PatternSet } from "./pattern-set.js";

type WeightRow = Row<"encoder_weights"> & { readonly analysis_id: string };

/** One fit of an encoder: the weights of every feature for every target. */
interface Fit {
  readonly datasetId: string;
  readonly fitId: string;
  readonly rows: WeightRow[];
}

/**
 * Weights of an encoder as patterns: a condition is a feature, a channel is a target at a lag. Fits of several recordings
 * are folds of one set where `runs` joins them.
 *
 * @throws EmptyResultError where no encoder kept its weights.
 */
export async function* weightPatterns(
  input: TableReader,
  { params, task, context }: ReadPatterns<PatternParams>,
): AsyncGenerator<PatternSet> {
  const groups = new Map<string, Map<string, Fit>>();
  if (input.tables.includes("encoder_weights")) {
    for await (const batch of input.read("encoder_weights")) {
      for (const row of rowsOf({ ...batch, table: "encoder_weights" }) as Iterable<WeightRow>) {
        if (params.sets && !params.sets.includes(row.analysis_id)) continue;
        const joined = params.runs === "separate" ? row.fit_id : row.dataset_id;
        const key = JSON.stringify([row.dataset_id, row.analysis_id, joined]);
        const fits = groups.get(key) ?? new Map<string, Fit>();
        groups.set(key, fits);
        const own = fits.get(row.fit_id);
        if (own) own.rows.push(row);
        else fits.set(row.fit_id, { datasetId: row.dataset_id, fitId: row.fit_id, rows: [row] });
      }
    }
  }
  if (groups.size === 0) {
    const what = params.sets ? `weights of ${params.sets.join(", ")}` : "weights of encoders";
    throw new EmptyResultError({ what, next: "run encode with keep_weights: true first" });
  }
  for (const fits of groups.values()) {
    const set = setOf([...fits.values()], params);
    if (fits.size > 1 && set.channels.some(({ label }) => /^channel \d+/.test(label))) {
      const message = "targets without a name are joined by their index: right only where recordings share channels";
      context.onProgress({ kind: "note", task, item: set.id, message });
    }
    yield set;
  }
}

function setOf(fits: readonly Fit[], { runs }: PatternParams): PatternSet {
  const [first] = fits as [Fit];
  const { analysis_id, recording_id } = first.rows[0]!;
  const observations: { readonly condition: string; readonly fold: string }[] = [];
  const places = new Map<string, number>();
  const columns = new Map<string, [place: number, weight: number][]>();
  for (const { fitId, rows } of fits) {
    for (const { feature, target, lags_s, weights } of rows) {
      const key = JSON.stringify([fitId, feature]);
      const place = places.get(key) ?? observations.length;
      if (place === observations.length) observations.push({ condition: feature, fold: fitId });
      places.set(key, place);
      for (const [k, lag] of lags_s.entries()) {
        const label = lags_s.length === 1 ? target : `${target} at ${lag} s`;
        const own = columns.get(label) ?? [];
        own.push([place, weights[k]!]);
        columns.set(label, own);
      }
    }
  }
  const channels = [...columns].map(([label, entries]): PatternChannel => {
    const values = new Float64Array(observations.length).fill(Number.NaN);
    for (const [place, weight] of entries) values[place] = weight;
    return { label, row: null, values };
  });
  return {
    id: `${analysis_id}/${runs === "separate" ? first.fitId : "all"}`,
    datasetId: first.datasetId,
    recordingId: fits.length === 1 ? recording_id : null,
    ...{ subject: null, session: null, task: null, region: null },
    stimulusSet: `${first.datasetId} features of ${analysis_id}`,
    foldWords: "fits",
    observations,
    frames: [{ startS: null, endS: null }],
    channels,
  };
}
