import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { memorySource } from "../../../src/bytes/memory-source.js";
import { partsOfSampleName } from "../../../src/datasets/fisbe/parts-of-sample-name.js";
import { readSampleList } from "../../../src/datasets/fisbe/sample-list.js";
import { sampleRows } from "../../../src/datasets/fisbe/sample-rows.js";
import { isNeuroloomError } from "../../../src/errors.js";
import { fileSource } from "../../../src/node/file-source.js";
import { rowsOf } from "../../../src/tables/batch.js";
import { damagedCopies } from "../../support/damaged-copies.js";
import { messageOf } from "../../support/message-of.js";
import { realData } from "../../support/real-data.js";

describe("FISBe's list of samples", () => {
  const list = "fisbe/sample_list_per_split.txt";
  const read = (text: string) => readSampleList(memorySource("list.txt", new TextEncoder().encode(text)));
  const small = "(1) samples for FlyLight completely:\n\ntrain:\nR1-20180905_65_A6\n\ntest:\nR_2-20180906_6_B12\n";

  it("has 101 samples: 18, 5 and 7 labelled completely, 43, 12 and 16 partly", async function () {
    const samples = await readSampleList(await fileSource(realData(this, list)));
    const count = (labelling: string) =>
      ["train", "val", "test"].map(
        (split) => samples.filter((one) => one.labelling === labelling && one.split === split).length,
      );
    expect([samples.length, count("completely"), count("partly")]).deep.equal([101, [18, 5, 7], [43, 12, 16]]);
    const of = (name: string) => samples.find(({ sample }) => sample === name);
    expect(of("R14A02-20180905_65_A6")).include({ labelling: "completely", split: "test" });
    expect(of("JRC_SS05008-20160318_24_B2")).include({ labelling: "partly", split: "val" });
    const lines = (await readFile(realData(this, list), "utf8")).split("\n");
    for (const { sample, line } of samples) expect(lines[line - 1]).equal(sample);
  });

  it("keeps images of one line in one part, as the paper says", async function () {
    const samples = await readSampleList(await fileSource(realData(this, list)));
    const partsOf = new Map<string, Set<string>>();
    for (const { sample, split } of samples) {
      const { line } = partsOfSampleName(sample)!;
      partsOf.set(line, (partsOf.get(line) ?? new Set()).add(split));
    }
    expect([...partsOf].filter(([, parts]) => parts.size > 1)).deep.equal([]);
  });

  it("gives rows with what a name says", async () => {
    const rows = [
      ...rowsOf({
        ...sampleRows(await read(small), { benchmark: "B", source_file: "list.txt" }),
        table: "volume_samples",
      }),
    ];
    expect(rows).deep.equal([
      {
        ...{ benchmark: "B", sample: "R1-20180905_65_A6", sample_index: 0, split: "train", labelling: "completely" },
        ...{ line: "R1", date: "2018-09-05", slide: "65", well: "A6", source_file: "list.txt", source_line: 4 },
      },
      {
        ...{ benchmark: "B", sample: "R_2-20180906_6_B12", sample_index: 1, split: "test", labelling: "completely" },
        ...{ line: "R_2", date: "2018-09-06", slide: "6", well: "B12", source_file: "list.txt", source_line: 7 },
      },
    ]);
    expect(partsOfSampleName("JRC_SS04989-20160318_24_A2")).include({ line: "JRC_SS04989", slide: "24" });
    expect(partsOfSampleName("R14A02-20180905_65_A6_crop")).equal(undefined);
  });

  for (const [what, text, words] of [
    ["a name that stands twice", `${small}R1-20180905_65_A6\n`, "line 8: expected another sample than on line 4"],
    ["a name without a section", "train:\nR1-20180905_65_A6\n", "line 2: expected the headings"],
    ["a name without a block", "samples, completely:\r\nR1-20180905_65_A6", "line 2: expected the headings"],
    ["a section whose blocks are missing", `${small}(2) partly:\nR3-20180905_65_A6`, "line 9: expected the headings"],
    ["another heading", "(1) samples for FlyLight wholly:\n", "line 1: expected a heading"],
    ["what is no name", `${small}<html>`, "line 8: expected a name such as"],
    ["no samples", "(1) samples for FlyLight completely:\ntrain:\n", "list: expected samples in sections"],
    ["nothing", "", "list: expected samples in sections"],
  ] as const) {
    it(`refuses a list with ${what}`, async () => {
      expect(await messageOf(() => read(text)))
        .match(/^list\.txt: /)
        .and.contain(words);
    });
  }

  it("answers 2,000 damaged lists with samples or a tagged error", async () => {
    const bytes = new TextEncoder().encode(small);
    for (const { bytes: damaged, what } of damagedCopies(bytes, { seed: 1, count: 2000 })) {
      try {
        for (const { sample } of await readSampleList(memorySource("list.txt", damaged)))
          expect(partsOfSampleName(sample), what).not.equal(undefined);
      } catch (error) {
        expect(isNeuroloomError(error), `${what}: ${error}`).equal(true);
      }
    }
  });
});
