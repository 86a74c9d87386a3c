/** Formats of dates and times that a workbook names by number only, also those of East Asian editions. */
const builtIn: readonly (readonly [first: number, last: number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];

/**
 * Whether a number format shows numbers as dates or times. `code` is the text of a format that the workbook defines
 * itself, for example `yyyy-mm-dd`; texts in it, escaped letters and colours say nothing of it, `[h]` does.
 */
export function isDateFormat(id: number, code?: string): boolean {
  if (code === undefined) return builtIn.some(([first, last]) => id >= first && id <= last);
  const bare = code.replace(/"[^"]*"?|[\\_*]./g, "").replace(/\[(?!(?:h+|m+|s+)\])[^\]]*\]?/gi, "");
  return !/^general$/i.test(bare) && /[dmyhs]/i.test(bare);
}
