import { UnknownNameError } from "../errors.js";
import { channelSummary } from "./channel-summary.js";
import { consensus } from "./consensus.js";
import { correlation } from "./correlation.js";
import { correlationConnection } from "./correlation-connection.js";
import { correlationSummary } from "./correlation-summary.js";
import { decode } from "./decode.js";
import { encode } from "./encode.js";
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
import { stateMeans } from "./state-means.js";
import { stateTuning } from "./state-tuning.js";
import { stateTuningSummary } from "./state-tuning-summary.js";

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
    encode,
    decode,
    partitionSpaces,
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
