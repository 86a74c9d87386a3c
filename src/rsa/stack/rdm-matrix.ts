import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import { rdmVector } from "../rdm-vector.js";
import type { RdmVectors } from "../rdm-vectors.js";

/** One RDM as an n × n matrix of its own with zeros on the diagonal; NaN where a pair is unknown. */
export function rdmMatrix(vectors: RdmVectors, rdm: number): Matrix {
  const n = vectors.nConditions;
  const vector = rdmVector(vectors, rdm);
  const square = matrix(n, n);
  for (let row = 0, pair = 0; row < n; row++) {
    for (let column = row + 1; column < n; column++, pair++) {
      square.values[row * n + column] = vector[pair]!;
      square.values[column * n + row] = vector[pair]!;
    }
  }
  return square;
}
