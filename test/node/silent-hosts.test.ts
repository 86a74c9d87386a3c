import { expect } from "chai";
import type { SingleFile } from "../../src/manifest/single-files.js";
import { cacheFolder } from "../../src/node/cache-folder.js";
import { openDownloader } from "../../src/node/download.js";
import { inParallel } from "../../src/node/in-parallel.js";
import { temporaryFolder } from "../support/temporary-folder.js";

/** So many small files of one host, as the chunks of a stored volume are. */
const chunks = (host: string, count: number): readonly SingleFile[] =>
  Array.from({ length: count }, (_, chunk) => ({
    ...{ path: `store/${chunk}`, urls: [`https://${host}/store/${chunk}`], bytes: 4, sha256: [] },
    ...{ mediaType: "application/octet-stream", folder: "store" },
  }));

describe("a host that never answers", () => {
  const folder = temporaryFolder();
  let asked: string[];
  const downloader = () =>
    openDownloader({
      fetch: (address) => {
        asked.push(new URL(String(address)).host);
        return Promise.reject(new TypeError("fetch failed"));
      },
      sleep: async () => undefined,
      attempts: 3,
    });
  const outcomes = (files: readonly SingleFile[]) => {
    asked = [];
    const download = downloader();
    return inParallel(files, { jobs: 1 }, (file) => download(file, cacheFolder(folder())));
  };

  it("is asked for one file with patience, and not for the others", async () => {
    const failures = await outcomes(chunks("silent.example", 50));
    expect(asked).to.have.length(3);
    const messages = failures.map((outcome) => ("error" in outcome ? (outcome.error as Error).message : ""));
    expect(messages[0]).to.contain("after 3 attempts");
    expect(messages[49]).to.contain("did not answer for store/0, so it was not asked again");
  });

  it("does not stand for another host", async () => {
    await outcomes([...chunks("one.example", 2), ...chunks("two.example", 2)]);
    expect(asked.filter((host) => host === "two.example")).to.have.length(3);
  });
});
