/** Units of length from the largest, in metres. */
const units = [
  [1e-3, "mm"],
  [1e-6, "µm"],
] as const;

/** A length in metres in millimetres or micrometres, whichever shows steps of the given size with few digits. */
export function lengthWords(metres: number, step: number): string {
  const [metre, unit] = units.find(([size]) => step >= 0.05 * size) ?? units[1];
  return `${Number((metres / metre).toFixed(1))} ${unit}`.replace("-", "−");
}
