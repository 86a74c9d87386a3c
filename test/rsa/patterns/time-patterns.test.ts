import { expect } from "chai";
import { binTime } from "../../../src/rsa/patterns/bin-time.js";
import { timeAsChannels, timeAsObservations } from "../../../src/rsa/patterns/flatten-time.js";
import { subsetTime } from "../../../src/rsa/patterns/subset-time.js";
import { patternsAt, type TimePatterns } from "../../../src/rsa/patterns/time-patterns.js";
import { caught } from "../../support/caught.js";

/** Value = 100 · row + 10 · channel + time. */
function counted(): TimePatterns {
  const values = Float64Array.from({ length: 18 }, (_, k) => {
    return 100 * Math.floor(k / 9) + 10 * (Math.floor(k / 3) % 3) + (k % 3);
  });
  return {
    nChannels: 3,
    times: Float64Array.of(-0.5, 0, 0.5),
    values,
    conditions: ["a", "b"],
    channels: ["x", "y", "z"],
    descriptors: { trial: [7, 8] },
  };
}

describe("patterns over time", () => {
  it("one time point", async () => {
    expect([...patternsAt(counted(), 2).values.values]).to.deep.equal([2, 12, 22, 102, 112, 122]);
    expect((await caught(() => patternsAt(counted(), 3))).tag).to.equal("argument");
    expect((await caught(() => patternsAt({ ...counted(), nChannels: 2 }, 0))).tag).to.equal("argument");
    expect((await caught(() => patternsAt({ ...counted(), channels: ["x"] }, 0))).message).to.contain("channels");
  });

  it("means over bins, and a range with both its ends", async () => {
    const binned = binTime(counted(), [[0, 2], [1]]);
    expect([...binned.times]).to.deep.equal([0, 0]);
    expect([...binned.values.subarray(0, 4)]).to.deep.equal([1, 1, 11, 11]);
    const late = subsetTime(counted(), 0, 0.5);
    expect([...late.times]).to.deep.equal([0, 0.5]);
    expect([...late.values.subarray(0, 4)]).to.deep.equal([1, 2, 11, 12]);
    expect((await caught(() => subsetTime(counted(), 1, 2))).tag).to.equal("argument");
  });

  it("times as channels: those of a channel together", () => {
    const flat = timeAsChannels(counted());
    expect([flat.values.rows, flat.values.columns]).to.deep.equal([2, 9]);
    expect(flat.channels?.slice(2, 4)).to.deep.equal(["x@0.5", "y@-0.5"]);
    expect([...flat.values.values.subarray(9, 13)]).to.deep.equal([100, 101, 102, 110]);
  });

  it("times as observations: those of a time together", () => {
    const flat = timeAsObservations(counted());
    expect([flat.values.rows, flat.values.columns]).to.deep.equal([6, 3]);
    expect(flat.conditions).to.deep.equal(["a", "b", "a", "b", "a", "b"]);
    expect(flat.descriptors).to.deep.equal({ trial: [7, 8, 7, 8, 7, 8], time: [-0.5, -0.5, 0, 0, 0.5, 0.5] });
    expect([...flat.values.values.subarray(6, 12)]).to.deep.equal([1, 11, 21, 101, 111, 121]);
  });
});
