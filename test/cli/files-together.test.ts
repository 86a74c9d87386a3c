import { expect } from "chai";
import { filesTogether } from "../../src/cli/files-together.js";

describe("files in lists for people", () => {
  const file = (path: string, folder?: string) => ({
    ...{ path, urls: [], bytes: 1, sha256: [], mediaType: "x" },
    ...(folder !== undefined && { folder }),
  });
  const all = [
    { file: file("a/1", "a"), state: "good" },
    { file: file("b.txt"), state: "good" },
    { file: file("a/2", "a"), state: "damaged" },
    { file: file("a/3", "a"), state: "good" },
    { file: file("c/1", "c"), state: "good" },
    { file: file("d.txt"), state: "good" },
  ];

  it("puts those of a folder that are alike on the line of the first", () => {
    const lines = filesTogether(all, ({ state }) => state).map(({ name, files }) => [
      name,
      files.length,
      files[0].state,
    ]);
    expect(lines).deep.equal([
      ["a (2 files)", 2, "good"],
      ["b.txt", 1, "good"],
      ["a/2", 1, "damaged"],
      ["c/1", 1, "good"],
      ["d.txt", 1, "good"],
    ]);
  });
});
