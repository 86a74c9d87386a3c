import { FormatError } from "../../errors.js";
import type { Score } from "./sample-scores.js";

/**
 * A number of a result file: plain, or quoted as the reference writes those of single precision. `nan`, and nothing at
 * all, are null.
 *
 * @throws FormatError for anything else
 */
export function readScore(text: string, file: string, place: string): Score {
  const bare = text.trim().replace(/^(["'])(.*)\1$/, "$2");
  if (/^[+-]?nan$/i.test(bare) || bare === "") return null;
  const value = Number(bare);
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(bare) && Number.isFinite(value)) return value;
  throw new FormatError({ file, place, expected: "a number or nan", found: JSON.stringify(text.slice(0, 40)) });
}
