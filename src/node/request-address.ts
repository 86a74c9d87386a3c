import type { DownloadOptions } from "./download-options.js";

/** An answer after redirects, or why there is none. */
export type Answer = { readonly response: Response; readonly url: string } | { readonly refused: string };

/**
 * Asks an address for a file and follows its redirects by hand, so that their number, loops and a fall back from https to
 * http are noticed.
 */
export async function requestAddress(
  address: string,
  headers: Readonly<Record<string, string>>,
  options: Pick<DownloadOptions, "fetch" | "maxRedirects">,
  signal: AbortSignal,
): Promise<Answer> {
  let url = address;
  const seen = new Set<string>();
  for (;;) {
    seen.add(url);
    const response = await options.fetch(url, { headers: { ...headers }, redirect: "manual", signal });
    if (![301, 302, 303, 307, 308].includes(response.status)) return { response, url };
    await response.body?.cancel();
    const location = response.headers.get("location");
    if (location === null) return { refused: `answered ${response.status} without saying where to go` };
    const next = URL.canParse(location, url) ? new URL(location, url) : undefined;
    if (!next || !/^https?:$/.test(next.protocol))
      return { refused: `sends on to ${location}, which is no web address` };
    if (url.startsWith("https:") && next.protocol === "http:") {
      return { refused: `sends on from https to ${next.href}, which is not protected` };
    }
    url = next.href;
    if (seen.has(url)) return { refused: `redirects in a loop by ${url}` };
    if (seen.size > options.maxRedirects) return { refused: `redirects more than ${options.maxRedirects} times` };
  }
}
