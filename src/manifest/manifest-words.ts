import type { Manifest } from "./schema.js";

const testedWords: Readonly<Record<Manifest["tested"], string>> = {
  original: "the original files",
  export: "an export that others made of the original files",
  none: "no real file yet",
};

/** What the reader of a dataset was run on, in words. */
export function testedOn({ tested, files }: Pick<Manifest, "tested" | "files">): string {
  return tested === "none" && files.length === 0 ? "no file: it makes its own data" : testedWords[tested];
}

/** The licence of the data in words: the short name, where there is one, and the statement. */
export function licenceWords({ licence }: Pick<Manifest, "licence">): string {
  return `${licence.spdx === null ? "" : `${licence.spdx}: `}${licence.statement}`;
}

/** How the data can be had, in words. */
export function accessWords({ access }: Pick<Manifest, "access">): string {
  return `${access.kind}${access.howTo === null ? "" : `: ${access.howTo}`}`;
}
