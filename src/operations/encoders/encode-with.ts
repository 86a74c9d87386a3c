import type { TableBatch } from "../../tables/batch.js";
import type { TableReader } from "../../tables/table-reader.js";
import { batchesOf } from "../batches-of.js";
import type { RunContext } from "../operation.js";
import { columnsOfSpaces, encoderFits, spaceNames } from "./encoder-fits.js";
import type { EncoderParams } from "./encoder-params.js";
import { alphaRows, predictionRows, weightRows } from "./encoder-rows.js";
import { fitSpace } from "./fit-space.js";
import { scoreRows } from "./score-rows.js";

/** What encoding and decoding have in common. */
export interface EncodeParams extends EncoderParams {
  readonly each_space: boolean;
  readonly keep_weights: boolean;
  readonly keep_predictions: boolean;
}

/** Fits all spaces together, and each by itself where asked for, and yields the tables of what came of it. */
export async function* encodeWith(
  input: TableReader,
  options: {
    readonly operation: string;
    readonly params: EncodeParams;
    readonly targetKinds: readonly string[];
    readonly context: RunContext;
  },
): AsyncGenerator<TableBatch> {
  const { params, context } = options;
  for await (const { data, folds, words } of encoderFits(input, options)) {
    const names = spaceNames(data);
    const sets = [names, ...(params.each_space && names.length > 1 ? names.map((name) => [name]) : [])];
    for (const set of sets) {
      const space = set.join("+");
      const fit = fitSpace(data, columnsOfSpaces(data, set), { params, folds, context });
      yield* batchesOf("encoder_scores", scoreRows(space, fit, words));
      yield* batchesOf("encoder_alphas", alphaRows(space, fit, { data, params }));
      if (params.keep_predictions) yield* batchesOf("encoder_predictions", predictionRows(space, fit, data));
      if (params.keep_weights && set === names) {
        yield* batchesOf("encoder_weights", weightRows(fit, { data, params, context }));
      }
    }
  }
}
