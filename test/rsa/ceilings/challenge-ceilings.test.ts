import { readFileSync } from "node:fs";
import { expect } from "chai";
import { matNumbers } from "../../../src/formats/mat/mat-access.js";
import { openMat } from "../../../src/formats/mat.js";
import { fileSource } from "../../../src/node/file-source.js";
import { challengeCeilings } from "../../../src/rsa/ceilings/challenge-ceilings.js";
import { chosenRdms } from "../../../src/rsa/ceilings/chosen-rdms.js";
import { compare } from "../../../src/rsa/comparison/compare.js";
import type { RdmVectors } from "../../../src/rsa/rdm-vectors.js";
import { mean } from "../../../src/stats/mean.js";
import { realData } from "../../support/real-data.js";
import { images92 } from "../images92.js";
import { rdmsOf } from "../made-rdms.js";
import { algonautsRdms } from "../topology/algonauts-rdms.js";

describe("rsa: challengeCeilings", () => {
  const ceilings = {
    "92": { EVC: [0.0686455108, 0.158936685], IT: [0.2264445181, 0.3075127914] },
    "78": { EVC: [0.006817660885847, 0.063974694194841], IT: [0.00278492561565, 0.064733251165981] },
  } as const;

  for (const set of ["92", "78"] as const) {
    it(`of the Algonauts challenge, ${set} images`, async function () {
      const { rdms, regions } = await algonautsRdms(this, set);
      for (const region of ["EVC", "IT"] as const) {
        const own = chosenRdms(
          rdms,
          regions.flatMap((name, k) => (name === region ? [k] : [])),
        );
        const [lower, upper] = ceilings[set][region];
        const found = challengeCeilings(own);
        expect(found.lower, region).closeTo(lower, 1e-10);
        expect(found.upper, region).closeTo(upper, 1e-10);
      }
    });
  }

  it("of its hidden set", async function () {
    const file = await openMat(await fileSource(realData(this, "rsa/algonauts2019/78/test78_hidden_target_fmri.mat")));
    const expected = { EVC: [0.0047771037, 0.0654510351], IT: [0.0056531388, 0.0733632048] };
    for (const [region, [lower, upper]] of Object.entries(expected)) {
      const numbers = matNumbers(await file.read(`${region}_RDMs`))!;
      const subjects = Array.from({ length: 15 }, (_, subject) => {
        const values: number[] = [];
        for (let i = 0; i < 78; i++)
          for (let j = i + 1; j < 78; j++) values.push(numbers[subject + 15 * (i + 78 * j)]!);
        return values;
      });
      const found = challengeCeilings(rdmsOf(...subjects));
      expect(found.lower, region).closeTo(lower!, 1e-10);
      expect(found.upper, region).closeTo(upper!, 1e-10);
    }
    file.close();
  });

  it("lie above the scores of a submission and of models of 2008", async function () {
    const { submit_fmri: submission, K2008_models_mean_spearman_and_r2: scores } = JSON.parse(
      readFileSync(realData(this, "rsa/expected/algonauts92_models.json"), "utf8"),
    );
    const { rdms, regions } = await algonautsRdms(this, "92");
    const { names, rdms: models } = await images92(this, "models");
    const file = await openMat(await fileSource(realData(this, "rsa/algonauts2019/submissions/submit_fmri.mat")));
    for (const region of ["EVC", "IT"] as const) {
      const own = chosenRdms(
        rdms,
        regions.flatMap((name, k) => (name === region ? [k] : [])),
      );
      const scoresOf = (x: RdmVectors) => {
        const { rows, columns, values } = compare(x, own, { measure: "spearman" });
        return Array.from({ length: rows }, (_, k) => {
          const row = values.subarray(k * columns, (k + 1) * columns);
          return [mean(row), mean(row.map((value) => value * value))];
        });
      };
      const matrix = matNumbers(await file.read(`${region}_RDMs`))!;
      const submitted: number[] = [];
      for (let i = 0; i < 92; i++) for (let j = i + 1; j < 92; j++) submitted.push(matrix[i + 92 * j]!);
      const [[r, square]] = scoresOf(rdmsOf(submitted)) as [[number, number]];
      expect(r, region).closeTo(submission[region].mean_r, 1e-10);
      expect(square, region).closeTo(submission[region].mean_r2, 1e-10);
      expect(square).below(challengeCeilings(own).lower);
      scoresOf(models).forEach(([score, squareOfModel], k) => {
        expect(score, names[k]).closeTo(scores[names[k]!][region][0], 1e-10);
        expect(squareOfModel, names[k]).closeTo(scores[names[k]!][region][1], 1e-10);
      });
    }
    file.close();
  });

  it("have no lower one for one subject", () => {
    const found = challengeCeilings(rdmsOf([1, 2, 3]));
    expect(found.upper).closeTo(1, 1e-12);
    expect(found.lower).NaN;
  });
});
