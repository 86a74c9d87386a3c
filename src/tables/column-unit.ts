/** The unit that a column's name states by its ending, as UCUM writes it; null where the name states none. */
export function columnUnit(name: string): string | null {
  const ending = /_(s|hz|m|um|utc)$/.exec(name)?.[1];
  return ending === undefined ? null : units[ending]!;
}

const units: Readonly<Record<string, string>> = {
  s: "s",
  hz: "Hz",
  m: "m",
  um: "um",
  utc: "ms since 1970-01-01T00:00:00Z",
};
