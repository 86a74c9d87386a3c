/** The words of a header and the unit behind them, as in "Velocity (0.1 mm/s)" or "time [ms]". */
export interface HeaderLabel {
  readonly label: string;
  readonly unit: string | null;
}

const withUnit = /^(.*[^\s([])\s*(?:\(([^()]*)\)|\[([^[\]]*)\])$/;

/** Parts a header into its words and the unit in brackets at its end; the unit is null where there is none. */
export function headerLabel(header: string): HeaderLabel {
  const text = header.trim();
  // a header of absurd length has no unit; the pattern would search it many times
  const match = text.length > 1000 ? null : withUnit.exec(text);
  const unit = (match?.[2] ?? match?.[3] ?? "").trim();
  return match && unit !== "" ? { label: match[1]!, unit } : { label: text, unit: null };
}
