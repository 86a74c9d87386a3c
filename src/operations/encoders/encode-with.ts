import { UnknownNameError } from "../../errors.js";
import type { TableBatch } from "../../tables/batch.js";
import type { TableReader } from "../../tables/table-reader.js";
import { batchesOf } from "../batches-of.js";
import type { RunContext } from "../operation.js";
import { columnsOfSpaces, encoderFits, spaceNames } from "./encoder-fits.js";
import type { EncoderParams } from "./encoder-params.js";
import { alphaRows, predictionRows } from "./encoder-rows.js";
import { fitSpace } from "./fit-space.js";
import { scoreRows } from "./score-rows.js";
import { spaceWeightRows } from "./space-weight-rows.js";
import { weightRows } from "./weight-rows.js";

/** What encoding and decoding have in common. */
export interface EncodeParams extends EncoderParams {
  readonly each_space: boolean;
  readonly compare_with?: string | undefined;
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
  const known = params.spaces.map(({ name }) => name);
  if (params.compare_with !== undefined && !known.includes(params.compare_with)) {
    throw new UnknownNameError({ kind: "space to compare with", name: params.compare_with, known });
  }
  for await (const { data, folds, words } of encoderFits(input, options)) {
    const names = spaceNames(data);
    const { compare_with: other } = params;
    const fitOf = (set: readonly string[]) => fitSpace(data, columnsOfSpaces(data, set), { params, folds, context });
    const reference = other !== undefined && names.includes(other) ? fitOf([other]) : undefined;
    const sets = [names, ...(params.each_space && names.length > 1 ? names.map((name) => [name]) : [])];
    for (const set of sets) {
      const space = set.join("+");
      const fit = reference && space === other ? reference : fitOf(set);
      yield* batchesOf("encoder_scores", scoreRows(space, fit, { ...words, reference }));
      yield* batchesOf("encoder_alphas", alphaRows(space, fit, { data, params }));
      yield* batchesOf("encoder_space_weights", spaceWeightRows(set, fit, data));
      if (params.keep_predictions) yield* batchesOf("encoder_predictions", predictionRows(space, fit, data));
      if (params.keep_weights && set === names) {
        yield* batchesOf("encoder_weights", weightRows(fit, { data, params, context }));
      }
    }
  }
}
