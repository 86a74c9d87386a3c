import { join } from "node:path";
import { expect } from "chai";
import { build } from "esbuild";
import { packageRoot } from "../../src/node/package-root.js";
import { temporaryFolder } from "../support/temporary-folder.js";
import { chromium, toldByBrowser } from "../support/told-by-browser.js";
import { wasmWork } from "./wasm-work.js";

const page = `<!doctype html><meta charset="utf-8"><script type="module">
const tell = (value) => fetch("/result", { method: "POST", body: JSON.stringify(value) });
import("/work.js").then((it) => it.wasmWork()).then(tell, (error) => tell({ error: String(error) }));
</script>`;

// no browser, no suite: a skipped test means that a file of the mirror is missing
if (chromium) {
  describe("linalg: wasm in a browser", function () {
    this.timeout(120_000);
    const profile = temporaryFolder();

    it("gives the same digits as in Node", async () => {
      const { outputFiles } = await build({
        ...{ entryPoints: [join(packageRoot(), "test/linalg/wasm-work.ts")], bundle: true, write: false },
        ...{ format: "esm", platform: "browser", logLevel: "silent" },
      });
      const replies: Readonly<Record<string, readonly [string, string]>> = {
        "/": ["text/html", page],
        "/work.js": ["text/javascript", outputFiles[0]!.text],
      };
      const told = await toldByBrowser(profile(), ({ url }, response) => {
        const reply = replies[url ?? ""];
        if (reply) response.writeHead(200, { "content-type": reply[0] }).end(reply[1]);
        else response.writeHead(404).end();
      });
      const expected = await wasmWork();
      expect(expected.single!.length).equal(37 * 41);
      expect(told).deep.equal(expected);
    });
  });
}
