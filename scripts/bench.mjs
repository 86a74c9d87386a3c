// Installs, builds, and runs one benchmark: `npm run bench -- prepare`.
import { join } from "node:path";
import { build, ensureInstalled, root, run } from "./install.mjs";

ensureInstalled();
if (!build()) process.exit(1);
process.exit(run(process.execPath, [join(root, "dist", "bench", "main.js"), ...process.argv.slice(2)]) ? 0 : 1);
