// Installs the packages when the lock file differs from what is installed. Needs Node and npm only.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** Runs a command in the project's folder with its output shown; gives true when it ended well. */
export function run(command, words, options = {}) {
  // npm is a .cmd file on Windows, which only a shell can start
  const shell = process.platform === "win32" && command === "npm";
  const ended = spawnSync(command, words, { cwd: root, stdio: "inherit", shell, ...options });
  return ended.status === 0;
}

/** Runs a JavaScript file of an installed package by its path, without a shell on any platform. */
export function runTool(path, words, options) {
  return run(process.execPath, [join(root, "node_modules", path), ...words], options);
}

/** Starts a JavaScript file of an installed package beside other work; the promise tells whether it ended well. */
export function startTool(path, words) {
  const child = spawn(process.execPath, [join(root, "node_modules", path), ...words], { cwd: root, stdio: "inherit" });
  return new Promise((resolve) => {
    child.on("error", () => resolve(false));
    child.on("close", (code) => resolve(code === 0));
  });
}

/** Calls `npm ci` unless what is installed was installed from this very lock file. */
export function ensureInstalled() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(`Node 20.19 or newer is needed; this is ${process.versions.node}`);
  }
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  const stamp = join(root, "node_modules", ".installed-lock");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  if (!run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"])) throw new Error("npm ci failed");
  writeFileSync(stamp, lock);
}

/** Compiles the WebAssembly kernels into the sources. */
export function buildKernels() {
  return run(process.execPath, [join(root, "scripts", "build-kernels.mjs")]);
}

/** Compiles the kernels, then sources, tests and benchmarks into `dist`. */
export function build() {
  return buildKernels() && compile();
}

/** Compiles sources, tests and benchmarks into `dist`. */
export function compile() {
  return runTool("typescript/bin/tsc", ["-p", "tsconfig.json"]);
}
