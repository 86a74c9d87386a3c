import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "../../src/node/package-root.js";

/** Compares a text with a file of the documentation, given below `docs`; `NEUROLOOM_UPDATE=1` takes it over. */
export function expectDocument(path: string, text: string): void {
  const file = join(packageRoot(), "docs", path);
  if (process.env.NEUROLOOM_UPDATE) writeFileSync(file, text);
  const found = existsSync(file) ? readFileSync(file, "utf8").replaceAll("\r\n", "\n") : "";
  expect(found === text, `docs/${path} differs; NEUROLOOM_UPDATE=1 writes it anew`).to.equal(true);
}
