/**
 * The keys of the object at `path` (keys from the root) in the order in which the text has them. `JSON.parse` moves
 * keys that look like numbers to the front, in rising order. Undefined where there is no object at `path`.
 *
 * @param text JSON that was parsed without an error
 */
export function jsonKeys(text: string, path: readonly string[]): readonly string[] | undefined {
  let index = skipSpace(text, 0);
  for (const key of path) {
    const entry = entries(text, index).find((one) => one.key === key);
    if (!entry) return undefined;
    index = entry.value;
  }
  return text[index] === "{" ? entries(text, index).map(({ key }) => key) : undefined;
}

/** Keys of the object that begins at `start`, and where their values begin; none for other values. */
function entries(text: string, start: number): readonly { readonly key: string; readonly value: number }[] {
  const found: { key: string; value: number }[] = [];
  if (text[start] !== "{") return found;
  let index = skipSpace(text, start + 1);
  while (text[index] === '"') {
    const end = endOfText(text, index);
    const value = skipSpace(text, skipSpace(text, end) + 1);
    found.push({ key: JSON.parse(text.slice(index, end)) as string, value });
    index = skipSpace(text, endOfValue(text, value));
    if (text[index] !== ",") break;
    index = skipSpace(text, index + 1);
  }
  return found;
}

/** Behind the value at `start`, whatever it holds. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let index = start; index < text.length; ) {
    const one = text[index]!;
    if (one === '"') index = endOfText(text, index);
    else {
      if (depth === 0 && (one === "," || one === "}" || one === "]")) return index;
      if (one === "{" || one === "[") depth++;
      if (one === "}" || one === "]") depth--;
      index++;
    }
    if (depth === 0 && index > start && /["}\]]/.test(text[index - 1]!)) return index;
  }
  return text.length;
}

/** Behind the closing quote of the text at `start`. */
function endOfText(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text[index] !== '"') index += text[index] === "\\" ? 2 : 1;
  return index + 1;
}

function skipSpace(text: string, start: number): number {
  let index = start;
  while (index < text.length && " \t\n\r".includes(text[index]!)) index++;
  return index;
}
