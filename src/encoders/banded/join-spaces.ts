import type { Floats, Matrix } from "../../linalg/provider.js";
import { besideEachOther } from "../beside-each-other.js";
import { samePrecision } from "../same-precision.js";

/** Feature spaces side by side, and where each begins and ends. */
export interface JoinedSpaces {
  /** n × Σ p_g, in the precision of the first space. */
  readonly design: Matrix<Floats>;
  readonly ranges: readonly (readonly [number, number])[];
}

/** Puts the features of all spaces into one design. */
export function joinSpaces(spaces: readonly Matrix<Floats>[]): JoinedSpaces {
  const like = spaces[0]!.values;
  let from = 0;
  const ranges = spaces.map(({ columns }): [number, number] => {
    from += columns;
    return [from - columns, from];
  });
  return { design: besideEachOther(spaces.map((space) => samePrecision(space, like))), ranges };
}
