import type { Jld2Struct, Jld2Value } from "./value.js";

/** Julia types that JLD2 writes as a list of pairs, by the last part of their name. */
const dictionaries = new Set(["Dict", "IdDict", "WeakKeyDict", "OrderedDict", "LittleDict"]);

/** True when values of this Julia type are dictionaries. */
export function isDictionaryType(type: string | null): boolean {
  return type !== null && dictionaries.has(type.slice(type.lastIndexOf(".") + 1));
}

/** A map of a list of two-field structs, in stored order; undefined for other values, and where a key comes twice. */
export function mapOfPairs(value: Jld2Value): ReadonlyMap<Jld2Value, Jld2Value> | undefined {
  if (!Array.isArray(value)) return undefined;
  const map = new Map<Jld2Value, Jld2Value>();
  for (const pair of value as readonly Jld2Value[]) {
    if (!isStruct(pair) || pair.fields.size !== 2) return undefined;
    const [key, entry] = [...pair.fields.values()] as [Jld2Value, Jld2Value];
    if (map.has(key)) return undefined;
    map.set(key, entry);
  }
  return map;
}

/** True for the value of a Julia struct. */
export function isStruct(value: Jld2Value): value is Jld2Struct {
  return value !== null && typeof value === "object" && "fields" in value;
}
