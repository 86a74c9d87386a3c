import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import type { ReadOptions } from "../../../src/datasets/dataset.js";
import { loadDataset } from "../../../src/node/datasets.js";
import { rowCount } from "../../../src/tables/batch.js";
import { caught } from "../../support/caught.js";
import { type CollectedTables, collectTables } from "../../support/collect-tables.js";
import { damagedCopies } from "../../support/damaged-copies.js";
import { makeMat5 } from "../../support/make-mat5.js";
import { matrix, numeric, structArray } from "../../support/mat-input.js";
import { problemsOf } from "../../support/problems-of.js";
import { survive } from "../../support/survive.js";
import { madeParts, madeValue } from "./made-files.js";

async function read(
  dataset: string,
  files: Readonly<Record<string, Uint8Array>>,
  options: ReadOptions,
): Promise<CollectedTables> {
  return collectTables((await loadDataset(dataset)).read(memoryFiles(files), options));
}
const failure = async (dataset: string, part: string, changes: Readonly<Record<string, Uint8Array>>) => {
  const made = madeParts.find((one) => one.dataset === dataset && one.part === part)!;
  return (await caught(read(dataset, { ...made.files(), ...changes }, { only: part }))).message;
};

describe("parts of datasets of RDMs, made files", () => {
  for (const { dataset, part, files } of madeParts) {
    it(`${dataset}, ${part}: gives tables that hold together`, async () => {
      const tables = await read(dataset, files(), { only: part });
      expect(await problemsOf(tables)).to.deep.equal([]);
      const at = new Map(tables.rows("stimuli").map((one) => [one.stimulus_id, one.stimulus_index]));
      for (const { condition_a, condition_b, dissimilarity } of tables.rows("rdm_entries")) {
        const expected = madeValue(at.get(condition_a)!, at.get(condition_b)!);
        if (dissimilarity !== expected) expect.fail(`${condition_a}, ${condition_b}: ${dissimilarity}`);
      }
      const counted = ["rdm_entries", "responses", "similarity_scores", "stimuli"] as const;
      expect(counted.reduce((sum, table) => sum + tables.rows(table).length, 0)).to.be.greaterThan(2);
    });

    it(`${dataset}, ${part}: survives damage`, async () => {
      const made = files();
      const [path] = Object.keys(made);
      const reader = await loadDataset(dataset);
      const isLarge = made[path!]!.length > 4000;
      const copies = damagedCopies(made[path!]!, { seed: 17, count: isLarge ? 150 : 500, focus: [[0, 600]] });
      const refused = await survive(copies, async (bytes, what) => {
        const tables = await collectTables(reader.read(memoryFiles({ ...made, [path!]: bytes }), { only: part }));
        if (!isLarge) expect(await problemsOf(tables), what).to.deep.equal([]);
        const pairs = tables.rows("rdms").reduce((sum, { n_conditions: n }) => sum + (n * (n - 1)) / 2, 0);
        const entries = tables.batches.filter(({ table }) => table === "rdm_entries").map(rowCount);
        expect(
          entries.reduce((sum, count) => sum + count, 0),
          what,
        ).to.equal(pairs);
      });
      expect(refused).to.be.greaterThan(10);
    });
  }
});

describe("the readers of RDMs", () => {
  const path = "rsa/rsatoolbox/92imageData/92_brainRDMs.mat";

  it("take what the name of an RDM says", async () => {
    const { files } = madeParts[0]!;
    const rows = (await read("kriegeskorte2008", files(), { only: "human-it" })).rows("rdms");
    expect(rows.map((row) => [row.rdm_id, row.subject, row.session, row.n_conditions, row.n_unknown])).to.deep.equal([
      ["hIT_BE_1", "BE", "1", 92, 0],
      ["hIT_KO_2", "KO", "2", 92, 0],
    ]);
    expect(rows[0]).to.include({ kind: "measured", dissimilarity: "correlation", noise: null, transforms: "[]" });
    expect(rows[0]).to.include({ source_place: "RDMs(1)", source_name: "hIT | BE | Session: 1", source_file: path });
  });

  it("say what about an RDM is wrong", async () => {
    const file = (name: string, RDM: ReturnType<typeof matrix>) => ({
      [path]: makeMat5({ RDMs: structArray([1, 1], [{ name, RDM }]) }),
    });
    const good = "hIT | BE | Session: 1";
    const skew = numeric(
      [92, 92],
      Array.from({ length: 92 * 92 }, (_, index) => (index === 92 ? 1 : 0)),
    );
    const wrong = async (changes: Record<string, Uint8Array>) => failure("kriegeskorte2008", "human-it", changes);
    expect(await wrong(file("other", skew))).to.match(
      /RDMs\(1\)\.name: expected a name of the usual form, found "other"/,
    );
    expect(await wrong(file(good, skew))).to.match(/RDMs\(1\)\.RDM: .* found 1 at \(0, 1\) and 0 at \(1, 0\)/);
    expect(await wrong(file(good, matrix([[0, 1]])))).to.match(/92 × 92 or 1 × 4186 numbers, found numeric 1 × 2/);
    const zeros = numeric([92, 92], new Float64Array(92 * 92));
    const twice = structArray(
      [1, 2],
      [1, 2].map(() => ({ name: good, RDM: zeros })),
    );
    expect(await wrong({ [path]: makeMat5({ RDMs: twice }) })).to.match(/names that differ, found hIT_BE_1 twice/);
  });

  it("leave out a part that cannot be read, say so, and go on", async () => {
    const failed: string[] = [];
    const brain = madeParts[0]!.files();
    const tables = await read("kriegeskorte2008", brain, { onFailure: (id) => failed.push(id) });
    expect(failed).to.deep.equal([
      ...["models", "categories", "figure-1", "behaviour", "cluster-models", "hmax-extended"],
    ]);
    expect(tables.rows("findings").map(({ rule, severity }) => [rule, severity])).to.deep.equal(
      failed.map(() => ["unreadable-recording", "loss"]),
    );
    expect(tables.rows("rdms")).to.have.length(2);
    expect(await problemsOf(tables)).to.deep.equal([]);
  });

  it("know their parts", async () => {
    const message = (await caught(read("kriegeskorte2008", {}, { only: "behavior" }))).message;
    expect(message).to.match(/no part of kriegeskorte2008 named "behavior"; nearest: behaviour/);
  });

  it("keep of an image what the richest part says", async () => {
    const files = { ...madeParts[0]!.files(), ...madeParts[1]!.files() };
    const tables = await read("kriegeskorte2008", files, { onFailure: () => undefined });
    const [first] = tables.rows("stimuli");
    expect(first).to.include({ stimulus_id: "images92-01", category: "body", stimulus_set: "images92" });
    expect(JSON.parse(first!.attributes!)).to.deep.equal({
      ...{ human: true, face: false, animal: true, natural: true, categories: [] },
    });
  });
});
