import type { CommunityLevel } from "./community-level.js";

/**
 * Splits each community into the parts that hang together; with weights from 0 that never lowers modularity. Each part is
 * named by the index of its first node. O(nodes + edges).
 */
export function connectedParts({ n, offsets, targets }: CommunityLevel, labels: Int32Array): Int32Array {
  const parts = new Int32Array(n).fill(-1);
  const queue = new Int32Array(n);
  for (let start = 0; start < n; start++) {
    if (parts[start]! >= 0) continue;
    parts[start] = start;
    queue[0] = start;
    let end = 1;
    for (let head = 0; head < end; head++) {
      const i = queue[head]!;
      for (let e = offsets[i]!; e < offsets[i + 1]!; e++) {
        const j = targets[e]!;
        if (parts[j]! >= 0 || labels[j] !== labels[start]) continue;
        parts[j] = start;
        queue[end++] = j;
      }
    }
  }
  return parts;
}
