/** The number, or null where it is NaN: the form in which tables hold a result that is not there. */
export function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
