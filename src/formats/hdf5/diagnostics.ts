/**
 * The reason in a printed HDF5 error stack, or undefined when nothing was printed: the missing filter where one is
 * named (what follows tells only where plugins were looked for), else the description of the innermost entry.
 */
export function innermostReason(diagnostics: string): string | undefined {
  if (diagnostics === "") return undefined;
  const entries = [...diagnostics.matchAll(/#\d+: \S+ line \d+ in \w+\(\): ([^\n]+)/g)];
  const reasons = entries.map((entry) => entry[1]!.trim());
  const filter = reasons.find((reason) => reason.startsWith("required filter"));
  return filter ?? reasons.at(-1) ?? "an error of the HDF5 library";
}
