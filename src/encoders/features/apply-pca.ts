import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { lessMeans } from "../less-means.js";
import { samePrecision } from "../same-precision.js";
import { scaleColumns } from "../scale-matrix.js";
import { type FeatureRows, featureRowsOf } from "./feature-rows.js";
import type { Pca } from "./fit-pca.js";
import { type RowBatchOptions, rowBatches } from "./row-batches.js";

/** Settings of {@link applyPca}. */
export interface ApplyPcaOptions extends RowBatchOptions {
  readonly linalg: LinalgProvider;
  /** Divides each column by its standard deviation over the fitted samples. Default: false. */
  readonly whiten?: boolean | undefined;
}

/**
 * Features along the components: (X − means) · components, m × k; of training samples and of others alike.
 *
 * @param x - Samples × p features.
 * @returns As many rows as samples are used, in the order of the samples, in double precision.
 * @throws ArgumentError when the features are not those of the analysis in number, or hold what is not finite.
 */
export function applyPca(
  x: Matrix<Floats> | FeatureRows,
  { components, means, variances }: Pca,
  options: ApplyPcaOptions,
): Matrix {
  const features = featureRowsOf(x);
  if (features.columns !== means.length) {
    const found = String(features.columns);
    throw new ArgumentError({ argument: "x", expected: `${means.length} features`, found });
  }
  const batches = rowBatches(features, options);
  const k = components.columns;
  const scores = matrix(
    batches.reduce((sum, { rows }) => sum + rows, 0),
    k,
  );
  for (const batch of batches) {
    const samples = lessMeans(samePrecision(batch.read(), means) as Matrix, means);
    scores.values.set(options.linalg.multiply(samples, components).values, batch.from * k);
  }
  if (options.whiten) {
    scaleColumns(
      scores,
      variances.map((variance) => 1 / Math.sqrt(variance)),
    );
  }
  return scores;
}
