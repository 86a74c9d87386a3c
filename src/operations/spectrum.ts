import * as z from "zod/mini";
import { correctedParticipationRatio } from "../encoders/features/corrected-participation-ratio.js";
import { covarianceSpectrum } from "../encoders/features/covariance-spectrum.js";
import { spectrumMetrics } from "../encoders/features/spectrum-metrics.js";
import { spectrumShares } from "../encoders/features/spectrum-shares.js";
import { matrix } from "../linalg/matrix.js";
import type { Matrix } from "../linalg/provider.js";
import { isConstant } from "../stats/is-constant.js";
import { datasetOf, type Recording } from "../tables/open-dataset.js";
import type { Row } from "../tables/tables.js";
import { batchesOf } from "./batches-of.js";
import { channelChoice } from "./channel-choice.js";
import { checkOneClock } from "./check-one-clock.js";
import { numberOrNull } from "./number-or-null.js";
import type { Operation, RunContext } from "./operation.js";
import { readChannels, type SampledChannel } from "./read-channels.js";

const params = z.strictObject({ ...channelChoice });

/**
 * How the variance of the channels of a recording spreads over axes: eigenvalues of their covariance, and what
 * `spectrumMetrics` says of them. Channels as they are; z-scores and roots are processing steps.
 */
export const spectrum: Operation<z.infer<typeof params>> = {
  name: "spectrum",
  summary:
    "Spectrum of the covariance of channels: participation ratio, spectral entropy, early enrichment, top share.",
  params,
  reads: ["recordings", "channels", "signals", "clocks", "processed_signals"],
  writes: ["spectra"],
  partitionBy: "recording_id",
  async *run(input, choice, context) {
    for await (const recording of datasetOf(input).recordings()) {
      const channels = await readChannels(recording, { choice, defaultKinds: ["neuron", "unit"], context });
      yield* batchesOf("spectra", rowsOfSpectrum(recording, channels, context));
    }
  },
};

function rowsOfSpectrum(
  { row }: Recording,
  channels: readonly SampledChannel[],
  context: RunContext,
): readonly Row<"spectra">[] {
  const note = (message: string) => {
    context.onProgress({ kind: "note", task: "spectrum", item: row.recording_id, message });
  };
  const used = channels.filter(({ values }) => !isConstant(values));
  const [first] = used;
  if (!first) {
    if (channels.length > 0) note("has no channel that varies");
    return [];
  }
  checkOneClock(used, row.recording_id);
  const x = completeSamples(used);
  if (x.rows < 4) {
    note(`has ${x.rows} samples in which no channel is missing, and a spectrum needs four`);
    return [];
  }
  const { linalg } = context;
  const variances = covarianceSpectrum(x, { linalg });
  const metrics = spectrumMetrics(variances);
  return [
    {
      dataset_id: row.dataset_id,
      recording_id: row.recording_id,
      quantity: [...new Set(used.map((channel) => channel.row.quantity))].join(", "),
      n_channels: used.length,
      n_left_out: channels.length - used.length,
      n_samples: x.rows,
      n_incomplete: first.values.length - x.rows,
      participation_ratio: metrics.participationRatio,
      participation_ratio_corrected: numberOrNull(correctedParticipationRatio(x, { linalg })),
      spectral_entropy: metrics.spectralEntropy,
      early_enrichment: metrics.earlyEnrichment,
      top_share: metrics.topShare,
      total_variance: variances.reduce((sum, value) => sum + value, 0),
      shares: spectrumShares(variances),
    },
  ];
}

/** Samples × channels, of the samples in which no channel is missing. */
function completeSamples(channels: readonly SampledChannel[]): Matrix {
  const kept: number[] = [];
  for (let sample = 0; sample < channels[0]!.values.length; sample++) {
    if (channels.every(({ values }) => Number.isFinite(values[sample]!))) kept.push(sample);
  }
  const x = matrix(kept.length, channels.length);
  for (const [column, { values }] of channels.entries()) {
    for (const [row, sample] of kept.entries()) x.values[row * channels.length + column] = values[sample]!;
  }
  return x;
}
