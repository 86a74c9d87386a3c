import { ArgumentError } from "../../errors.js";

/**
 * The values of a map in double precision.
 *
 * @throws ArgumentError when there is none, one is not finite, or all are 0 where they may not be.
 */
export function checkMap(values: ArrayLike<number>, { mayBeZero }: { readonly mayBeZero: boolean }): Float64Array {
  const list = Float64Array.from(values);
  const wrong = list.findIndex((value) => !Number.isFinite(value));
  const isRight = list.length > 0 && wrong < 0 && (mayBeZero || list.some((value) => value !== 0));
  if (isRight) return list;
  const found = list.length === 0 ? "none" : wrong < 0 ? "zeros alone" : `${list[wrong]} at position ${wrong}`;
  throw new ArgumentError({ argument: "map", expected: "finite numbers, at least one", found });
}
