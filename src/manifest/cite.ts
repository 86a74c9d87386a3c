import type { Manifest } from "./schema.js";

/** How to cite a dataset: every work by its role, in words and as BibTeX. */
export interface Citation {
  readonly dataset: string;
  /** One paragraph per work, the paper first as the manifest lists them. */
  readonly text: string;
  /** Every BibTeX entry that the manifest holds; a plain `@misc` is made where it holds none. */
  readonly bibtex: string;
}

/** The citations of a dataset. Nothing is made up: a missing DOI or address is left out. */
export function cite(manifest: Manifest): Citation {
  const text = manifest.citations.map(({ role, text, doi, url }) => {
    const address = doi === null ? url : `https://doi.org/${doi}`;
    const shown =
      address === null || text.includes(address) || (doi !== null && text.includes(doi)) ? "" : ` ${address}`;
    return `[${role}] ${text}${shown}`;
  });
  const bibtex = manifest.citations.map(
    (citation, index) => citation.bibtex?.trim() ?? miscEntry(manifest, citation, index),
  );
  return { dataset: manifest.id, text: text.join("\n\n"), bibtex: bibtex.join("\n\n") };
}

function miscEntry(manifest: Manifest, citation: Manifest["citations"][number], index: number): string {
  const key = `${manifest.id}-${citation.role}${index === 0 ? "" : `-${index + 1}`}`;
  const fields = [`  title = {${manifest.title}}`, `  note = {${citation.text}}`];
  if (citation.doi !== null) fields.push(`  doi = {${citation.doi}}`);
  if (citation.url !== null) fields.push(`  url = {${citation.url}}`);
  return `@misc{${key},\n${fields.join(",\n")}\n}`;
}
