import { execFile } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { startServer } from "./range-server.js";

/** Where a browser is, if there is one. */
export const chromium = [process.env.CHROMIUM, "/usr/bin/chromium"].find((path) => path && existsSync(path));

/**
 * Opens `/` in a browser and gives what its page posts to `/result`, as JSON.
 *
 * @param profile - An empty folder for the browser's own files.
 * @param reply - Answers all other requests.
 */
export async function toldByBrowser(
  profile: string,
  reply: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<unknown> {
  let told = "";
  let ended: () => void = () => undefined;
  const result = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const server = await startServer((request, response) => {
    if (request.url !== "/result") reply(request, response);
    else
      request
        .setEncoding("utf8")
        .on("data", (piece) => (told += piece))
        .on("end", ended);
  });
  try {
    // with a debugging port it stays until it is ended; a budget of virtual time would cut the work short
    const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-port=0"];
    const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"];
    const browser = execFile(chromium!, [...flags, ...quiet, `--user-data-dir=${profile}`, server.url]);
    const gone = once(browser, "exit").then(() => Promise.reject(new Error("the browser ended without a result")));
    await Promise.race([result, gone]).finally(() => browser.kill());
    await gone.catch(() => undefined);
    return JSON.parse(told);
  } finally {
    await server.close();
  }
}
