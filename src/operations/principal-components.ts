import * as z from "zod/mini";
import { principalComponents as decompose, type PrincipalComponents } from "../signals/principal-components.js";
import type { TableBatch } from "../tables/batch.js";
import { datasetOf, type Recording } from "../tables/open-dataset.js";
import { batchesOf } from "./batches-of.js";
import { channelChoice } from "./channel-choice.js";
import { checkOneClock } from "./check-one-clock.js";
import { numberOrNull } from "./number-or-null.js";
import type { Operation, RunContext } from "./operation.js";
import { readChannels, type SampledChannel } from "./read-channels.js";

const params = z.strictObject({
  ...channelChoice,
  scaling: z
    ._default(z.enum(["z-score", "centre"]), "z-score")
    .check(z.describe("z-score: every channel counts alike; centre: only its mean is taken off.")),
  count: z._default(z.int().check(z.positive()), 10).check(z.describe("How many components to keep at most.")),
});

type Params = z.infer<typeof params>;

/** Principal components of the channels of a recording: shares of variance, loadings, scores; see `principalComponents`. */
export const principalComponents: Operation<Params> = {
  name: "principal-components",
  summary: "Principal components of the channels of a recording: shares of variance, loadings and scores.",
  params,
  reads: ["recordings", "channels", "signals", "clocks", "processed_signals"],
  writes: ["components", "component_loadings", "component_scores"],
  partitionBy: "recording_id",
  async *run(input, chosen, context) {
    for await (const recording of datasetOf(input).recordings()) yield* decomposeRecording(recording, chosen, context);
  },
};

async function* decomposeRecording(
  recording: Recording,
  choice: Params,
  context: RunContext,
): AsyncGenerator<TableBatch> {
  const channels = await readChannels(recording, { choice, defaultKinds: ["neuron"], context });
  if (channels.length === 0) return;
  checkOneClock(channels, recording.row.recording_id);
  const { scaling, count } = choice;
  const traces = channels.map(({ values }) => values);
  const found = decompose(traces, { linalg: context.linalg, scaling, count });
  const key = { dataset_id: recording.row.dataset_id, recording_id: recording.row.recording_id };
  yield* batchesOf("components", componentRows(key, channels, found, scaling));
  yield* batchesOf("component_loadings", loadingRows(key, channels, found));
  const { row, timeS, startSample } = channels[0]!;
  const samples = timeS.length;
  const scores = Array.from(found.variances, (_, index) => ({
    ...key,
    component: index + 1,
    clock: row.clock,
    start_sample: startSample,
    start_s: timeS[0]!,
    sampling_rate_hz: row.sampling_rate_hz,
    values: found.scores.values.slice(index * samples, (index + 1) * samples),
  }));
  yield* batchesOf("component_scores", scores);
}

interface Key {
  readonly dataset_id: string;
  readonly recording_id: string;
}

function componentRows(
  key: Key,
  channels: readonly SampledChannel[],
  found: PrincipalComponents,
  scaling: Params["scaling"],
) {
  const used = channels.filter((_, index) => found.reasons[index] === null);
  const missing = used.reduce((sum, { values }) => sum + values.filter(Number.isNaN).length, 0);
  let cumulative = 0;
  return Array.from(found.shares, (share, index) => {
    cumulative += share;
    return {
      ...key,
      component: index + 1,
      scaling,
      variance: found.variances[index]!,
      variance_share: share,
      cumulative_share: cumulative,
      n_channels: used.length,
      n_left_out: channels.length - used.length,
      n_samples: channels[0]!.values.length,
      n_missing: missing,
    };
  });
}

function loadingRows(key: Key, channels: readonly SampledChannel[], found: PrincipalComponents) {
  const { values, columns } = found.loadings;
  return Array.from({ length: columns }, (_, component) =>
    channels.map(({ row }, channel) => ({
      ...key,
      component: component + 1,
      channel_index: row.channel_index,
      name: row.name,
      loading: numberOrNull(values[channel * columns + component]!),
      reason: found.reasons[channel] ?? null,
    })),
  ).flat();
}
