/** True when `name` matches `pattern` as a whole; `*` stands for any run of characters, also none. */
export function matchesPattern(name: string, pattern: string): boolean {
  const escaped = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${escaped.join(".*")}$`, "s").test(name);
}
