import { expect } from "chai";
import fc from "fast-check";
import { isNeuroloomError, SchemaError } from "../../src/errors.js";
import { parseManifest } from "../../src/manifest/parse-manifest.js";
import { parseMemberList } from "../../src/manifest/parse-member-list.js";
import { singleFiles } from "../../src/manifest/single-files.js";
import { exampleFile, exampleManifest, sha256Of } from "../support/example-manifest.js";

describe("the list of a folder's files", () => {
  const [a, b] = [sha256Of("a"), sha256Of("b")];
  const text = `${a} 1 .zarray\n${b} 436 volumes/labels of all/0.0\n`;
  const members = [
    { path: ".zarray", bytes: 1, sha256: [a] },
    { path: "volumes/labels of all/0.0", bytes: 436, sha256: [b] },
  ];

  it("gives hash, size and path of every file, whatever ends a line", () => {
    expect(parseMemberList(text, "list.txt")).deep.equal(members);
    expect(parseMemberList(text.trimEnd(), "list.txt")).deep.equal(members);
    expect(parseMemberList(text.replaceAll("\n", "\r\n"), "list.txt")).deep.equal(members);
  });

  for (const [what, line] of [
    ["no size", `${a} x`],
    ["a short hash", `${a.slice(1)} 1 x`],
    ["a path out of the folder", `${a} 1 ../x`],
    ["an absolute path", `${a} 1 /x`],
    ["an empty line", ""],
    ["a size beyond all files", `${a} 12345678901234567890 x`],
  ] as const) {
    it(`names the line with ${what}`, () => {
      expect(() => parseMemberList(`${text}${line}\n${a} 2 y\n`, "list.txt")).throw(SchemaError, "list.txt: line 3: ");
    });
  }

  it("answers any text with members or a tagged error", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constant(text))), (parts) => {
        try {
          for (const { path } of parseMemberList(parts.join(""), "list.txt"))
            expect(path).not.match(/^\/|(^|\/)\.\.(\/|$)/);
        } catch (error) {
          expect(isNeuroloomError(error)).equal(true);
        }
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  const manifest = (fields = {}) =>
    JSON.stringify(
      exampleManifest({ files: [exampleFile({ path: "fly/a.zarr", memberList: "list.txt", ...fields })] }),
    );
  const read = (name: string) => (name === "list.txt" ? text : undefined);

  it("stands for the members of a manifest's folder", () => {
    const parsed = parseManifest(manifest({ urls: ["https://data.example/a.zarr"] }), "m.json", read);
    expect(parsed.files[0]).deep.include({ path: "fly/a.zarr", members }).and.not.have.property("memberList");
    expect(singleFiles(parsed.files[0]!).map(({ path, urls }) => [path, ...urls])).deep.equal([
      ["fly/a.zarr/.zarray", "https://data.example/a.zarr/.zarray"],
      ["fly/a.zarr/volumes/labels of all/0.0", "https://data.example/a.zarr/volumes/labels%20of%20all/0.0"],
    ]);
  });

  it("has to be there, alone, and to contradict nothing", () => {
    expect(() => parseManifest(manifest(), "m.json")).throw(
      SchemaError,
      "its list list.txt is not beside the manifest",
    );
    expect(() => parseManifest(manifest({ members }), "m.json", read)).throw(
      SchemaError,
      "members and a list of members",
    );
    const twice = () => parseManifest(manifest(), "m.json", () => text + text);
    expect(twice).throw(SchemaError, 'path "fly/a.zarr/.zarray" stands twice');
  });
});
