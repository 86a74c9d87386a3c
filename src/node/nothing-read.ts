import { EmptyResultError } from "../errors.js";
import type { Manifest } from "../manifest/schema.js";

/** The error for files that are there and hold no recording of the dataset: most likely they are other files. */
export function nothingRead({ id, access }: Pick<Manifest, "id" | "access">): EmptyResultError {
  const { howTo } = access;
  const next = `the files that were found hold none${howTo === null ? "" : `; how to get them: ${howTo}`}`;
  return new EmptyResultError({ what: `${id}: recordings`, next });
}
