import { expect } from "chai";
import type { FileSet } from "../../../src/bytes/file-set.js";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import { memorySource } from "../../../src/bytes/memory-source.js";
import { compileOwnManifest, ownFilePaths, ownPath } from "../../../src/datasets/own/compile-own-manifest.js";
import type { InferredRecording } from "../../../src/datasets/own/infer/guess.js";
import { inferArrays } from "../../../src/datasets/own/infer/infer-arrays.js";
import { inferImage } from "../../../src/datasets/own/infer/infer-image.js";
import { inferTable } from "../../../src/datasets/own/infer/infer-table.js";
import { manifestText } from "../../../src/datasets/own/infer/manifest-text.js";
import type { OwnManifest } from "../../../src/datasets/own/own-manifest.js";
import { parseOwnManifest } from "../../../src/datasets/own/parse-own-manifest.js";
import { readOwn } from "../../../src/datasets/own/read-own.js";
import { manifestProblems } from "../../../src/manifest/manifest-problems.js";
import { parseYaml } from "../../../src/operations/parse-yaml.js";
import { rowCount } from "../../../src/tables/batch.js";
import { damagedCopies } from "../../support/damaged-copies.js";
import { makeMat5 } from "../../support/make-mat5.js";
import { makeNifti } from "../../support/make-nifti.js";
import { makeNpy, makeNpz } from "../../support/make-npz.js";
import { cell, column, matrix } from "../../support/mat-input.js";
import { survive } from "../../support/survive.js";

const encode = (text: string) => new TextEncoder().encode(text);
const table = ["t (s),AVAL,AVA?,VB02,speed", "0,1,2,3,0", "0.5,2,3,1,1", "1,4,NA,2,0", "1.5,3,1,5,2", ""].join("\n");
const rows = ["neuron,0,1,2,3", "AVAL,1,2,3,4", "AVAR,5,6,7,8", "velocity (mm/s),0,1,0,1", ""].join("\n");
const manifest = `neuroloom: 1
id: my-lab
species: C. elegans
licence: CC0-1.0
table: {delimiter: ",", header: true, missing: [NA]}
time: {column: t (s), unit: s}
traces: {orientation: columns, columns: rest, quantity: dff, unit: "1"}
labels: {header: true}
behaviour: [{column: speed, name: speed, unit: mm/s}]
events: {file: e.csv, kind: state}
recordings:
  - {file: w.csv, subject: a, condition: null, animal_group: g}
  - {file: v.csv, id: other, labels: null, traces: {columns: [2, AVA?]}}
expected: [{table: recordings, equals: 2, source: made}]
`;
const files: Readonly<Record<string, Uint8Array>> = {
  "w.csv": encode(table),
  "v.csv": encode(table),
  "e.csv": encode("onset,duration,label\n0.5,1,fwd\n"),
};

const parse = (text: string) => parseOwnManifest(parseYaml(text, "the file"), "the file");

/** Everything that a manifest says, read to the end. Gives the rows. */
async function readAll(own: OwnManifest, given: Readonly<Record<string, Uint8Array>>): Promise<number> {
  const found = ownFilePaths(own).map((path) => {
    // a manifest that names other files is a good one; there are none here
    const bytes = Object.hasOwn(given, path) ? given[path]! : new Uint8Array(0);
    return { path, bytes: bytes.length, sha256: "0".repeat(64), content: bytes };
  });
  const full = compileOwnManifest(own, found);
  const problems = manifestProblems(full).filter((problem) => !problem.startsWith("files: path"));
  expect(problems).to.deep.equal([]);
  const set: FileSet = memoryFiles(
    Object.fromEntries(found.map(({ path, content }) => [ownPath(own.id, path), content])),
  );
  let count = 0;
  for await (const batch of readOwn(full, set, {})) count += rowCount(batch);
  return count;
}

/** The answer is rows or one of our errors. */
async function readCopies(
  count: number,
  seed: number,
  original: Uint8Array,
  work: (bytes: Uint8Array) => Promise<unknown>,
) {
  expect(await survive(damagedCopies(original, { seed, count }), work))
    .to.be.greaterThan(count / 10)
    .and.below(count);
}

