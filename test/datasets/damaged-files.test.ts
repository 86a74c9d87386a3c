import { expect } from "chai";
import { memoryFiles } from "../../src/bytes/memory-files.js";
import * as lin2023 from "../../src/datasets/lin2023/read.js";
import * as seeElegans2024 from "../../src/datasets/see-elegans2024/read.js";
import * as senguptaAshGlycerol from "../../src/datasets/sengupta-ash-glycerol/read.js";
import * as yemini2021 from "../../src/datasets/yemini2021/read.js";
import { isNeuroloomError } from "../../src/errors.js";
import type { Manifest } from "../../src/manifest/schema.js";
import { loadManifest } from "../../src/node/manifests.js";
import { collectTables } from "../support/collect-tables.js";
import { type DamagedCopy, damagedCopies } from "../support/damaged-copies.js";
import { makeMat5 } from "../support/make-mat5.js";
import { cell, column, matrix, row, struct, structArray } from "../support/mat-input.js";
import { problemsOf } from "../support/problems-of.js";
import { runFile } from "./lin2023/made-run.js";
import { headsFile } from "./yemini2021/made-heads.js";

const tracksFile = () =>
  makeMat5({
    neurons_identified: struct({ id: row([2, 1]), name: cell([cell(["AVAL"]), "RMED/RID"]) }),
    neurons_cleaned: structArray(
      [1, 2],
      [0, 1].map((index) => ({ coords: matrix([1, 2, 3].map((frame) => [index, 2, 3, frame, 10 * frame])) })),
    ),
  });
const intensitiesFile = () =>
  makeMat5({
    pixelIntensCell: column([10, 12]),
    pixelIntensBack: column([4, 5]),
    backsubSignal: column([6, 7]),
    signal: column([0, 0.5]),
  });
const table = `animal,Slice,MeanGCaMP,MeanBackground,Fluor,Fnaut,signal,time
OP_1.tif,1,5,2,5,6,0.1,0.25
OP_1.tif,2,7,3,7,6,0.2,0.5
`;

const ash = "celegans/sengupta_ash_glycerol";
const imagej = { [`${ash}/imagej/ASH_Glycerol_1_ImageJ_data.csv`]: new TextEncoder().encode(table) };
const mat = { [`${ash}/mat/OP50_ASH_Glycerol_1_reg.mat`]: intensitiesFile() };

const readers = {
  lin2023,
  yemini2021,
  "see-elegans2024": { ...seeElegans2024, readPublished: undefined },
  "sengupta-ash-glycerol": { ...senguptaAshGlycerol, readPublished: undefined },
} as const;
type Id = keyof typeof readers;

/** One file to damage, and those that are read with it. */
const cases: readonly (readonly [string, Id, string, () => Uint8Array, Readonly<Record<string, Uint8Array>>])[] = [
  ["a file", "lin2023", "celegans/lin2023/run1.mat", () => runFile({}, false), {}],
  ["a deflated file", "lin2023", "celegans/lin2023/run1.mat", () => runFile(), {}],
  ["a file", "yemini2021", "celegans/yemini2021/Head_Activity_OH15500.mat", () => headsFile({}, false), {}],
  ["a file", "see-elegans2024", "celegans/see_elegans2024/Dataset2.mat", tracksFile, {}],
  ["a MATLAB file", "sengupta-ash-glycerol", Object.keys(mat)[0]!, intensitiesFile, imagej],
  ["an ImageJ table", "sengupta-ash-glycerol", Object.keys(imagej)[0]!, () => Object.values(imagej)[0]!, mat],
];

describe("damaged files of datasets", () => {
  for (const [what, id, path, make, others] of cases) {
    it(`of ${id} (${what}) give tables that hold together, or a tagged error`, async () => {
      const manifest = await loadManifest(id);
      const counts = { read: 0, refused: 0 };
      for (const copy of damagedCopies(make(), { seed: 2024, count: 500 })) {
        const outcome = await outcomeOf(manifest, copy, { ...others, [path]: copy.bytes });
        counts[outcome]++;
      }
      // damage in a number is read as another number; damage in the structure is refused
      expect(counts.read).to.be.greaterThan(5);
      expect(counts.refused).to.be.greaterThan(50);
    });
  }
});

async function outcomeOf(
  manifest: Manifest,
  { what }: DamagedCopy,
  files: Readonly<Record<string, Uint8Array>>,
): Promise<"read" | "refused"> {
  try {
    const { read, readPublished } = readers[manifest.id as Id];
    const tables = await collectTables(read(manifest, memoryFiles(files), { subset: "sample" }));
    expect(await problemsOf(tables), what).to.deep.equal([]);
    if (readPublished) {
      for await (const { ids, traces, timeS } of readPublished(manifest, memoryFiles(files), {})) {
        expect(traces.length, what).to.equal(ids.length);
        expect(
          traces.every((trace) => trace.length === timeS.length),
          what,
        ).to.equal(true);
      }
    }
    return "read";
  } catch (error) {
    if (!isNeuroloomError(error)) throw new Error(`${what}: ${String(error)}`, { cause: error });
    return "refused";
  }
}
