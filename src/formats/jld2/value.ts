/** A Julia struct, tuple or named tuple. */
export interface Jld2Struct {
  /** Julia's name of the type, "Core.DataType" or "Main.Worm"; null where the file has none. */
  readonly type: string | null;
  readonly fields: ReadonlyMap<string, Jld2Value>;
}

/**
 * A Julia value in JavaScript: `nothing` and undefined references are null, integers beyond ±(2^53 − 1) are bigints,
 * dictionaries and groups are maps in stored order, vectors are arrays. An array of more axes is nested so that
 * Julia's `m[i, j]` is `value[j - 1][i - 1]`: the order in which the file holds it.
 */
export type Jld2Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Jld2Struct
  | readonly Jld2Value[]
  | ReadonlyMap<Jld2Value, Jld2Value>;

/** True for a dictionary or group. */
export function isJld2Map(value: Jld2Value): value is ReadonlyMap<Jld2Value, Jld2Value> {
  return value instanceof Map;
}
