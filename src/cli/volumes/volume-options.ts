import { ArgumentError } from "../../errors.js";
import type { CommandOptions } from "../command.js";
import { textOption } from "../text-option.js";

type Triple = readonly [z: number, y: number, x: number];

/**
 * Three numbers of an option, in the order z, y, x.
 *
 * @throws ArgumentError for anything else than three numbers above 0, separated by commas
 */
export function tripleOption(
  options: CommandOptions,
  name: string,
  { whole = false }: { readonly whole?: boolean } = {},
): Triple | undefined {
  const text = textOption(options, name);
  if (text === undefined) return undefined;
  const numbers = numbersOf(text);
  const isTriple =
    numbers.length === 3 && numbers.every((number) => number > 0 && (!whole || Number.isSafeInteger(number)));
  if (isTriple) return numbers as unknown as Triple;
  const expected = `three ${whole ? "whole " : ""}numbers above 0, Z,Y,X`;
  throw new ArgumentError({ argument: `--${name}`, expected, found: text });
}

/**
 * One number of an option.
 *
 * @throws ArgumentError for what is none, or outside of the bounds
 */
export function numberOption(
  options: CommandOptions,
  name: string,
  { least = Number.NEGATIVE_INFINITY, whole = false }: { readonly least?: number; readonly whole?: boolean } = {},
): number | undefined {
  const text = textOption(options, name);
  if (text === undefined) return undefined;
  const [number, ...more] = numbersOf(text);
  if (number !== undefined && more.length === 0 && number >= least && (!whole || Number.isSafeInteger(number))) {
    return number;
  }
  const bounds = least === Number.NEGATIVE_INFINITY ? "" : `, ${least} or more`;
  throw new ArgumentError({
    argument: `--${name}`,
    expected: `a ${whole ? "whole " : ""}number${bounds}`,
    found: text,
  });
}

/**
 * The word of an option that has a few to choose from; the first by default.
 *
 * @throws ArgumentError for another
 */
export function wordOption<W extends string>(options: CommandOptions, name: string, words: readonly [W, ...W[]]): W {
  const text = textOption(options, name) ?? words[0];
  const word = words.find((one) => one === text);
  if (word !== undefined) return word;
  throw new ArgumentError({ argument: `--${name}`, expected: words.join(" or "), found: text });
}

/** @throws ArgumentError where an option is absent */
export function requiredOption(options: CommandOptions, name: string, expected: string): string {
  const text = textOption(options, name);
  if (text !== undefined) return text;
  throw new ArgumentError({ argument: `--${name}`, expected, found: "nothing" });
}

/** Numbers between commas; NaN for what is none. */
export function numbersOf(text: string): readonly number[] {
  return text
    .split(",")
    .map((word) => (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(word.trim()) ? Number(word) : Number.NaN));
}
