import { FormatError } from "../../errors.js";
import { upperTriangle } from "../../stats/upper-triangle.js";

/** Vectors of the RDMs that an array holds. */
export interface ArrayRdms {
  readonly nConditions: number;
  readonly vectors: readonly ArrayLike<number>[];
}

/** An array of numbers in C order, and where it stands. */
export interface RdmArray {
  readonly file: string;
  readonly place: string;
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

type Attempt = { readonly rdms: ArrayRdms } | { readonly problem: string } | undefined;

/**
 * The RDMs of an array: n × n is one matrix, k × n × n and n × n × k are k of them, m = n (n − 1) / 2 numbers are one
 * strict upper triangle in row-major order, and k × m are k of them. Matrices are symmetric with zeros (or NaN) on the
 * diagonal. Undefined for shapes that are none of these.
 *
 * @throws FormatError for an array of such a shape that is not symmetric, and for one that could be read in two ways
 */
export function rdmsOfArray(array: RdmArray): ArrayRdms | undefined {
  const shape = withoutLeadingOnes(array.shape);
  const attempts = [asMatrices(array, shape, false), asMatrices(array, shape, true), asVectors(array, shape)];
  const read = attempts.flatMap((attempt) => (attempt && "rdms" in attempt ? [attempt.rdms] : []));
  const { file, place } = array;
  if (read.length === 1) return read[0];
  const found = array.shape.join(" × ");
  if (read.length > 1) {
    const next = "write the RDMs as vectors, one per row";
    throw new FormatError({ file, place, expected: "axes that tell RDMs from conditions", found, next });
  }
  const problem = attempts.find((attempt) => attempt && "problem" in attempt) as { problem: string } | undefined;
  if (!problem) return undefined;
  const expected = "symmetric matrices with zeros on the diagonal";
  throw new FormatError({ file, place, expected, found: `${found}: ${problem.problem}` });
}

/** MATLAB gives a vector two axes, and other programs a single RDM three. */
function withoutLeadingOnes(shape: readonly number[]): readonly number[] {
  if (shape.length === 2) return shape.includes(1) ? [Math.max(...shape)] : shape;
  return shape.length === 3 && shape[0] === 1 ? shape.slice(1) : shape;
}

/** Matrices along the first two axes (`isLast`: the RDM is the last axis) or the last two. */
function asMatrices({ values }: RdmArray, shape: readonly number[], isLast: boolean): Attempt {
  if (shape.length !== 3 && (shape.length !== 2 || isLast)) return undefined;
  const lengths = shape.length === 2 ? [1, ...shape] : isLast ? [shape[2]!, shape[0]!, shape[1]!] : shape;
  const [count, n, columns] = lengths as [number, number, number];
  if (n !== columns || n < 2 || count < 1) return undefined;
  const vectors: Float64Array[] = [];
  for (let rdm = 0; rdm < count; rdm++) {
    const at = (row: number, column: number): number =>
      values[isLast ? (row * n + column) * count + rdm : (rdm * n + row) * n + column]!;
    const triangle = upperTriangle(n, at);
    if (triangle.problem !== undefined) return { problem: triangle.problem };
    vectors.push(triangle.values);
  }
  return { rdms: { nConditions: n, vectors } };
}

function asVectors({ values }: RdmArray, shape: readonly number[]): Attempt {
  // a square that is not symmetric is a damaged matrix, not as many vectors
  if (shape.length > 2 || (shape.length === 2 && shape[0] === shape[1])) return undefined;
  const pairs = shape.at(-1) ?? 1;
  const count = shape.length === 2 ? shape[0]! : 1;
  const nConditions = conditionsOfPairs(pairs);
  // a single number, as files hold many, is no RDM of two conditions
  if (nConditions === undefined || nConditions < 3 || count < 1) return undefined;
  const vectors = Array.from({ length: count }, (_, rdm) =>
    Float64Array.from({ length: pairs }, (__, pair) => values[rdm * pairs + pair]!),
  );
  return { rdms: { nConditions, vectors } };
}

/** The n whose n (n − 1) / 2 pairs these are; undefined for other numbers. */
export function conditionsOfPairs(pairs: number): number | undefined {
  const n = Math.round((1 + Math.sqrt(1 + 8 * pairs)) / 2);
  return n >= 2 && (n * (n - 1)) / 2 === pairs ? n : undefined;
}
