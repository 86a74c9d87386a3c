import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

/** The mirror that tests read real files from, if one is given. */
export const mirror: string | undefined = process.env.NEUROLOOM_MIRROR
  ? resolve(process.env.NEUROLOOM_MIRROR)
  : undefined;

/**
 * The absolute path of a real file, given below the data folder. Where it is not placed, the running test is skipped,
 * with the file's name as the reason in its title.
 */
export function realData(test: Mocha.Context, path: string): string {
  const file = mirror ? join(mirror, path) : undefined;
  if (file && existsSync(file)) return file;
  const runnable = test.test ?? test.currentTest;
  // a hook skips the whole suite, whose title then says why
  const isHook = (runnable as { readonly type?: string } | undefined)?.type === "hook";
  const named = isHook ? runnable?.parent : runnable;
  if (named) named.title += ` [skipped: ${path} is in no mirror; set NEUROLOOM_MIRROR]`;
  return test.skip();
}
