import { expect } from "chai";
import type { VolumeShape } from "../../../src/volumes/label-volume.js";
import { scoreInstances } from "../../../src/volumes/metrics/score-instances.js";
import type { ThinningRule } from "../../../src/volumes/metrics/thinning-rule.js";
import { labelVolume } from "../../support/label-volumes.js";
import { messageOf } from "../../support/message-of.js";

describe("scores of very many instances", () => {
  it("of more pairs of instances than fit in memory are refused before anything is thinned", async () => {
    const line: VolumeShape = [1, 1, 20_000];
    const dots = (count: number) =>
      labelVolume(
        line,
        Array.from({ length: count }, (_, dot) => ({ channel: 0, label: dot + 1, voxels: [2 * dot] })),
      );
    const thinning: ThinningRule = {
      name: "none",
      skeleton: () => {
        throw new Error("thinned");
      },
    };
    const options = { filter: 0, thinning };
    for (const [gts, preds] of [
      [6000, 6000],
      [6000, 1],
      [4000, 9000],
    ] as const) {
      const message = await messageOf(async () => scoreInstances(dots(gts), dots(preds), options));
      expect(message).to.contain("at most 33554432 pairs").and.to.contain(`${gts} and ${preds} instances`);
    }
    const many = scoreInstances(dots(10), dots(9000), { filter: 0 });
    expect(many.general).to.deep.include({ "Num GT": 10, "Num Pred": 9000, TP_05: 10 });
  });
});
