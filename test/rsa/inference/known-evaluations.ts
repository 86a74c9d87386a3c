import { readFileSync } from "node:fs";
import type { Draw } from "../../../src/rsa/inference/draw.js";
import { rdmsAt } from "../../../src/rsa/models/mean-similarity.js";
import type { Model } from "../../../src/rsa/models/model.js";
import { pairCount } from "../../../src/rsa/pair-count.js";
import { pairIndex } from "../../../src/rsa/pair-index.js";
import { rdmVector } from "../../../src/rsa/rdm-vector.js";
import type { RdmVectors } from "../../../src/rsa/rdm-vectors.js";
import { realData } from "../../support/real-data.js";
import type { NamedRdms } from "../images92.js";
import { rdmsOf } from "../made-rdms.js";

/** Numbers in nested lists. */
export type Nested = readonly (number | Nested)[];

/** Reference results by NumPy and SciPy, under `rsa/expected`. */
export function expectedFile<T>(test: Mocha.Context, name: string): T {
  return JSON.parse(readFileSync(realData(test, `rsa/expected/${name}`), "utf8")) as T;
}

/** Each RDM as a fixed model. */
export function fixedModels({ names, rdms }: NamedRdms): readonly Model[] {
  return names.map((name, k) => ({ kind: "fixed", name, rdms: rdmsAt(rdms, [k]) }));
}

/** The RDMs over some of the conditions. */
export function conditionsAt(rdms: RdmVectors, places: readonly number[]): RdmVectors {
  const vectors = Array.from({ length: rdms.nRdms }, (_, k) => {
    const vector = rdmVector(rdms, k);
    const result = new Float64Array(pairCount(places.length));
    let at = 0;
    for (let i = 0; i < places.length; i++) {
      for (let j = i + 1; j < places.length; j++) {
        result[at++] = vector[pairIndex(places[i]!, places[j]!, rdms.nConditions)]!;
      }
    }
    return result;
  });
  return rdmsOf(...vectors);
}

/** A recorded draw as the file has it. */
interface RecordedDraw {
  readonly rdm: readonly number[];
  readonly pattern: readonly number[];
}

/** What the file of the dual bootstrap holds for a measure. */
export interface DualExpected {
  readonly "evaluations_N_model_[both,rdm,pattern]_first5": readonly Nested[];
  readonly evaluations_mean_over_N: readonly (readonly number[])[];
  readonly "noise_ceiling_[lower,upper]_mean_[both,rdm,pattern]": readonly (readonly number[])[];
  readonly variances_3x5x5: readonly (readonly (readonly number[])[])[];
  readonly model_var: readonly number[];
  readonly diff_var: readonly number[];
  readonly noise_ceil_var: readonly (readonly number[])[];
  readonly dof: number;
  readonly p_pair: readonly (readonly number[])[];
  readonly p_zero: readonly number[];
  readonly p_nc: readonly number[];
}

/** The recorded dual bootstrap: 50 draws of 16 people and 23 images. */
export interface DualFile {
  readonly stimulus_indices_0based: readonly number[];
  readonly models: readonly string[];
  readonly draws: readonly RecordedDraw[];
  readonly corr: DualExpected;
  readonly cosine_cov: DualExpected;
}

/** Draws in our form. */
export function drawsOf({ draws }: DualFile): readonly Draw[] {
  return draws.map(({ rdm, pattern }) => ({ rdms: rdm, conditions: pattern }));
}
