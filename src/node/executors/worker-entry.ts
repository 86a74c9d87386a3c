import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/**
 * Where a worker thread finds an exported function.
 *
 * Compiled code is loaded as it is. TypeScript source, as in tests, needs the loader in every thread, and Node before
 * version 22 does not pass it on: a line of code then registers it first.
 *
 * @param module - The module, without its ending, relative to the caller.
 * @param beside - `import.meta.url` of the caller.
 * @param name - The function.
 * @returns An address to import.
 */
export function workerEntry(module: string, beside: string, name: string): string {
  if (!beside.endsWith(".ts")) return new URL(`${module}.js`, beside).href;
  // require gives the CommonJS build, which registers nothing for import
  const loader = createRequire(beside).resolve("tsx/esm/api").replace(/cjs$/, "mjs");
  const code = [
    `import { register } from ${JSON.stringify(pathToFileURL(loader).href)};`,
    "register();",
    `export const { ${name} } = await import(${JSON.stringify(new URL(`${module}.ts`, beside).href)});`,
  ];
  return `data:text/javascript,${encodeURIComponent(code.join("\n"))}`;
}
