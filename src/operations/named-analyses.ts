/**
 * The analyses whose traces parameters ask for, wherever in them: every text under the key `analysis`. See `channelChoice`.
 *
 * @param params - Plain data.
 */
export function namedAnalyses(params: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === "analysis" && typeof inner === "string") found.add(inner);
      else visit(inner);
    }
  };
  visit(params);
  return found;
}
