import { thresholdGrid } from "../../src/rsa/topology/threshold-grid.js";
import { thresholdRegion } from "../../src/rsa/topology/threshold-regions.js";
import { batchOf, rowCount, type TableBatch } from "../../src/tables/batch.js";
import type { Row } from "../../src/tables/tables.js";

/** Eight made-up stimuli of three categories, which are neither together in the set nor in the order of the ids. */
const stimuli = [
  ...([
    ["cat", "animal"],
    ["cup", "thing"],
    ["dog", "animal"],
    ["oak", "plant"],
  ] as const),
  ...([
    ["hen", "animal"],
    ["key", "thing"],
    ["pen", "thing"],
    ["fir", "plant"],
  ] as const),
];
const ids = stimuli.map(([name]) => `set-${name}`).sort();

/** Dissimilarity of two stimuli: small inside a category, larger the further apart their names are. */
function dissimilarity(a: string, b: string, noise: number): number {
  const categoryOf = (id: string) => stimuli.find(([name]) => id === `set-${name}`)![1];
  const far = Math.abs(a.charCodeAt(4) - b.charCodeAt(4)) / 26;
  return (categoryOf(a) === categoryOf(b) ? 0.2 : 0.9) + noise * Math.sin(97 * far + noise);
}

type Made = Partial<Row<"rdms">> & { readonly rdm_id: string };

/** Rows of one RDM and its entries; `unknown` pairs, and a shift of all values. */
function madeRdm(row: Made, { noise = 0.1, unknown = 0, shift = 0 } = {}) {
  const entries = ids.flatMap((condition_a, i) =>
    ids.slice(i + 1).map((condition_b) => ({ rdm_id: row.rdm_id, condition_a, condition_b })),
  );
  const all = { title: row.rdm_id, kind: "measured", stimulus_set: "set", transforms: "[]", n_conditions: ids.length };
  return {
    row: { dissimilarity: "correlation", ...all, n_unknown: unknown, ...row } as Row<"rdms">,
    entries: entries.map((entry, pair_index) => {
      const value = dissimilarity(entry.condition_a, entry.condition_b, noise) + shift;
      return { ...entry, pair_index, dissimilarity: pair_index < unknown ? null : value };
    }),
  };
}

/** RDMs of a source, RDMs over time of an analysis, and results of every operation on RDMs, as they stand in one folder. */
export function rdmResults(): readonly TableBatch[] {
  const named = stimuli.map(([name, category], stimulus_index) => ({
    ...{ stimulus_id: `set-${name}`, stimulus_set: "set", stimulus_index, name, category, source_file: "none" },
  }));
  const source = [
    madeRdm({ rdm_id: "one", title: "Region, first subject", subject: "s1", region: "V1" }, { unknown: 2 }),
    madeRdm({ rdm_id: "two", title: "Region, second subject", subject: "s2", region: "V1" }, { noise: 0.3 }),
    madeRdm({ rdm_id: "model", title: "A model", kind: "model", model: "net", dissimilarity: null }, { shift: 2 }),
  ];
  const movie = Array.from({ length: 30 }, (_, frame) => {
    const window = { start_s: frame / 10 - 0.5, end_s: frame / 10 - 0.4 };
    const row = { rdm_id: `frame ${29 - frame}`, subject: "s1", dissimilarity: "crossnobis", ...window };
    return madeRdm(row, { noise: 0.2, shift: -0.7 + Math.sin(frame / 6) });
  }).reverse();
  return [
    within("dataset_id", "made", batchOf("stimuli", named)),
    ...source.flatMap(({ row, entries }) => [
      within("dataset_id", "made", batchOf("rdms", [row])),
      within("dataset_id", "made", batchOf("rdm_entries", entries)),
    ]),
    ...movie.flatMap(({ row, entries }) => [
      within("analysis_id", "movie", batchOf("computed_rdms", [row])),
      within("analysis_id", "movie", batchOf("computed_rdm_entries", entries)),
    ]),
    ...evaluation(),
    within("analysis_id", "regions", batchOf("identification_cells", identification())),
    within("analysis_id", "light", batchOf("searchlight_values", searchlight())),
    ...encoder(),
  ];
}

const models = ["layer 1", "layer 2", "layer 3", "behaviour"];

