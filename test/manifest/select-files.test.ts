import { expect } from "chai";
import { UnknownNameError } from "../../src/errors.js";
import { selectFiles } from "../../src/manifest/select-files.js";
import { singleFiles } from "../../src/manifest/single-files.js";
import { exampleFile, exampleManifest } from "../support/example-manifest.js";

describe("selectFiles", () => {
  const manifest = exampleManifest({
    files: [
      exampleFile({ path: "worms/labels.json", role: "labels" }),
      exampleFile({ path: "worms/a/2022-07-26.h5", group: { subject: "worm 1", session: "2022-07-26" } }),
      exampleFile({ path: "worms/a/2022-07-27.h5", subset: "full", group: { subject: "worm 2", session: null } }),
      exampleFile({ path: "worms/b/x+y.h5", subset: "full" }),
    ],
  });
  const paths = (selection: Parameters<typeof selectFiles>[1]) =>
    selectFiles(manifest, selection).map(({ path }) => path);
  const all = manifest.files.map(({ path }) => path);

  it("gives everything by default, and the sample as a part of it", () => {
    expect(paths({})).to.deep.equal(all);
    expect(paths({ subset: "full" })).to.deep.equal(all);
    expect(paths({ subset: "sample" })).to.deep.equal(all.slice(0, 2));
  });

  for (const only of ["worms/a/2022-07-27.h5", "2022-07-27.h5", "*27.h5", "worm 2", "w*2", "worms/a/*-27*"]) {
    it(`finds a subject's file by ${only} and brings the labels along`, () => {
      expect(paths({ only })).to.include("worms/a/2022-07-27.h5").and.include("worms/labels.json");
      expect(paths({ only })).not.to.include("worms/a/2022-07-26.h5");
    });
  }

  it("gives files of no subject alone, and takes everything but * literally", () => {
    expect(paths({ only: "labels*" })).to.deep.equal(["worms/labels.json"]);
    expect(paths({ only: "x+y.h5" })).to.deep.equal(["worms/b/x+y.h5"]);
    expect(() => paths({ only: "x.y.h5" })).to.throw(UnknownNameError);
  });

  it("names the nearest when nothing matches, also when the subset leaves it out", () => {
    expect(() => paths({ only: "labels.jso" })).to.throw(UnknownNameError, "nearest: labels.json");
    expect(() => paths({ only: "worm 2", subset: "sample" })).to.throw(UnknownNameError, "file of example2020");
  });

  it("finds the file of a wiring diagram by its id, and no other file", () => {
    const value = [
      { id: "wired_adult", file: "worms/b/x+y.h5" },
      { id: "wired_larva", file: "worms/labels.json" },
    ];
    const wired = { ...manifest, facts: { annotations: { value, source: "made up" } } };
    const chosen = (only: string) => selectFiles(wired, { only }).map(({ path }) => path);
    expect(chosen("wired_adult")).to.deep.equal(["worms/b/x+y.h5"]);
    expect(chosen("wired_*")).to.deep.equal(["worms/labels.json", "worms/b/x+y.h5"]);
    expect(() => chosen("wired_adul")).to.throw(UnknownNameError, /wired_adult/);
  });

  it("finds the files of a node table by its id, also the one with its names", () => {
    const value = [{ id: "cells", file: "worms/b/x+y.h5", namesFile: "worms/labels.json" }];
    const tabled = { ...manifest, facts: { node_tables: { value, source: "made up" } } };
    const chosen = selectFiles(tabled, { only: "cells" }).map(({ path }) => path);
    expect(chosen).to.deep.equal(["worms/labels.json", "worms/b/x+y.h5"]);
    expect(() => selectFiles(tabled, { only: "cell" })).to.throw(UnknownNameError, /its node tables are cells/);
  });
});

describe("singleFiles", () => {
  it("gives the members of a folder with their own addresses", () => {
    const members = [{ path: "a b/ü#1.csv", bytes: 3, sha256: ["0".repeat(64)] }];
    const entry = exampleFile({ path: "worms/many", urls: ["https://data.example/many/"], members });
    expect(singleFiles(entry)).to.deep.equal([
      {
        ...{ path: "worms/many/a b/ü#1.csv", urls: ["https://data.example/many/a%20b/%C3%BC%231.csv"] },
        ...{ bytes: 3, sha256: ["0".repeat(64)], mediaType: entry.mediaType, folder: "worms/many" },
      },
    ]);
  });
});
