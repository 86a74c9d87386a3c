import type { Manifest } from "../manifest/schema.js";
import type { channelCollector } from "./channel-collector.js";
import { neuronChannels, type SourceLabel } from "./neuron-channels.js";
import { emptyTraceStatus } from "./report-samples.js";
import type { TraceBlock } from "./trace-block.js";

/**
 * Adds the traces of a block as neuron channels, column after column; `source_index` counts the columns from
 * `firstIndex` (default 0).
 */
export function addNeurons(
  channels: ReturnType<typeof channelCollector>,
  block: TraceBlock,
  labels: readonly (SourceLabel | undefined)[],
  quantity: Manifest["quantities"][number],
  firstIndex = 0,
): void {
  for (const [column, identity] of neuronChannels(labels).entries()) {
    const status = identity.status === "good" ? emptyTraceStatus(block, column) : undefined;
    const more = { source_index: firstIndex + column, quantity: quantity.name, unit: quantity.unit };
    channels.add({ ...identity, ...status, ...more }, block.traces[column]!);
  }
}
