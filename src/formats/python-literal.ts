/** What may stand in the header of an NPY file: strings, whole numbers, True and False, tuples and lists of them. */
export type PythonValue = string | number | boolean | readonly PythonValue[];

const maxDepth = 8;

/**
 * Parses the literal of a Python dictionary with string keys, as NumPy writes it; what is wrong is returned as an
 * Error for the caller to name the file.
 */
export function parsePythonDict(text: string): Readonly<Record<string, PythonValue>> | Error {
  const tokens = text.match(/'[^'\\\n]*'|"[^"\\\n]*"|-?\d+L?|True|False|[^\s]/g) ?? [];
  let index = 0;
  const take = (token: string): boolean => tokens[index] === token && ++index > 0;
  const broken = (): Error =>
    new Error(`${JSON.stringify((tokens[index] ?? "the end").slice(0, 40))} at part ${index + 1}`);

  function readValue(depth: number): PythonValue | Error {
    const token = tokens[index];
    if (token === "(" || token === "[") return depth < maxDepth ? readItems(token, depth) : broken();
    index++;
    if (token === "True" || token === "False") return token === "True";
    if (token !== undefined && /^-?\d+L?$/.test(token)) return Number(token.replace("L", ""));
    if (token !== undefined && token.length > 1 && /^['"]/.test(token)) return token.slice(1, -1);
    index--;
    return broken();
  }

  /** A list, a tuple, or a value in parentheses. */
  function readItems(opening: string, depth: number): PythonValue | Error {
    index++;
    const closing = opening === "(" ? ")" : "]";
    const items: PythonValue[] = [];
    while (!take(closing)) {
      const item = readValue(depth + 1);
      if (item instanceof Error) return item;
      items.push(item);
      if (take(",")) continue;
      if (!take(closing)) return broken();
      return opening === "(" && items.length === 1 ? item : items;
    }
    return items;
  }

  const fields = new Map<string, PythonValue>();
  if (!take("{")) return broken();
  while (!take("}")) {
    const key = readValue(0);
    if (typeof key !== "string" || fields.has(key) || !take(":")) return broken();
    const value = readValue(0);
    if (value instanceof Error) return value;
    fields.set(key, value);
    if (!take(",") && tokens[index] !== "}") return broken();
  }
  return index === tokens.length ? Object.fromEntries(fields) : broken();
}
