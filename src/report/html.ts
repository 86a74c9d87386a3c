/** HTML that may be put into a page as it is. Made by {@link html} alone, which escapes everything else. */
export interface Html {
  readonly markup: string;
}

/** What may stand in a template: text and numbers are escaped, HTML is not, lists are joined, absence is nothing. */
export type HtmlValue = string | number | Html | readonly HtmlValue[] | null | undefined;

/** A template of HTML whose values cannot break out of it: html`<td>${name}</td>`. */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return { markup: parts.reduce((text, part, index) => text + markupOf(values[index - 1]) + part) };
}

/** Text that is known to be HTML, such as a drawing made through a document. */
export function trustedHtml(markup: string): Html {
  return { markup };
}

function markupOf(value: HtmlValue): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "object") return "markup" in value ? value.markup : value.map(markupOf).join("");
  return escapeHtml(String(value));
}

/** Text that may break after slashes, underscores and equals signs, such as a path. */
export function breakable(text: string): Html {
  const parts = text.split(/(?<=[/_=])/);
  return { markup: parts.map(escapeHtml).join("<wbr>") };
}

const replacements: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it must stand in HTML, in elements and in quoted attributes. Control characters become visible. */
export function escapeHtml(text: string): string {
  return (
    text
      .replace(/[&<>"']/g, (character) => replacements[character]!)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that HTML does not allow
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "\ufffd")
  );
}
