/**
 * The distinct ids in the one order that all RDMs of this library have: by number where every id is a number ("2" before
 * "10"), else by code units ("10" before "2", "B" before "a"), the same on every machine.
 */
export function sortedIds(ids: Iterable<string>): string[] {
  const distinct = [...new Set(ids)];
  const numeric = distinct.every((id) => id.trim() !== "" && Number.isFinite(Number(id)));
  return distinct.sort((a, b) => (numeric ? Number(a) - Number(b) : 0) || (a < b ? -1 : a > b ? 1 : 0));
}
