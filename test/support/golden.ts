import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "../../src/node/package-root.js";

/**
 * Compares a text with its golden file below `test/golden`. A text that differs is written next to it, for the eye;
 * `NEUROLOOM_UPDATE=1` takes it over.
 */
export function expectGolden(name: string, text: string): void {
  const file = join(packageRoot(), "test", "golden", name);
  const changed = file.replace(/(\.\w+)$/, "-changed$1");
  if (process.env.NEUROLOOM_UPDATE) writeFileSync(file, text);
  const same = existsSync(file) && readFileSync(file, "utf8").replaceAll("\r\n", "\n") === text;
  if (same) rmSync(changed, { force: true });
  else writeFileSync(changed, text);
  expect(same, `${name} differs: look at ${changed}`).to.equal(true);
}
