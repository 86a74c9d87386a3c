import type { RowOf, TableDefinition } from "./definition.js";
import { alignedSignals } from "./definitions/aligned-signals.js";
import { channelSummaries } from "./definitions/channel-summaries.js";
import { channels } from "./definitions/channels.js";
import { clocks } from "./definitions/clocks.js";
import { componentLoadings } from "./definitions/component-loadings.js";
import { componentScores } from "./definitions/component-scores.js";
import { components } from "./definitions/components.js";
import { correlations } from "./definitions/correlations.js";
import { events } from "./definitions/events.js";
import { findings } from "./definitions/findings.js";
import { labelCounts } from "./definitions/label-counts.js";
import { neurons } from "./definitions/neurons.js";
import { provenance } from "./definitions/provenance.js";
import { recordings } from "./definitions/recordings.js";
import { signals } from "./definitions/signals.js";
import { stateMeans } from "./definitions/state-means.js";

/** Every harmonized table, by name. */
export const tables = {
  recordings,
  channels,
  signals,
  clocks,
  events,
  neurons,
  findings,
  aligned_signals: alignedSignals,
  channel_summaries: channelSummaries,
  correlations,
  components,
  component_loadings: componentLoadings,
  component_scores: componentScores,
  state_means: stateMeans,
  label_counts: labelCounts,
  provenance,
} as const;

/** The name of a harmonized table. */
export type TableName = keyof typeof tables;

/** The row of a named table. */
export type Row<T extends TableName> = RowOf<(typeof tables)[T]>;

/** The definition of a named table, with its columns as a plain record. */
export function tableDefinition(table: TableName): TableDefinition {
  return tables[table];
}
