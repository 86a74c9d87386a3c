import { expect } from "chai";
import { stackOf } from "../../../src/operations/rsa/rdm-rows.js";
import { rdmVector } from "../../../src/rsa/rdm-vector.js";
import { alignRdms } from "../../../src/rsa/stack/align-rdms.js";
import { meanRdm } from "../../../src/rsa/stack/mean-rdm.js";
import type { RdmStack } from "../../../src/rsa/stack/rdm-stack.js";
import { reorderConditions } from "../../../src/rsa/stack/reorder.js";
import { subsetRdms } from "../../../src/rsa/stack/subset.js";
import { pearsonCorrelation } from "../../../src/stats/pearson-correlation.js";
import { readReal } from "../../datasets/expect-real-dataset.js";

async function stackOfPart(test: Mocha.Context, dataset: string, only: string): Promise<RdmStack> {
  const tables = await readReal(test, dataset, { only });
  return stackOf(tables.rows("rdms"), tables.rows("rdm_entries"));
}
const correlate = (x: RdmStack, y: RdmStack): number => {
  const aligned = alignRdms(x, y);
  return pearsonCorrelation(rdmVector(aligned.x, 0), rdmVector(aligned.y, 0)).r!;
};

describe("stacks of real datasets", () => {
  it("of 2008 give the correlation of man and monkey, and of sessions", async function () {
    const figure = await stackOfPart(this, "kriegeskorte2008", "figure-1");
    const one = (id: string) => subsetRdms(figure, "id", [id]);
    expect(correlate(one("hITvisStim_316vx"), one("mIT_674neurons"))).to.be.closeTo(0.4912097961, 1e-10);
    const brain = await stackOfPart(this, "kriegeskorte2008", "human-it");
    expect(correlate(meanRdm(brain), one("hITvisStim_316vx"))).to.be.closeTo(1, 1e-12);
    const retest = ["BE", "KO", "SN", "TI"].map((subject) => {
      const own = subsetRdms(brain, "subject", [subject]);
      return correlate(subsetRdms(own, "session", ["1"]), subsetRdms(own, "session", ["2"]));
    });
    for (const [index, known] of [0.2906, 0.0985, 0.3981, 0.1185].entries()) {
      expect(retest[index]).to.be.closeTo(known, 5e-5);
    }
  });

  it("of two datasets join by the ids of the images, whatever their order", async function () {
    const challenge = await stackOfPart(this, "cichy-algonauts2019", "fmri-92");
    const figure = await stackOfPart(this, "kriegeskorte2008", "figure-1");
    const mean = (region: string) => meanRdm(subsetRdms(challenge, "region", [region]));
    const human = subsetRdms(figure, "id", ["hITvisStim_316vx"]);
    const turned = reorderConditions(human, [...human.conditions.keys()].reverse());
    expect(correlate(mean("inferior temporal cortex"), turned)).to.be.closeTo(0.5884151549, 1e-10);
    expect(correlate(mean("early visual cortex"), turned)).to.be.closeTo(0.1524271877, 1e-10);
    const monkey = subsetRdms(figure, "id", ["mIT_674neurons"]);
    expect(correlate(mean("inferior temporal cortex"), monkey)).to.be.closeTo(0.5613100264, 1e-10);
  });
});
