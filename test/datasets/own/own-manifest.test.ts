import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { parseOwnManifest } from "../../../src/datasets/own/parse-own-manifest.js";
import { manifestProblems } from "../../../src/manifest/manifest-problems.js";
import { manifestSchema } from "../../../src/manifest/schema.js";
import { listDatasets, loadDataset } from "../../../src/node/datasets.js";
import { isOwnManifestPath } from "../../../src/node/is-own-manifest-path.js";
import { loadOwnDataset } from "../../../src/node/own-dataset.js";
import { parseYaml } from "../../../src/operations/parse-yaml.js";
import { caught } from "../../support/caught.js";
import { messageOf } from "../../support/message-of.js";
import { temporaryFolder } from "../../support/temporary-folder.js";
import { columnsTable } from "./made-worm.js";

const head = "neuroloom: 1\nid: my-lab\n";
const parse = (text: string) => parseOwnManifest(parseYaml(text, "my-lab.yaml"), "my-lab.yaml");
const problem = (text: string) => messageOf(async () => parse(text));
const one = "recordings: [{file: w.csv}]";
const time = "time: {column: t}";

describe("the small manifest", () => {
  it("needs an id, a version, a clock and a file, and has defaults for the rest", () => {
    const own = parse(`${head}time: {rate_hz: 4}\n${one}`);
    expect(own).to.include({ species: "C. elegans", licence: null, modality: "calcium-imaging" });
    expect(own.expected).to.deep.equal([]);
  });

  const wrong: readonly (readonly [string, string, RegExp])[] = [
    ["an unknown key", `${head}time: {colum: t}\n${one}`, /time: no key named "colum"; nearest: column/],
    [
      "an unknown key of a recording",
      `${head}${time}\nrecordings: [{file: w.csv, subjekt: a}]`,
      /recordings\[0\]: no key named "subjekt"; nearest: subject/,
    ],
    [
      "an unknown key of a behaviour",
      `${head}${time}\nbehaviour: [{column: v, nam: v}]\n${one}`,
      /behaviour\[0\]: no key named "nam"; nearest: name/,
    ],
    [
      "a key far from all",
      `${head}${time}\nxyzzyxyzzy: 1\n${one}`,
      /top level: no key named "xyzzyxyzzy"; known are .*recordings/,
    ],
    ["no version", `id: a\n${time}\n${one}`, /neuroloom: /],
    ["another version", `neuroloom: 2\nid: a\n${time}\n${one}`, /neuroloom: expected 1/],
    ["an id in capitals", `neuroloom: 1\nid: My Lab\n${time}\n${one}`, /id: expected a lower-case key/],
    ["no recording", `${head}${time}\nrecordings: []`, /recordings: /],
    [
      "no clock",
      `${head}${one}`,
      /recordings\[0\] \(w.csv\): time: no stamps are named and no rate is known; fill in rate_hz/,
    ],
    ["a rate to fill in", `${head}time: {rate_hz: null}\n${one}`, /no rate is known; fill in rate_hz/],
    ["a unit to fill in", `${head}time: {column: t, unit: null}\n${one}`, /time.unit: is not filled in/],
    [
      "frames without a rate",
      `${head}time: {column: t, unit: frame}\n${one}`,
      /frames are counted, and no rate is known/,
    ],
    ["two kinds of stamps", `${head}time: {column: t, header: true}\n${one}`, /stamps come from one of/],
    ["stamps and a rate", `${head}time: {column: t, rate_hz: 3}\n${one}`, /stamps and a rate are given/],
    ["a rate and a step", `${head}time: {step_s: 1, rate_hz: 3}\n${one}`, /rate_hz and step_s say the same/],
    ["a rate of 0", `${head}time: {rate_hz: 0}\n${one}`, /time.rate_hz: /],
    ["a variable of a table", `${head}${time}\ntraces: {variable: x}\n${one}`, /a table has columns, no variables/],
    ["a column of an array", `${head}${time}\nrecordings: [{file: w.mat}]`, /a file of arrays has no columns/],
    [
      "an array without variable",
      `${head}time: {rate_hz: 1}\nrecordings: [{file: w.mat}]`,
      /traces.variable: name the array/,
    ],
    [
      "labels from two places",
      `${head}${time}\nlabels: {header: true, file: l.txt}\n${one}`,
      /labels: they come from one of .*; 2 are given/,
    ],
    ["labels from nowhere", `${head}${time}\nlabels: {}\n${one}`, /labels: .*; 0 are given/],
    ["behaviour from nowhere", `${head}${time}\nbehaviour: [{name: v}]\n${one}`, /behaviour\[0\]: give its column/],
    [
      "two recordings of one name",
      `${head}${time}\nrecordings: [{file: a/w.csv}, {file: b/w.csv}]`,
      /"w" stands twice/,
    ],
    ["a zip without member", `${head}${time}\nrecordings: [{file: w.zip}]`, /name the file inside of the archive/],
    [
      "a member of no zip",
      `${head}${time}\nrecordings: [{file: w.csv, member: a.csv}]`,
      /only a .zip archive has members/,
    ],
    [
      "an expected fact about no table",
      `${head}${time}\n${one}\nexpected: [{table: chanels, equals: 1, source: me}]`,
      /expected\[0\].table: no table named "chanels"; nearest: channels/,
    ],
    ["a key twice", `${head}id: b\n${time}\n${one}`, /keys must be unique/],
  ];
  for (const [what, text, message] of wrong) {
    it(`refuses ${what}`, async () => {
      expect(await problem(text)).to.match(message);
    });
  }

  for (const path of [
    "/etc/passwd",
    "../w.csv",
    "a/../../w.csv",
    "a\\\\w.csv",
    "C:w.csv",
    "./w.csv",
    "a//w.csv",
    "w.csv/",
    "a\\0b",
    "",
  ]) {
    it(`never follows ${JSON.stringify(path)}`, async () => {
      for (const place of [
        `recordings: [{file: "${path}"}]`,
        `events: {file: "${path}"}\n${one}`,
        `labels: {file: "${path}"}\n${one}`,
      ]) {
        expect(await problem(`${head}${time}\n${place}`)).to.match(
          /expected a path with \/ below the folder|too small/i,
        );
      }
    });
  }
});

