import { cellItems, matNumbers, matText, matTexts } from "../../formats/mat/mat-access.js";
import type { MatValue } from "../../formats/mat/mat-value.js";

/**
 * The state names of a key by code: a list of names counts from 1, a list of two columns has codes beside names, a
 * structure has a code per name. Undefined for anything else, and where a code or a name stands twice.
 */
export function stateKey(value: MatValue | undefined): ReadonlyMap<number, string> | undefined {
  const pairs = value?.kind === "struct" ? fieldPairs(value.elements[0]) : (columnPairs(value) ?? listPairs(value));
  if (!pairs || pairs.length === 0) return undefined;
  const key = new Map<number, string>();
  for (const [code, name] of pairs) {
    if (code === undefined || !Number.isInteger(code) || !name || key.has(code)) return undefined;
    key.set(code, name.toUpperCase());
  }
  return new Set(key.values()).size === key.size ? key : undefined;
}

type Pair = readonly [number | undefined, string | null | undefined];

function listPairs(value: MatValue | undefined): readonly Pair[] | undefined {
  return matTexts(value).map((name, index) => [index + 1, name?.trim()]);
}

function columnPairs(value: MatValue | undefined): readonly Pair[] | undefined {
  const [rows = 0, columns] = value?.shape ?? [];
  if (value?.kind !== "cell" || columns !== 2) return undefined;
  const items = cellItems(value);
  const left = items.slice(0, rows);
  const right = items.slice(rows);
  if (left.every(isCode)) return left.map((code, row) => [oneNumber(code), matText(right[row])?.trim()]);
  return right.every(isCode) ? right.map((code, row) => [oneNumber(code), matText(left[row])?.trim()]) : undefined;
}

function fieldPairs(fields: Readonly<Record<string, MatValue>> | undefined): readonly Pair[] | undefined {
  return fields && Object.entries(fields).map(([name, code]) => [oneNumber(code), name]);
}

function isCode(value: MatValue): boolean {
  return oneNumber(value) !== undefined;
}

function oneNumber(value: MatValue): number | undefined {
  const numbers = matNumbers(value);
  return numbers?.length === 1 ? numbers[0] : undefined;
}
