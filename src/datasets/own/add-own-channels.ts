import { FormatError } from "../../errors.js";
import type { channelCollector } from "../channel-collector.js";
import { neuronChannels } from "../neuron-channels.js";
import { emptyTraceStatus } from "../report-samples.js";
import type { RecordingContent } from "./recording-content.js";

/** What holds for all traces of a recording. */
export interface OwnTraceWords {
  readonly quantity: string;
  readonly unit: string | null;
  /** Whether labels are names of worm neurons; else they are kept as they are, and no name is settled. */
  readonly isWorm: boolean;
  readonly file: string;
}

/**
 * Adds the neurons of a recording, then its behaviour.
 *
 * @throws FormatError for a behaviour trace that is longer or shorter than the neurons'
 */
export function addOwnChannels(
  channels: ReturnType<typeof channelCollector>,
  { block, sourceIndex, behaviour }: RecordingContent,
  labels: readonly (string | null)[],
  { quantity, unit, isWorm, file }: OwnTraceWords,
): void {
  const identities = neuronChannels(labels.map((label) => (label !== null && isWorm ? { label } : undefined)));
  for (const [index, identity] of identities.entries()) {
    const status = identity.status === "good" ? emptyTraceStatus(block, index) : undefined;
    const more = { name_source: labels[index]!, source_index: sourceIndex[index]!, quantity, unit };
    channels.add({ ...identity, ...status, ...more }, block.traces[index]!);
  }
  const samples = block.traces[0]!.length;
  for (const { behaviour: one, label, sourceIndex: index, values } of behaviour) {
    if (values.length !== samples) {
      const expected = `${samples} samples as the traces have`;
      throw new FormatError({ file, place: one.name, expected, found: `${values.length}` });
    }
    const what = { kind: "behaviour", name_source: label, name: one.name, quantity: one.name } as const;
    channels.add({ ...what, unit: one.unit ?? null, source_index: index }, Float32Array.from(values));
  }
}