describe("datasets from a small manifest", () => {
  const folder = temporaryFolder();
  const write = async (text: string, name = "my-lab.yaml") => {
    await writeFile(join(folder(), name), text);
    return join(folder(), name);
  };
  const simple = `${head}title: Mine\nlicence: CC0-1.0\ncitation: Me\ntime: {column: time (s)}\n${one}`;

  it("become a full manifest that contradicts itself nowhere, with hashes of the files", async () => {
    await writeFile(join(folder(), "w.csv"), columnsTable());
    const { manifest } = await loadDataset(await write(simple));
    expect(manifestProblems(manifest)).to.deep.equal([]);
    expect(manifestSchema.safeParse(JSON.parse(JSON.stringify(manifest))).success).to.equal(true);
    expect(manifest).to.include({ id: "my-lab", title: "Mine", tested: "none" });
    expect(manifest.licence.spdx).to.equal("CC0-1.0");
    expect(manifest.files.map(({ path, sha256, bytes }) => [path, sha256.length, bytes])).to.deep.equal([
      ["own/my-lab/w.csv", 1, columnsTable().length],
    ]);
  });

  it("may be JSON, are found by a path only, and are not listed", async () => {
    await writeFile(join(folder(), "w.csv"), columnsTable());
    const text = JSON.stringify({ neuroloom: 1, id: "j", time: { rate_hz: 4 }, recordings: [{ file: "w.csv" }] });
    expect((await loadDataset(await write(text, "j.json"))).manifest.id).to.equal("j");
    const twice = text.replace('"id":"j"', '"id":"j","id":"k"');
    expect((await caught(loadDataset(await write(twice, "k.json")))).message).to.match(/k\.json: line 1, column \d+: /);
    expect(await listDatasets()).to.not.include.members(["own"]);
    expect(["a.yaml", "a.YML", "b.json", "c/d", "c\\d"].every(isOwnManifestPath)).to.equal(true);
    expect(isOwnManifestPath("dag2023")).to.equal(false);
  });

  it("say which file is not there, and where it was looked for", async () => {
    expect(await messageOf(async () => loadOwnDataset(await write(simple)))).to.match(
      /^w\.csv: not found in .*; files lie below/,
    );
    expect(await messageOf(() => loadOwnDataset("nowhere.yaml"))).to.match(
      /nowhere\.yaml: not found .*neuroloom init FILE/,
    );
  });

  it("follow no link out of their folder", async () => {
    await mkdir(join(folder(), "lab"));
    await writeFile(join(folder(), "secret.csv"), columnsTable());
    await symlink(join(folder(), "secret.csv"), join(folder(), "lab", "w.csv"));
    const path = await write(simple, "lab/my-lab.yaml");
    expect(await messageOf(() => loadOwnDataset(path))).to.match(/w\.csv: not found .*no link leads out of it/);
  });

  it("may not have the id or an alias of a dataset of this package", async () => {
    for (const id of ["dag2023", "kato"]) {
      const path = await write(simple.replace("id: my-lab", `id: ${id}`));
      expect(await messageOf(() => loadOwnDataset(path))).to.match(/is a dataset of this package/);
    }
  });
});
