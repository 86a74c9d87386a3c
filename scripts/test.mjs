// The test command: installs when the lock file changed, builds, checks, runs every test, and ends with one line of counts.
// With --coverage the tests also tell which lines they ran, which makes them a third slower.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildKernels, compile, ensureInstalled, root, run, runTool, startTool } from "./install.mjs";

ensureInstalled();
rmSync(join(root, "dist"), { recursive: true, force: true });
rmSync(join(root, "coverage"), { recursive: true, force: true });

const mocha = "mocha/bin/mocha.js";
const tests = process.argv.includes("--coverage")
  ? () => runTool("c8/bin/c8.js", [process.execPath, join(root, "node_modules", mocha)])
  : () => runTool(mocha, []);

// reading the sources for the documentation takes as long as compiling them, and a core of its own
let documentation = Promise.resolve(false);
function build() {
  if (!buildKernels()) return false;
  documentation = startTool("typedoc/bin/typedoc", ["--emit", "none"]);
  return compile();
}

const checks = [
  ["build", build],
  ["lint and format", () => run(process.execPath, [join(root, "node_modules/@biomejs/biome/bin/biome"), "ci", "."])],
  ["package", () => runTool("publint/src/cli.js", ["--strict"])],
  ["documentation", () => documentation],
  ["tests", tests],
];

let failedChecks = 0;
for (const [name, check] of checks) {
  const good = await check();
  process.stdout.write(`\n== ${name}: ${good ? "good" : "FAILED"}\n`);
  if (!good && name !== "tests") failedChecks += 1;
  if (!good && name === "build") break;
}

const counts = readCounts();
const failed = counts.failed + failedChecks;
const passed = counts.passed + checks.length - 1 - failedChecks;
process.stdout.write(`\n${passed} passed, ${failed} failed, ${counts.skipped} skipped\n`);
process.exitCode = failed === 0 ? 0 : 1;

/** What the test run left behind; a run that ended before it could count is one failure. */
function readCounts() {
  try {
    return JSON.parse(readFileSync(join(root, "coverage", "counts.json"), "utf8"));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
