import { readFileSync } from "node:fs";
import { expect } from "chai";
import { memorySource } from "../../src/bytes/memory-source.js";
import { meadowsName } from "../../src/formats/meadows/meadows-name.js";
import { readMeadows } from "../../src/formats/meadows.js";
import { caught } from "../support/caught.js";
import { damagedCopies } from "../support/damaged-copies.js";
import { makeMat5 } from "../support/make-mat5.js";
import { char, row } from "../support/mat-input.js";
import { realData } from "../support/real-data.js";
import { survive } from "../support/survive.js";

const json = (content: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(content));
const read = (name: string, bytes: Uint8Array) => readMeadows(memorySource(`folder/${name}`, bytes));
const failure = async (name: string, bytes: Uint8Array) => (await caught(read(name, bytes))).message;

const tree = "Meadows_myExp_v_v1_cuddly-bunny_tree.json";
const stimuli = [{ name: "a.png" }, { name: "b" }, { name: "c.x.png" }];
const task = { task: { name: "ma1", task_type: "multiarrange" }, stimuli, rdm: [1, 2, 3] };
const severalTasks = {
  tasks: [
    { task: { name: "info", task_type: "info" }, stimuli: [] },
    task,
    { ...task, task: { ...task.task, name: "ma2" }, rdm: [4, 5, 6] },
  ],
};
const several = (): Uint8Array =>
  makeMat5({
    rdmutv_able_fly: row([1, 2, 3]),
    rdmutv_clean_koi: row([4, 5, 6]),
    stimuli_able_fly: char(["a.png ", "bb.png", "c.png "]),
    stimuli_clean_koi: char(["c.png ", "a.png ", "bb.png"]),
  });

describe("downloads of Meadows", () => {
  it("are named by participant and task", () => {
    const name = (file: string) => Object.values(meadowsName(file));
    expect(name("Meadows_myExp_v_v1_cuddly-bunny_3_1D.mat")).to.deep.equal(["cuddly-bunny", null, 3]);
    expect(name("Meadows_myExp_v_v1_cuddly-bunny_tree.json")).to.deep.equal(["cuddly-bunny", null, null]);
    expect(name("Meadows_myExp_v_v1_arrangement_1D.mat")).to.deep.equal([null, "arrangement", null]);
    expect(name("other.mat")).to.deep.equal([null, null, null]);
  });

  it("hold several participants, each with an order of its own", async () => {
    const rdms = await read("Meadows_e_v_v1_arrangement_1D.mat", several());
    expect(rdms.map((one) => [one.participant, one.task, one.taskIndex, [...one.values], one.stimuli])).to.deep.equal([
      ["able-fly", "arrangement", null, [1, 2, 3], ["a", "bb", "c"]],
      ["clean-koi", "arrangement", null, [4, 5, 6], ["c", "a", "bb"]],
    ]);
  });

  it("hold one participant with one or several tasks", async () => {
    const mat = makeMat5({ rdmutv: row([1, 2, 3]), stimuli: char(["a.png", "b.png", "c.png"]) });
    const [one] = await read("Meadows_e_v_v1_shy-owl_2_1D.mat", mat);
    expect(one).to.deep.include({ participant: "shy-owl", taskIndex: 2, stimuli: ["a", "b", "c"] });
    const [single] = await read(tree, json(task));
    expect(single).to.deep.include({ participant: "cuddly-bunny", task: "ma1", stimuli: ["a", "b", "c"] });
    const two = await read(tree, json(severalTasks));
    expect(two.map((each) => [each.task, each.taskIndex, [...each.values]])).to.deep.equal([
      ["ma1", 2, [1, 2, 3]],
      ["ma2", 3, [4, 5, 6]],
    ]);
  });

  it("are refused in other layouts, and where stimuli and RDM do not fit", async () => {
    expect(await failure(tree, json({ "cuddly-bunny": task }))).to.match(/layout: .* download one participant's tree/);
    expect(await failure(tree, json([1]))).to.match(/layout: expected the tasks/);
    expect(await failure(tree, json({ tasks: [severalTasks.tasks[0]] }))).to.match(/1 tasks of other kinds/);
    expect(await failure(tree, json({ ...task, rdm: [1, 2] }))).to.match(/the 3 pairs of 3 stimuli, found 2/);
    expect(await failure(tree, json({ ...task, rdm: [1, null, 2] }))).to.match(/a list of numbers/);
    expect(await failure(tree, json({ ...task, stimuli: [{}] }))).to.match(/stimuli with names/);
    const alike = [{ name: "a.1" }, { name: "a.2" }, { name: "b" }];
    expect(await failure(tree, json({ ...task, stimuli: alike }))).to.match(/up to the first dot, found a twice/);
    expect(await failure("m.mat", makeMat5({ x: row([1]) }))).to.match(/rdmutv and stimuli, .* found x/);
    expect(await failure("m.mat", makeMat5({ rdmutv: row([1, 2, 3]) }))).to.match(/found 0 names/);
  });

  it("survive damage: RDMs that fit their stimuli, or a tagged error", async () => {
    const files = { "Meadows_e_v_v1_arrangement_1D.mat": several(), [tree]: json(severalTasks) };
    for (const [name, bytes] of Object.entries(files)) {
      const refused = await survive(damagedCopies(bytes, { seed: 5, count: 2000 }), async (copy, what) => {
        for (const { stimuli: names, values } of await read(name, copy)) {
          expect(values.length, what).to.equal((names.length * (names.length - 1)) / 2);
        }
      });
      expect(refused, name).to.be.greaterThan(100).and.lessThan(2000);
    }
  });

  it("of real experiments give the known answers", async function () {
    const real = (name: string) => read(name, readFileSync(realData(this, `rsa/rsatoolbox/meadows/${name}`)));
    const all = await real("Meadows_myExp_v_v1_arrangement_1D.mat");
    expect(all.map(({ participant, values }) => [participant, values[0], values[1]])).to.deep.equal([
      ["able-fly", 0.016598106791849372, 0.012323399852909046],
      ["clean-koi", 0.007732343538847646, 0.005899090561063287],
      ["cuddly-bunny", 0.007912853875612644, 0.008170909312334844],
    ]);
    const [mat] = await real("Meadows_myExp_v_v1_cuddly-bunny_3_1D.mat");
    const [tree1] = await real("Meadows_myExp_v_v1_cuddly-bunny_3_tree.json");
    expect(mat!.stimuli.slice(0, 2)).to.deep.equal(["stim118", "stim117"]);
    expect([mat!.participant, mat!.taskIndex, tree1!.task]).to.deep.equal(["cuddly-bunny", 3, "arrangement"]);
    expect(tree1!.stimuli).to.deep.equal(mat!.stimuli);
    expect([...tree1!.values]).to.deep.equal([...mat!.values]);
    expect([...all[2]!.values]).to.deep.equal([...mat!.values]);
    const tasks = await real("Meadows_twoMaTasks_v_v1_informed-mole_tree.json");
    const rounded = tasks.map(({ values }) => Array.from(values, (value) => Number(value.toFixed(3))));
    expect(rounded).to.deep.equal([
      [0.686, 0.218, 0.694],
      [0.686, 0.694, 0.22],
    ]);
  });
});
