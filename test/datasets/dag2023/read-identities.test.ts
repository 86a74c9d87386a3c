import { expect } from "chai";
import type { LabelEntry } from "../../../src/datasets/dag2023/label-entry.js";
import type { OpenRecording } from "../../../src/datasets/dag2023/read-behaviour.js";
import { readIdentities } from "../../../src/datasets/dag2023/read-identities.js";
import type { Finding } from "../../../src/datasets/read-recordings.js";
import { FormatError } from "../../../src/errors.js";
import type { Hdf5File } from "../../../src/formats/hdf5.js";
import { caught } from "../../support/caught.js";

const labels: readonly LabelEntry[] = [];
const damaged = new FormatError({ file: "labels.jld2", place: "header", expected: "sense", found: "none" });

async function identitiesOf(isRegistered: boolean, labelsOf: () => Promise<readonly LabelEntry[] | undefined>) {
  const findings: Finding[] = [];
  const hdf5 = { has: async () => isRegistered } as unknown as Hdf5File;
  const report = (finding: Finding) => void findings.push(finding);
  const recording: OpenRecording = { hdf5, file: "made.h5", frames: 6, report, signal: undefined };
  const found = await readIdentities(recording, "labels.jld2", labelsOf);
  return { found, rules: findings.map(({ rule, severity }) => `${rule} ${severity}`), text: findings[0]?.found };
}

describe("the identities of a recording", () => {
  it("are the labels of a registered recording, and none where there are neither", async () => {
    expect(await identitiesOf(true, async () => labels)).to.deep.include({ found: labels, rules: [] });
    expect(await identitiesOf(false, async () => undefined)).to.deep.include({ found: undefined, rules: [] });
  });

  it("report a registration without labels, and use labels without a registration", async () => {
    const without = await identitiesOf(true, async () => undefined);
    expect(without).to.deep.include({ found: undefined, rules: ["missing-labels loss"] });
    const unregistered = await identitiesOf(false, async () => labels);
    expect(unregistered).to.deep.include({ found: labels, rules: ["missing-registration note"] });
  });

  it("fail with a damaged dictionary where it is needed, and say so where it is not", async () => {
    expect(await caught(identitiesOf(true, () => Promise.reject(damaged)))).to.equal(damaged);
    const unregistered = await identitiesOf(false, () => Promise.reject(damaged));
    expect(unregistered).to.deep.include({ found: undefined, rules: ["missing-labels loss"] });
    expect(unregistered.text).to.contain("labels.jld2");
  });
});
