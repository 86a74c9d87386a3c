import { UnknownNameError } from "../errors.js";
import { channelSummary } from "./channel-summary.js";
import { consensus } from "./consensus.js";
import { correlation } from "./correlation.js";
import { correlationConnection } from "./correlation-connection.js";
import { correlationSummary } from "./correlation-summary.js";
import { decode } from "./decode.js";
import { encode } from "./encode.js";
import { eventRate } from "./event-rate.js";
import { graphMeasures } from "./graph-measures.js";
import { labelCounts } from "./label-counts.js";
import { layerComparison } from "./layer-comparison.js";
import { neuralCycle } from "./neural-cycle.js";
import { neuralCycleSummary } from "./neural-cycle-summary.js";
import type { Operation } from "./operation.js";
import { partitionSpaces } from "./partition-spaces.js";
import { principalComponents } from "./principal-components.js";
import { processTraces } from "./process-traces.js";
import { resampleAlign } from "./resample-align.js";
import { responseSimilarity } from "./rsa/response-similarity.js";
import { rsaCompare } from "./rsa/rsa-compare.js";
import { rsaDependence } from "./rsa/rsa-dependence.js";
import { rsaEvaluate } from "./rsa/rsa-evaluate.js";
import { rsaPartition } from "./rsa/rsa-partition.js";
import { rsaRdm } from "./rsa/rsa-rdm.js";
import { rsaSearchlight } from "./rsa/rsa-searchlight.js";
import { rsaTopology } from "./rsa/rsa-topology.js";
import { scorePredictions } from "./score-predictions.js";
import { spectrogram } from "./spectrogram.js";
import { spectrum } from "./spectrum.js";
import { spikeTriggeredAverage } from "./spike-triggered-average.js";
import { stateMeans } from "./state-means.js";
import { stateTuning } from "./state-tuning.js";
import { stateTuningSummary } from "./state-tuning-summary.js";
import { trialReliability } from "./trial-reliability.js";
import { aggregateScoresOperation } from "./volumes/aggregate-scores.js";
import { instanceComponents } from "./volumes/instance-components.js";
import { scoreInstancesOperation } from "./volumes/score-instances.js";
import { scoreStabilityOperation } from "./volumes/score-stability.js";
import { skeletonize } from "./volumes/skeletonize.js";

/** Every operation, by name. A new one is a file beside this one and a line here. */
export const operations: Readonly<Record<string, Operation>> = Object.fromEntries(
  [
    resampleAlign,
    processTraces,
    correlation,
    correlationSummary,
    correlationConnection,
    layerComparison,
    principalComponents,
    neuralCycle,
    neuralCycleSummary,
    stateMeans,
    stateTuning,
    stateTuningSummary,
    labelCounts,
    graphMeasures,
    channelSummary,
    consensus,
    rsaCompare,
    rsaEvaluate,
    rsaPartition,
    rsaTopology,
    rsaDependence,
    responseSimilarity,
    encode,
    decode,
    partitionSpaces,
    spectrogram,
    eventRate,
    trialReliability,
    scorePredictions,
    spikeTriggeredAverage,
    spectrum,
    rsaRdm,
    rsaSearchlight,
    instanceComponents,
    skeletonize,
    scoreInstancesOperation,
    aggregateScoresOperation,
    scoreStabilityOperation,
  ].map((one) => [one.name, one as Operation]),
);

/**
 * The operation of that name.
 *
 * @throws UnknownNameError with the nearest names.
 */
export function operationNamed(name: string): Operation {
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (!operation) throw new UnknownNameError({ kind: "operation", name, known: Object.keys(operations) });
  return operation;
}
