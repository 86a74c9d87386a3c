/** A text as one field of a CSV line (RFC 4180): an empty one, and one with commas, quotes or line ends, in quotes. */
export function csvField(text: string): string {
  return text === "" || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
