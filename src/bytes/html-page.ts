/** Whether a `Content-Type` says that the body is a web page. */
export function isPageType(contentType: string | null): boolean {
  return /^\s*(text\/html|application\/xhtml)/i.test(contentType ?? "");
}

/** Whether the text of a file begins as a web page does; a byte order mark may come first. */
export function beginsAsPage(text: string): boolean {
  return /^(\uFEFF|\u00EF\u00BB\u00BF)?\s*(<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])/i.test(text);
}
