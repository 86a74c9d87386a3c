import type { RowOf, TableDefinition } from "./definition.js";
import { alignedSignals } from "./definitions/aligned-signals.js";
import { cellClasses } from "./definitions/cell-classes.js";
import { cellFeatures } from "./definitions/cell-features.js";
import { cellNames } from "./definitions/cell-names.js";
import { cells } from "./definitions/cells.js";
import { channelSummaries } from "./definitions/channel-summaries.js";
import { channels } from "./definitions/channels.js";
import { clocks } from "./definitions/clocks.js";
import { componentLoadings } from "./definitions/component-loadings.js";
import { componentScores } from "./definitions/component-scores.js";
import { components } from "./definitions/components.js";
import { computedRdmEntries } from "./definitions/computed-rdm-entries.js";
import { computedRdms } from "./definitions/computed-rdms.js";
import { connectionGroups } from "./definitions/connection-groups.js";
import { connectionTests } from "./definitions/connection-tests.js";
import { connectomes } from "./definitions/connectomes.js";
import { consensusConnections } from "./definitions/consensus-connections.js";
import { consensusEdges } from "./definitions/consensus-edges.js";
import { consensusSummaries } from "./definitions/consensus-summaries.js";
import { correlationSummaries } from "./definitions/correlation-summaries.js";
import { correlations } from "./definitions/correlations.js";
import { cycleStateSummaries } from "./definitions/cycle-state-summaries.js";
import { cycleStates } from "./definitions/cycle-states.js";
import { cycleTrajectories } from "./definitions/cycle-trajectories.js";
import { cycles } from "./definitions/cycles.js";
import { edges } from "./definitions/edges.js";
import { encoderAlphas } from "./definitions/encoder-alphas.js";
import { encoderPartitions } from "./definitions/encoder-partitions.js";
import { encoderPredictions } from "./definitions/encoder-predictions.js";
import { encoderScores } from "./definitions/encoder-scores.js";
import { encoderSpaceWeights } from "./definitions/encoder-space-weights.js";
import { encoderSplits } from "./definitions/encoder-splits.js";
import { encoderWeights } from "./definitions/encoder-weights.js";
import { events } from "./definitions/events.js";
import { findings } from "./definitions/findings.js";
import { graphMeasures } from "./definitions/graph-measures.js";
import { identificationCells } from "./definitions/identification-cells.js";
import { identificationContrasts } from "./definitions/identification-contrasts.js";
import { instanceComponents } from "./definitions/instance-components.js";
import { instanceIntensities } from "./definitions/instance-intensities.js";
import { instancePairs } from "./definitions/instance-pairs.js";
import { instances } from "./definitions/instances.js";
import { labelCounts } from "./definitions/label-counts.js";
import { layerAgreements } from "./definitions/layer-agreements.js";
import { layerPairs } from "./definitions/layer-pairs.js";
import { matches } from "./definitions/matches.js";
import { neurons } from "./definitions/neurons.js";
import { nodeMeasures } from "./definitions/node-measures.js";
import { pairConnections } from "./definitions/pair-connections.js";
import { predictionScores } from "./definitions/prediction-scores.js";
import { processedSignals } from "./definitions/processed-signals.js";
import { productConsensus } from "./definitions/product-consensus.js";
import { provenance } from "./definitions/provenance.js";
import { publishedAnnotations } from "./definitions/published-annotations.js";
import { publishedEdges } from "./definitions/published-edges.js";
import { publishedLabels } from "./definitions/published-labels.js";
import { publishedNodes } from "./definitions/published-nodes.js";
import { publishedRecordings } from "./definitions/published-recordings.js";
import { publishedTraces } from "./definitions/published-traces.js";
import { rdmComparisons } from "./definitions/rdm-comparisons.js";
import { rdmDependences } from "./definitions/rdm-dependences.js";
import { rdmEntries } from "./definitions/rdm-entries.js";
import { rdmEvaluationPairs } from "./definitions/rdm-evaluation-pairs.js";
import { rdmEvaluations } from "./definitions/rdm-evaluations.js";
import { rdmPartitions } from "./definitions/rdm-partitions.js";
import { rdms } from "./definitions/rdms.js";
import { recordings } from "./definitions/recordings.js";
import { responseSimilarities } from "./definitions/response-similarities.js";
import { responses } from "./definitions/responses.js";
import { sampleScores } from "./definitions/sample-scores.js";
import { scores } from "./definitions/scores.js";
import { searchlightValues } from "./definitions/searchlight-values.js";
import { signals } from "./definitions/signals.js";
import { similarityScores } from "./definitions/similarity-scores.js";
import { skeletonBranches } from "./definitions/skeleton-branches.js";
import { skeletonNodes } from "./definitions/skeleton-nodes.js";
import { skeletons } from "./definitions/skeletons.js";
import { spectra } from "./definitions/spectra.js";
import { spikeTriggeredAverages } from "./definitions/spike-triggered-averages.js";
import { stateMeans } from "./definitions/state-means.js";
import { stateTuning } from "./definitions/state-tuning.js";
import { stateTuningSummaries } from "./definitions/state-tuning-summaries.js";
import { stimuli } from "./definitions/stimuli.js";
import { trialReliabilities } from "./definitions/trial-reliabilities.js";
import { volumeProjections } from "./definitions/volume-projections.js";
import { volumeSamples } from "./definitions/volume-samples.js";
import { volumes } from "./definitions/volumes.js";
import { voxelRuns } from "./definitions/voxel-runs.js";

