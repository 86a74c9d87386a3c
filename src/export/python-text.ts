/** A number as Python prints a float: the shortest digits that read back, 6.0 and not 6, 5e-05 and not 0.00005. */
export function pythonFloat(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  const [digits, exponent] = value.toExponential().split("e") as [string, string];
  const power = Number(exponent);
  if (power < -4 || power >= 16) {
    return `${digits}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
  }
  const text = String(value);
  return text.includes(".") ? text : `${text}.0`;
}

/** Numbers as Python prints a tuple of floats. */
export function pythonTuple(values: readonly number[]): string {
  return `(${values.map(pythonFloat).join(", ")})`;
}

/** Plain words as Python prints a list of strings; without quotes, backslashes and control characters in them. */
export function pythonList(words: readonly string[]): string {
  return `[${words.map((word) => `'${word}'`).join(", ")}]`;
}
