import { beginsAsPage } from "../bytes/html-page.js";

/** How many bytes from a file's start {@link standInOf} wants to see. */
export const standInBytes = 1024;

const signs: readonly { readonly what: string; readonly types: RegExp; readonly start: RegExp }[] = [
  { what: "an XML error message", types: /html|xml|svg/, start: /^\s*(<\?xml[^>]*\?>\s*)?<Error[\s>]/ },
  { what: "a Git LFS pointer", types: /^$/, start: /^version https:\/\/git-lfs\.github\.com\/spec\// },
  { what: "a git-annex pointer", types: /^$/, start: /^(\/annex\/objects\/|[./]*\.git\/annex\/objects\/)/ },
];

/**
 * What a file is in place of the data, judged by its first bytes: a web page, an error message or a pointer of a
 * version control system. Undefined when it looks like none of them.
 *
 * @param start the first bytes, at most {@link standInBytes} are looked at
 * @param mediaType of the wanted file, which may be a web page by right
 */
export function standInOf(start: Uint8Array, mediaType: string): string | undefined {
  const text = new TextDecoder("latin1").decode(start.subarray(0, standInBytes)).replace(/^\u00EF\u00BB\u00BF/, "");
  if (beginsAsPage(text) && !/html|xml|svg/.test(mediaType)) return "an HTML page";
  return signs.find(({ types, start: sign }) => sign.test(text) && !types.test(mediaType))?.what;
}
