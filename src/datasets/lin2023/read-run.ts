import { FormatError } from "../../errors.js";
import { cellItems, fieldOf, matMatrix, matNumbers, matTexts } from "../../formats/mat/mat-access.js";
import type { MatValue } from "../../formats/mat/mat-value.js";
import type { MatFile } from "../../formats/mat.js";

/** What a file holds: one recording, all its rows. */
export interface Run {
  /** What the source calls the neuron of each row; null where it has no name. */
  readonly names: readonly (string | null)[];
  /** True for rows that the authors use. */
  readonly isUsed: readonly boolean[];
  /** One per row. */
  readonly traces: readonly Float64Array[];
  /** One stamp per frame, as stored. */
  readonly stamps: Float64Array;
  /** Baseline of each row, `F_0`. */
  readonly baseline: Float64Array;
}

/**
 * Reads `corrected_F` (row × frame), `F_0`, `use_flag` and `proofread_neurons` (one per row; names may also be there
 * for the used rows only), and `times`: a list of stamps, or of several lists, the last of which stamps the frames.
 *
 * @throws FormatError where a variable is missing or sizes do not agree
 */
export async function readRun(mat: MatFile, file: string): Promise<Run> {
  const fail = (place: string, expected: string, found: string): never => {
    throw new FormatError({ file, place, expected, found });
  };
  const known = mat.variables.map(({ name }) => name);
  const variable = async (name: string): Promise<MatValue> =>
    known.includes(name) ? mat.read(name) : fail("variables", `a variable ${name}`, known.join(", ") || "none");

  const value = await variable("corrected_F");
  const matrix = matMatrix(value);
  if (!matrix || matrix.rows === 0 || matrix.columns === 0) {
    return fail("corrected_F", "neurons × frames", `${value.kind} ${value.shape.join(" × ")}`);
  }
  const { rows, columns, values } = matrix;
  const list = async (name: string) => {
    const numbers = matNumbers(await variable(name));
    return numbers?.length === rows ? numbers : fail(name, `${rows} numbers`, `${numbers?.length ?? "no numbers"}`);
  };
  const isUsed = Array.from(await list("use_flag"), (flag) => flag > 0);
  const baseline = await list("F_0");
  const stamps = lastNumbers(await variable("times"));
  if (stamps?.length !== columns) {
    return fail("times", `${columns} stamps in its last entry`, stamps ? `${stamps.length}` : "no list of numbers");
  }
  const named = matTexts(await variable("proofread_neurons"));
  const used = isUsed.filter((flag) => flag).length;
  if (named.length !== rows && named.length !== used) {
    fail("proofread_neurons", `${rows} names, or ${used} of the used rows`, `${named.length}`);
  }
  let next = 0;
  const names = isUsed.map((flag, row) => (named.length === rows ? named[row]! : flag ? named[next++]! : null));
  const traces = Array.from({ length: rows }, (_, row) =>
    Float64Array.from({ length: columns }, (_, frame) => values[row + frame * rows]!),
  );
  return { names: names.map((name) => (name?.trim() ? name : null)), isUsed, traces, stamps, baseline };
}

/** A list of numbers; of a cell array the last item, of a structure the last field of its last element. */
function lastNumbers(value: MatValue): Float64Array | undefined {
  if (value.kind === "cell") return inner(cellItems(value).at(-1));
  if (value.kind === "struct") return inner(fieldOf(value, value.fields.at(-1) ?? "", value.elements.length - 1));
  return value.shape.filter((size) => size !== 1).length <= 1 ? matNumbers(value) : undefined;
}

function inner(value: MatValue | undefined): Float64Array | undefined {
  return value && lastNumbers(value);
}