/** Every harmonized table, by name. */
export const tables = {
  recordings,
  channels,
  signals,
  clocks,
  events,
  neurons,
  cells,
  cell_features: cellFeatures,
  cell_names: cellNames,
  cell_classes: cellClasses,
  connectomes,
  edges,
  findings,
  aligned_signals: alignedSignals,
  processed_signals: processedSignals,
  channel_summaries: channelSummaries,
  correlations,
  components,
  component_loadings: componentLoadings,
  component_scores: componentScores,
  state_means: stateMeans,
  state_tuning: stateTuning,
  state_tuning_summaries: stateTuningSummaries,
  correlation_summaries: correlationSummaries,
  cycle_trajectories: cycleTrajectories,
  cycles,
  cycle_states: cycleStates,
  cycle_state_summaries: cycleStateSummaries,
  label_counts: labelCounts,
  graph_measures: graphMeasures,
  node_measures: nodeMeasures,
  pair_connections: pairConnections,
  connection_groups: connectionGroups,
  connection_tests: connectionTests,
  layer_pairs: layerPairs,
  layer_agreements: layerAgreements,
  published_recordings: publishedRecordings,
  published_labels: publishedLabels,
  published_traces: publishedTraces,
  published_annotations: publishedAnnotations,
  published_edges: publishedEdges,
  published_nodes: publishedNodes,
  product_consensus: productConsensus,
  consensus_edges: consensusEdges,
  consensus_connections: consensusConnections,
  consensus_summaries: consensusSummaries,
  encoder_scores: encoderScores,
  encoder_alphas: encoderAlphas,
  encoder_weights: encoderWeights,
  encoder_predictions: encoderPredictions,
  encoder_partitions: encoderPartitions,
  encoder_space_weights: encoderSpaceWeights,
  encoder_splits: encoderSplits,
  spike_triggered_averages: spikeTriggeredAverages,
  trial_reliabilities: trialReliabilities,
  prediction_scores: predictionScores,
  spectra,
  stimuli,
  rdms,
  rdm_entries: rdmEntries,
  responses,
  similarity_scores: similarityScores,
  computed_rdms: computedRdms,
  computed_rdm_entries: computedRdmEntries,
  rdm_comparisons: rdmComparisons,
  rdm_evaluations: rdmEvaluations,
  rdm_evaluation_pairs: rdmEvaluationPairs,
  rdm_partitions: rdmPartitions,
  response_similarities: responseSimilarities,
  identification_cells: identificationCells,
  identification_contrasts: identificationContrasts,
  rdm_dependences: rdmDependences,
  searchlight_values: searchlightValues,
  volume_samples: volumeSamples,
  volumes,
  instances,
  instance_intensities: instanceIntensities,
  voxel_runs: voxelRuns,
  instance_pairs: instancePairs,
  volume_projections: volumeProjections,
  sample_scores: sampleScores,
  instance_components: instanceComponents,
  skeletons,
  skeleton_nodes: skeletonNodes,
  skeleton_branches: skeletonBranches,
  scores,
  matches,
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