describe("damaged own files", () => {
  it("the manifest and files as they were give rows", async () => {
    expect(await readAll(parse(manifest), files)).to.be.greaterThan(10);
  });

  it("2000 damaged manifests", async () => {
    await readCopies(2000, 11, encode(manifest), (bytes) => readAll(parse(new TextDecoder().decode(bytes)), files));
  });

  it("2000 damaged tables under a good manifest", async () => {
    const own = parse(manifest);
    await readCopies(2000, 12, encode(table), (bytes) => readAll(own, { ...files, "w.csv": bytes }));
  });

  for (const [what, text, seed] of [
    ["a neuron per column", table, 13],
    ["a neuron per row", rows, 14],
  ] as const) {
    it(`2000 damaged tables asked by init, ${what}: what it writes can be read`, async () => {
      let understood = 0;
      let prepared = 0;
      await readCopies(2000, seed, encode(text), async (bytes) => {
        const recording: InferredRecording = { file: "w.csv", ...(await inferTable(memorySource("w.csv", bytes))) };
        const written = manifestText([recording], { id: "my-lab" });
        const filled = written.replace("unit: null", "unit: s").replace("rate_hz: null", "rate_hz: 4");
        // the text is a manifest, whatever names the table has in it
        const own = parse(filled);
        understood++;
        await readAll(own, { "w.csv": bytes });
        prepared++;
      });
      expect(understood).to.be.greaterThan(600);
      expect(prepared).to.be.greaterThan(understood / 2);
    });
  }

  for (const [file, bytes] of [
    ["w.npz", makeNpz({ dff: makeNpy([4, 2], [1, 5, 2, 6, 3, 7, 4, 8]), t: makeNpy([4], [0, 1, 2, 4]) })],
    [
      "w.mat",
      makeMat5({
        traces: matrix([
          [1, 2, 3],
          [4, 5, 6],
        ]),
        tv: column([0, 1]),
        IDs: cell(["AVAL", "x", "y"]),
      }),
    ],
  ] as const) {
    it(`500 damaged copies of ${file} asked by init`, async () => {
      await readCopies(500, 15, bytes, async (damaged) => {
        const recording: InferredRecording = { file, ...(await inferArrays(memorySource(file, damaged))) };
        const written = manifestText([recording], { id: "my-lab" });
        const own = parse(written.replace("unit: null", "unit: s").replace("rate_hz: null", "rate_hz: 4"));
        await readAll(own, { [file]: damaged });
      });
    });
  }

  const volumes = (length: number) =>
    makeNifti({
      ...{ shape: [2, 2, 2, length].slice(0, length === 1 ? 3 : 4), datatype: 2, units: 10 },
      pixdim: [1, 3, 3, 3, 2, 0, 0, 0],
      values: Uint8Array.from({ length: 8 * length }, (_, at) => at % 5),
    });
  const runEvents = encode("onset\tduration\ttrial_type\n0\t2\tface\n2\tn/a\thouse\n");
  for (const [name, seed] of [
    ["run1.nii", 16],
    ["mask.nii", 17],
    ["run1_events.tsv", 18],
  ] as const) {
    it(`700 damaged copies of ${name} beside other files of a run, asked by init`, async () => {
      const whole = { "run1.nii": volumes(4), "mask.nii": volumes(1), "run1_events.tsv": runEvents };
      let prepared = 0;
      const count = 700;
      const refused = await survive(damagedCopies(whole[name], { seed, count }), async (damaged) => {
        const given = { ...whole, [name]: damaged };
        const mask = { path: "mask.nii", source: memorySource("mask.nii", given["mask.nii"]) };
        const asked = await inferImage(memorySource("run1.nii", given["run1.nii"]), {
          mask,
          events: "run1_events.tsv",
        });
        const written = manifestText([{ file: "run1.nii", ...asked }], { id: "scans" });
        await readAll(parse(written), given);
        prepared++;
      });
      expect([refused > count / 20, prepared > count / 20, refused + prepared]).to.deep.equal([true, true, count]);
    });
  }
});
