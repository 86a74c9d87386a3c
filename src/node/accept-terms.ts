import { readFile } from "node:fs/promises";
import * as z from "zod/mini";
import { LicenceError } from "../errors.js";
import type { Manifest } from "../manifest/schema.js";
import { type CacheFolder, createCacheFolder } from "./cache-folder.js";
import { writeAtomically } from "./write-atomically.js";

const acceptedSchema = z.record(z.string(), z.object({ terms: z.string(), acceptedUtc: z.string() }));
type Accepted = z.infer<typeof acceptedSchema>;

/** How a person can say yes to the terms of a dataset. */
export interface AcceptTermsOptions {
  /** The flag `--accept-licence`: yes to every dataset asked for. */
  readonly acceptLicence?: boolean | undefined;
  /** Asks the person; without it, or without an answer, the answer is no. */
  readonly confirm?: ((question: string) => Promise<boolean>) | undefined;
  /** Holds `NEUROLOOM_ACCEPT_LICENCE`, ids separated by commas. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The present time in milliseconds. */
  readonly now: () => number;
}

/** The terms of a dataset in one line: its licence and, where access is not open, how access works. */
export function termsOf({ licence, access }: Manifest): string {
  const parts = licence.spdx === null ? [licence.statement] : [licence.spdx, licence.statement];
  if (licence.url !== null) parts.push(licence.url);
  if (access.kind !== "open") parts.push(`access by ${access.kind}${access.howTo === null ? "" : `: ${access.howTo}`}`);
  return parts.join("; ");
}

/**
 * Makes sure that the terms of a dataset whose access is not open were accepted, and remembers a yes in the cache, for
 * exactly these terms. Open datasets pass.
 *
 * @throws LicenceError when nobody said yes
 */
export async function acceptTerms(manifest: Manifest, cache: CacheFolder, options: AcceptTermsOptions): Promise<void> {
  if (manifest.access.kind === "open") return;
  const terms = termsOf(manifest);
  const accepted = await readAccepted(cache.accepted);
  if (accepted[manifest.id]?.terms === terms) return;
  const named = (options.env.NEUROLOOM_ACCEPT_LICENCE ?? "").split(",").map((id) => id.trim().toLowerCase());
  const question = `${manifest.title}: ${terms}. Do you accept these terms?`;
  const said = options.acceptLicence || named.includes(manifest.id) || (await options.confirm?.(question));
  if (!said) {
    const next = `read them, then add --accept-licence or set NEUROLOOM_ACCEPT_LICENCE=${manifest.id}`;
    throw new LicenceError({ dataset: manifest.id, licence: terms, next });
  }
  const entry = { terms, acceptedUtc: new Date(options.now()).toISOString() };
  await createCacheFolder(cache);
  await writeAtomically(cache.accepted, `${JSON.stringify({ ...accepted, [manifest.id]: entry }, null, 2)}\n`);
}

async function readAccepted(file: string): Promise<Accepted> {
  try {
    const parsed = acceptedSchema.safeParse(JSON.parse(await readFile(file, "utf8")));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}
