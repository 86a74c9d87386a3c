import type { OwnedRuns } from "./owned-runs.js";

/**
 * Cuts runs of several instances into segments that have the same owners throughout, and tells them in order; segments
 * without owners are left out.
 *
 * @param onSegment - Gets a segment and its owners: the first `count` entries of `owners`, in no order, valid during the call.
 */
export function onOwnedSegments(
  { starts, lengths, owners }: OwnedRuns,
  onSegment: (start: number, length: number, owners: readonly number[], count: number) => void,
): void {
  const active: number[] = [];
  const ends: number[] = [];
  let count = 0;
  let position = 0;
  let run = 0;
  while (run < starts.length || count > 0) {
    if (count === 0) position = starts[run]!;
    for (; run < starts.length && starts[run]! === position; run++) {
      active[count] = owners[run]!;
      ends[count++] = position + lengths[run]!;
    }
    let next = run < starts.length ? starts[run]! : Number.POSITIVE_INFINITY;
    for (let k = 0; k < count; k++) next = Math.min(next, ends[k]!);
    onSegment(position, next - position, active, count);
    position = next;
    for (let k = count - 1; k >= 0; k--) {
      if (ends[k] !== position) continue;
      count--;
      active[k] = active[count]!;
      ends[k] = ends[count]!;
    }
  }
}
