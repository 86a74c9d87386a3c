import { matchRows } from "../../volumes/metrics/match-rows.js";
import { scoreRecord } from "../../volumes/metrics/score-record.js";
import { recordRows, scoreRows } from "../../volumes/metrics/score-rows.js";
import { batchesOf } from "../batches-of.js";
import type { Operation } from "../operation.js";
import { type ScoreParams, scoreParams } from "./score-params.js";
import { scoreSamples } from "./score-samples.js";
import { type SampleRecord, scoresOverSamples } from "./scores-over-samples.js";
import { pairTables, tablePairs } from "./table-pairs.js";

/**
 * Scores predicted instances against ground truth, sample after sample, as the FISBe benchmark does (see `scoreInstances`);
 * over several samples also sets and the combined row (see `aggregateScores`). Volumes without a partner are noted.
 */
export const scoreInstancesOperation: Operation<ScoreParams> = {
  name: "score-instances",
  summary:
    "Scores predicted instances of volumes against ground truth by the FISBe protocol: S, avF1, C, splits, merges.",
  params: scoreParams,
  reads: pairTables,
  writes: ["scores", "matches"],
  async *run(input, params, { signal, onProgress }) {
    const onNote = (item: string, message: string) =>
      onProgress({ kind: "note", task: "score-instances", item, message });
    const { pairs, alone } = await tablePairs(input, params, { signal });
    for (const { sample, message } of alone) onNote(sample, message);
    const records: SampleRecord[] = [];
    for await (const { sample, labelling, scores } of scoreSamples(pairs, params, { signal, onNote })) {
      records.push({ sample, labelling, record: scoreRecord(scores), protocol: scores.protocol });
      yield* batchesOf("scores", scoreRows(sample, scores));
      yield* batchesOf("matches", matchRows(sample, scores));
    }
    if (!params.aggregate || records.length < 2) return;
    for (const { name, record, protocol } of scoresOverSamples(records)) {
      yield* batchesOf("scores", recordRows(name, record, protocol));
    }
  },
};