function evaluation(): readonly TableBatch[] {
  const rows = models.map((model, index) => {
    const value = 0.1 + 0.09 * index;
    const tests = { p_zero: 0.2 / (1 + index ** 3), p_ceiling: 0.001 * 4 ** index, correction: "holm", test: "t" };
    return {
      ...{ target: "V1", model, model_kind: "fixed" as const, measure: "rho-a", samples: "both" as const },
      ...{ resample: "dual", value, sem: 0.04, ci_low: value - 0.09, ci_high: value + 0.09, ...tests, dof: 11 },
      ...{ p_zero_corrected: 0.3 / (1 + index ** 3), p_ceiling_corrected: 0.002 * 4 ** index },
      ...{ ceiling_low: 0.34, ceiling_high: 0.42, ceiling_note: "pool: ranks", n_rdms: 12, n_conditions: 8 },
      n_samples: 1000,
    };
  });
  const others = rows.map((row) => ({ ...row, samples: "rdms" as const, sem: null, ci_low: null, ci_high: null }));
  const pairs = models.flatMap((model_a, a) =>
    models.slice(a + 1).map((model_b, offset) => {
      const common = { target: "V1", measure: "rho-a", samples: "both" as const, correction: "fdr" };
      const p_value = 0.2 / (1 + offset) ** 3;
      return {
        ...common,
        model_a,
        model_b,
        difference: -0.09 * (offset + 1),
        sem: 0.03,
        p_value,
        p_corrected: p_value,
      };
    }),
  );
  return [
    within("analysis_id", "models", batchOf("rdm_evaluations", [...others, ...rows])),
    within("analysis_id", "models", batchOf("rdm_evaluation_pairs", pairs)),
  ];
}

function identification(): readonly Partial<Row<"identification_cells">>[] {
  const common = { target: "made", classifier: "euclidean" as const, mode: "corrected" as const, chance: 0.5 };
  const counts = { n_rdms: 20, n_subjects: 10, n_conditions: 8, setting: "quantiles of ranks" };
  const cells = thresholdGrid({ steps: 10 }).map(({ low, high }) => ({
    ...{ ...common, ...counts, transform: "gt", selection: "grid" as const, lower: low, upper: high },
    ...{ region: thresholdRegion({ low, high }), accuracy: Math.round(20 * (0.95 - Math.abs(low - 0.2) / 2)) / 20 },
  }));
  const plain = { ...common, ...counts, setting: "all dissimilarities", selection: "fixed" as const };
  const nested = { ...common, ...counts, transform: "gt", selection: "nested" as const, accuracy: 0.85 };
  const edge = { ...cells[0]!, transform: "ram", selection: "fixed" as const, lower: 0.5, upper: 0.5, accuracy: 0.6 };
  return [
    { ...plain, transform: "raw", accuracy: 0.7 },
    { ...plain, transform: "rank", accuracy: 0.8 },
    ...cells,
    edge,
    nested,
  ];
}

/** A ball of voxels 3 mm apart in two slices, its middle without a value. */
function searchlight(): readonly Partial<Row<"searchlight_values">>[] {
  const voxels = Array.from({ length: 2 * 7 * 7 }, (_, index) => {
    return [index % 7, Math.floor(index / 7) % 7, Math.floor(index / 49)] as const;
  }).filter(([i, j]) => Math.hypot(i - 3, j - 3) <= 3.2);
  return ["animals", "things"].flatMap((model, which) =>
    voxels.map(([i, j, k], channel_index) => {
      const isNone = i === 3 && j === 3;
      return {
        ...{ dataset_id: "made", fit_id: "s1", channel_index, model, measure: "rho-a", n_channels: isNone ? 1 : 7 },
        ...{ x_m: 0.003 * i - 0.01, y_m: 0.003 * j, z_m: 0.004 * k, p_max: i === 0 ? 0.02 : 0.6 },
        ...{ value: isNone ? null : Math.cos(i + which) / 2 + j / 40, reason: isNone ? "too few channels" : null },
      };
    }),
  );
}

/** Scores of six cells with places, one of which could not be fitted and one has no place. */
function encoder(): readonly TableBatch[] {
  const cells = ["AVAL", "AVAR", "RIML", "SMDVL", "PVQL", "ASEL"];
  const channels = cells.map((name, channel_index) => ({
    ...{ recording_id: "worm", channel_index, kind: "neuron" as const, name, name_source: name, quantity: "dff" },
    ...{
      clock: "main",
      x_m: name === "ASEL" ? null : 2e-5 * Math.sin(channel_index),
      y_m: 1e-5 * Math.cos(channel_index),
    },
    z_m: 3e-6 * Math.sin(3 * channel_index),
  }));
  const scores = ["behaviour", "states", "behaviour+states"].flatMap((space) =>
    cells.map((target, target_index) => ({
      ...{ dataset_id: "made", fit_id: "worm", recording_id: "worm", space, score: "r2", aggregate: "target" as const },
      ...{ target_index, target, target_kind: "neuron", channel_index: target_index, model: "ridge" as const },
      ...{ value: target === "PVQL" ? null : target_index / 10 - 0.1 + space.length / 100, ceiling_note: "none" },
      ...{ n_features: 2, n_rows: 100, n_left_out: 0, n_folds: 5, folds: "5 blocks", n_draws: 0, n_targets: 1 },
    })),
  );
  return [
    within("dataset_id", "made", batchOf("channels", channels)),
    within("analysis_id", "fits", batchOf("encoder_scores", scores)),
  ];
}

function within(partition: string, value: string, batch: TableBatch): TableBatch {
  const column = new Array<string>(rowCount(batch)).fill(value);
  return { ...batch, columns: { [partition]: column, ...batch.columns } };
}
