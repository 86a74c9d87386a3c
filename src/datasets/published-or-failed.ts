import { isNeuroloomError } from "../errors.js";
import type { ReadOptions } from "./dataset.js";

/**
 * What `extract` takes out of a recording, or of a file of several. One that cannot be read ends the reading, unless
 * `options.onFailure` is given: then it is passed there under the name `item` and left out (undefined).
 */
export async function publishedOrFailed<T>(
  item: string,
  options: Pick<ReadOptions, "onFailure" | "signal">,
  extract: () => Promise<T>,
): Promise<T | undefined> {
  options.signal?.throwIfAborted();
  try {
    return await extract();
  } catch (error) {
    if (options.signal?.aborted || !options.onFailure || !isNeuroloomError(error)) throw error;
    options.onFailure(item, error);
    return undefined;
  }
}
