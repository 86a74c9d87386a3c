const kinds: Readonly<Record<string, string>> = { i: "int", u: "uint", f: "float" };

/** The name of a NumPy type string: "int16" for `<i2`, "bool" for `|b1`; null for what are no numbers. */
export function numpyTypeName(descr: string): string | null {
  const [, kind = "", bytes] = /^[<>|]([a-zA-Z])(\d+)$/.exec(descr) ?? [];
  if (kind === "b") return "bool";
  const name = kinds[kind];
  return name === undefined ? null : `${name}${Number(bytes) * 8}`;
}
