import { unknownWords } from "../../tables/check-problems.js";

/** The parts of a JSON Schema that say which keys an object may have. */
interface KeySchema {
  readonly properties?: Readonly<Record<string, KeySchema>>;
  readonly items?: KeySchema;
  readonly anyOf?: readonly KeySchema[];
  readonly additionalProperties?: unknown;
}

/** Every key of the data that the schema does not know, with the nearest that it does. */
export function unknownKeys(data: unknown, schema: KeySchema, place = ""): readonly string[] {
  if (Array.isArray(data)) {
    const { items } = branch(schema, "items");
    if (items === undefined) return [];
    return data.flatMap((entry, index) => unknownKeys(entry, items, `${place}[${index}]`));
  }
  if (typeof data !== "object" || data === null) return [];
  const { properties, additionalProperties } = branch(schema, "properties");
  if (properties === undefined) return [];
  return Object.entries(data).flatMap(([key, value]) => {
    const known = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (known) return unknownKeys(value, known, place === "" ? key : `${place}.${key}`);
    if (additionalProperties !== false) return [];
    return [`${place || "top level"}: ${unknownWords("key", key, Object.keys(properties))}`];
  });
}

/** The choice of a union that has the given part; unions here hold one object or list at most. */
function branch(schema: KeySchema, part: "items" | "properties"): KeySchema {
  return schema[part] ? schema : (schema.anyOf?.find((choice) => choice[part] !== undefined) ?? {});
}
