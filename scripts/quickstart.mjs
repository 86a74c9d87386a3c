// Installs, builds, and runs `neuroloom quickstart`: samples in, tables and a report out.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { build, ensureInstalled, root, run } from "./install.mjs";

ensureInstalled();
process.stdout.write("building …\n");
if (!build()) process.exit(1);
const main = join(root, "dist", "src", "cli", "main.js");
if (!existsSync(main)) throw new Error(`${main} is missing after the build`);
process.exit(run(process.execPath, [main, "quickstart", ...process.argv.slice(2)]) ? 0 : 1);
