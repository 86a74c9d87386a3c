import { Parser } from "yaml";

interface Token {
  readonly items?: readonly { readonly key?: unknown; readonly value?: unknown }[];
  readonly value?: unknown;
}

/**
 * How deep the collections of a YAML text are nested. Goes over its tokens without recursion: composing a text that is
 * nested too deeply exhausts the stack, and inside a regular expression that ends the process.
 */
export function yamlDepth(text: string): number {
  let deepest = 0;
  const open: [unknown, number][] = [...new Parser().parse(text)].map((token) => [token, 1]);
  for (let next = open.pop(); next; next = open.pop()) {
    const [token, depth] = next;
    if (typeof token !== "object" || token === null) continue;
    deepest = Math.max(deepest, depth);
    const { items = [], value } = token as Token;
    for (const item of items) open.push([item.key, depth + 1], [item.value, depth + 1]);
    open.push([value, depth + 1]);
  }
  return deepest;
}
