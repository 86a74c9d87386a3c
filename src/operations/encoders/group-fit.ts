import { besideEachOther } from "../../encoders/beside-each-other.js";
import type { NestedFold } from "../../encoders/nested/nested-ridge.js";
import { nullDraws } from "../../encoders/nested/null-rows.js";
import { bootstrapOrders } from "../../encoders/scores/bootstrap-orders.js";
import { finitePredictions } from "../../encoders/scores/finite-predictions.js";
import type { Matrix } from "../../linalg/provider.js";
import type { RunContext } from "../operation.js";
import { type EncoderData, placesOfSpaces, rowsAt } from "./encoder-data.js";
import type { EncoderParams } from "./encoder-params.js";
import { type EncoderScore, encoderScores, type ScoredRows, scoresOfModel } from "./encoder-score.js";
import { foldsWithin } from "./folds-within.js";
import type { ModelFit } from "./models/encoder-model.js";
import { encoderModels } from "./models/encoder-models.js";
import { nullRates } from "./null-rates.js";
import { partOf } from "./part-of.js";
import type { TargetGroup } from "./target-groups.js";

/** What fits are made with. */
export interface FitSettings {
  readonly params: EncoderParams;
  readonly folds: readonly NestedFold[];
  readonly context: RunContext;
}

/** One number per score and target. */
export type ScoreLists = Readonly<Partial<Record<EncoderScore, Float64Array>>>;

/** Numbers of targets that are fitted at a time: 32 MB. */
const numbersAtATime = 4_000_000;

/** Fits and scores targets that have the same rows and features. */
export function groupFit(data: EncoderData, group: TargetGroup, { params, folds: all, context }: FitSettings) {
  const { linalg } = context;
  const rows = group.rows;
  const y = partOf(data.y, rows, group.targets);
  const runs = rows.map((row) => data.runOf[row]!);
  const folds = foldsWithin(all, rows, data.y.rows);
  const predicted = sortedUnion(folds);
  const memory = Math.max(1, Math.ceil(params.null_s / data.stepS));
  // a test by turns is exact over all of them: to leave out the near ones makes p values too small
  const leastTurnOrBlock = params.null_model === "shift" ? 1 : memory;
  const width = y.columns;
  const problem = () => ({
    ...{ x: partOf(data.x, rows, group.columns), spaceOf: placesOfSpaces(data, group.columns) },
    ...{ width, folds, params, linalg, random: context.random.derive("bands", data.fitId) },
  });
  const model = folds.length > 0 && group.columns.length > 0 ? encoderModels[params.model](problem()) : undefined;
  const scoredRows = (measured: Matrix, { predictions }: ModelFit) => {
    const clean = finitePredictions(rowsAt(predictions, predicted));
    const rates = params.model === "poisson" ? nullRates(measured, folds, params.null_rate) : undefined;
    return {
      replaced: clean.replaced,
      scored: {
        measured: rowsAt(measured, predicted),
        predicted: clean.predictions,
        nullRates: rates && rowsAt(rates, predicted),
      },
    };
  };
  const scoresOf = (scored: ScoredRows): ScoreLists =>
    Object.fromEntries(scoresOfModel[params.model].map((name) => [name, encoderScores[name](scored)]));
  /** Scores of draws of the null model, each fitted anew. */
  function* nullScores(draws: number, found: ModelFit) {
    if (params.null_model === "none" || !model) return;
    const drawNull = nullDraws[params.null_model];
    const together = Math.max(1, Math.floor(numbersAtATime / Math.max(1, y.values.length)));
    for (let from = 0; from < draws; from += together) {
      context.signal.throwIfAborted();
      const parts = Array.from({ length: Math.min(together, draws - from) }, (_, index) =>
        // the same turns for all groups and spaces, so that targets can be compared draw by draw
        drawNull(y, {
          random: context.random.derive("null", data.fitId, from + index),
          runs,
          memory: leastTurnOrBlock,
        }),
      );
      const stacked = besideEachOther(parts) as Matrix;
      const fit = model.fit(stacked, params.null_penalty === "same" ? found : undefined);
      const scores = scoresOf(scoredRows(stacked, fit).scored);
      for (const target of fit.unfitted?.keys() ?? []) {
        for (const list of Object.values(scores)) list[target] = Number.NaN;
      }
      for (const [index] of parts.entries()) {
        yield {
          draw: from + index,
          scores: mapped(scores, (list) => list.subarray(index * width, (index + 1) * width)),
        };
      }
    }
  }
  /** Scores of blocks of predicted rows, draw by draw: the same blocks for all spaces. */
  function* blockScores(scored: ScoredRows) {
    const runsPredicted = predicted.map((row) => runs[row]!);
    const random = context.random.derive("bootstrap", data.fitId);
    const blockLength = Math.min(memory, shortestRun(runsPredicted));
    for (const order of bootstrapOrders(predicted.length, {
      ...{ draws: params.bootstrap, random, runs: runsPredicted, blockLength },
    })) {
      yield scoresOf({
        measured: rowsAt(scored.measured as Matrix, order),
        predicted: rowsAt(scored.predicted as Matrix, order),
        nullRates: scored.nullRates && rowsAt(scored.nullRates as Matrix, order),
      });
    }
  }
  return { y, folds, predicted, model, scoredRows, scoresOf, nullScores, blockScores };
}

function mapped(lists: ScoreLists, change: (list: Float64Array) => Float64Array): ScoreLists {
  return Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, change(list)]));
}

function shortestRun(runs: Int32Array): number {
  const counts = new Map<number, number>();
  for (const run of runs) counts.set(run, (counts.get(run) ?? 0) + 1);
  return Math.min(...counts.values());
}

function sortedUnion(folds: readonly NestedFold[]): Int32Array {
  return Int32Array.from(new Set(folds.flatMap(({ test }) => Array.from(test)))).sort();
}
