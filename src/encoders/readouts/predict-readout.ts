import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { block } from "../../linalg/views.js";
import { checkGrid, type FeatureGrid } from "../features/feature-grid.js";
import { samePrecision } from "../same-precision.js";
import { distinctMaps } from "./distinct-maps.js";
import { expectShape } from "./expect-shape.js";
import type { Readout } from "./readout.js";

/** Numbers that pooled features of a sample may take: 4 million. */
const numbersPooled = 4_000_000;

/**
 * What a readout predicts: Σ over channels of weight · Σ over positions of map · F + intercept, n × t in double precision.
 * The sum over positions is made once for targets of the same map, in the precision of the features.
 *
 * @param features - n samples on the grid that the readout was fitted to.
 * @throws ArgumentError when the grid is another one, or holds what is not finite, or the readout's shapes do not fit.
 */
export function predictReadout(
  features: FeatureGrid,
  readout: Readout,
  { linalg }: { readonly linalg: LinalgProvider },
): Matrix {
  checkGrid(features);
  checkReadout(features, readout);
  const { weights, intercept } = readout;
  const { samples, channels, values } = features;
  const [targets, positions] = [intercept.length, readout.maps.columns];
  const { distinct, indexOf } = distinctMaps(readout.maps);
  const maps = samePrecision(distinct, values);
  const cells: Matrix<Floats> = { rows: samples * positions, columns: channels, values };
  const predictions = matrix(samples, targets);
  const together = Math.max(1, Math.floor(numbersPooled / channels));
  for (let from = 0; from < maps.rows; from += together) {
    const to = Math.min(from + together, maps.rows);
    const some = block<Floats>(maps, { rows: [from, to] });
    const members = Int32Array.from(indexOf.keys()).filter(
      (target) => indexOf[target]! >= from && indexOf[target]! < to,
    );
    for (let sample = 0; sample < samples; sample++) {
      const own = block<Floats>(cells, { rows: [sample * positions, (sample + 1) * positions] });
      const pooled = linalg.multiply<Floats>(some, own).values;
      for (const target of members) {
        const [at, looked] = [(indexOf[target]! - from) * channels, target * channels];
        let sum = intercept[target]!;
        for (let channel = 0; channel < channels; channel++) {
          sum += pooled[at + channel]! * weights.values[looked + channel]!;
        }
        predictions.values[sample * targets + target] = sum;
      }
    }
  }
  return predictions;
}

function checkReadout(features: FeatureGrid, readout: Readout): void {
  const { height, width, channels, maps, weights, intercept } = readout;
  expectShape("maps", maps, [intercept.length, height * width]);
  expectShape("weights", weights, [intercept.length, channels]);
  const sides = ["height", "width", "channels"] as const;
  if (sides.every((side) => features[side] === readout[side])) return;
  const [expected, found] = [readout, features].map((grid) => sides.map((side) => grid[side]).join(" × "));
  throw new ArgumentError({ argument: "features", expected: `a grid of ${expected}`, found: found! });
}
