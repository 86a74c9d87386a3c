/** Where a text is no acceptable JSON. */
export interface JsonProblem {
  readonly index: number;
  readonly expected: string;
  readonly found: string;
}

/**
 * Walks over a JSON text (RFC 8259) and gives the first problem: broken grammar, nesting beyond `maxDepth`, a key that
 * an object has twice, or the key `__proto__`. `JSON.parse` says nothing of the last two and no place of the first.
 */
export function checkJson(text: string, maxDepth: number): JsonProblem | undefined {
  /** What is open around the current place: the keys of an object so far, or null for an array. */
  const levels: (Set<string> | null)[] = [];
  let index = skipSpace(text, 0);
  const problem = (expected: string): JsonProblem => ({ index, expected, found: foundAt(text, index) });
  const move = (next: number): boolean => {
    if (next < 0) return false;
    index = skipSpace(text, next);
    return true;
  };

  /** Goes over a key and its colon in the object that is open. */
  const readKey = (keys: Set<string>): JsonProblem | undefined => {
    const start = index;
    const end = endOfString(text, start);
    if (end < 0) return problem("a key in double quotes");
    const key = JSON.parse(text.slice(start, end)) as string;
    if (key === "__proto__") return problem("another key");
    if (keys.has(key)) return problem("each key of an object once");
    keys.add(key);
    move(end);
    return text[index] === ":" && move(index + 1) ? undefined : problem('":"');
  };

  for (;;) {
    const first = text[index];
    if (first === "{" || first === "[") {
      if (levels.length >= maxDepth) return problem(`at most ${maxDepth} nested arrays and objects`);
      const keys = first === "{" ? new Set<string>() : null;
      levels.push(keys);
      move(index + 1);
      if (text[index] !== closing(keys)) {
        const failed = keys && readKey(keys);
        if (failed) return failed;
        continue;
      }
    } else if (!move(endOfScalar(text, index))) {
      return problem("a value");
    }

    for (;;) {
      const keys = levels.at(-1);
      if (keys === undefined) return index === text.length ? undefined : problem("the end");
      if (text[index] === closing(keys)) {
        levels.pop();
        move(index + 1);
        continue;
      }
      if (text[index] !== ",") return problem(`"," or "${closing(keys)}"`);
      move(index + 1);
      const failed = keys && readKey(keys);
      if (failed) return failed;
      break;
    }
  }
}

function closing(keys: Set<string> | null): string {
  return keys ? "}" : "]";
}

function foundAt(text: string, index: number): string {
  return index >= text.length ? "the end of the file" : JSON.stringify(text.slice(index, index + 20));
}

function skipSpace(text: string, start: number): number {
  let index = start;
  for (let code = text.charCodeAt(index); code === 32 || (code >= 9 && code <= 13); code = text.charCodeAt(++index)) {
    if (code === 11 || code === 12) break;
  }
  return index;
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** Behind the string, number or word at `start`, or -1 where there is none. */
function endOfScalar(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return endOfString(text, start);
  for (const word of ["true", "false", "null"])
    if (first === word[0] && text.startsWith(word, start)) return start + word.length;
  number.lastIndex = start;
  return number.test(text) ? number.lastIndex : -1;
}

const escapeSequence = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y;

function endOfString(text: string, start: number): number {
  if (text[start] !== '"') return -1;
  for (let index = start + 1; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 34) return index + 1;
    if (code < 32) return -1;
    if (code !== 92) continue;
    escapeSequence.lastIndex = index + 1;
    if (!escapeSequence.test(text)) return -1;
    index = escapeSequence.lastIndex - 1;
  }
  return -1;
}
