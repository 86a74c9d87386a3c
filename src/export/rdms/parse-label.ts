/**
 * A dissimilarity and its transforms from a label such as "squared euclidean (ranks)"; a label that is empty or none
 * tells nothing.
 */
export function parseLabel(label: string): {
  readonly dissimilarity: string | null;
  readonly transforms: readonly string[];
} {
  const [, name = "", brackets = ""] = /^([^(]*)((?:\([^()]*\)\s*)*)$/.exec(label.trim()) ?? [undefined, label];
  const transforms = [...brackets.matchAll(/\(([^()]*)\)/g)].map(([, word]) => word!);
  const dissimilarity = name.trim();
  return { dissimilarity: ["", "unknown", "None"].includes(dissimilarity) ? null : dissimilarity, transforms };
}
