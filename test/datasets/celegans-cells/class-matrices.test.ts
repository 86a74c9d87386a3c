import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { memorySource } from "../../../src/bytes/memory-source.js";
import { openWorkbook, type Sheet, type Workbook } from "../../../src/formats/workbook.js";
import { loadDataset } from "../../../src/node/datasets.js";
import { folderFiles } from "../../../src/node/folder-files.js";
import type { Row } from "../../../src/tables/tables.js";
import { collectTables } from "../../support/collect-tables.js";
import { mirror, realData } from "../../support/real-data.js";

const folder = "celegans/cook2019";
const matrices = `${folder}/SI_7_Cell_class_connectome_adjacency_matrices_corrected_July_2020.xlsx`;
/** Classes that the matrices have and SI 6 writes otherwise, or not at all. */
const otherClasses = { mu_vul: ["vm"], mu_ut: ["um"] } as const;

/** The class matrices of Cook et al. (SI 7) against sums of the edges of cook2019 over the lists of cell_classes. */
describe("classes of Cook et al. and their matrices", function () {
  this.timeout(120_000);
  let workbook: Workbook;
  let edges: readonly Row<"edges">[];
  let classes: readonly Row<"cell_classes">[];
  before(async function () {
    for (const name of ["SI_4_Cell_lists", "SI_6_Cell_class_lists"]) realData(this, `${folder}/${name}.xlsx`);
    workbook = await openWorkbook(memorySource(matrices, new Uint8Array(await readFile(realData(this, matrices)))));
    const only = "cook2019_*_2020*";
    realData(this, `${folder}/SI_5_Connectome_adjacency_matrices_corrected_July_2020.xlsx`);
    edges = (await collectTables((await loadDataset("cook2019")).read(folderFiles(mirror!), { only }))).rows("edges");
    const cells = (await loadDataset("celegans-cells")).read(folderFiles(mirror!), { only: "cook2019_classes" });
    classes = (await collectTables(cells)).rows("cell_classes");
  });

  /** What SI 7 and our sums say where they differ: "PRE POST theirs ours". */
  async function compare(
    sheetName: string,
    connectome: string,
    kind: "chemical" | "gap",
    { head = [], isOnce = false }: { readonly head?: readonly string[]; readonly isOnce?: boolean } = {},
  ) {
    const sheet = await workbook.sheet(sheetName);
    const theirs = entriesOf(sheet);
    const names = new Set([...theirs.rows, ...theirs.columns]);
    const classesOf = new Map<string, string[]>([["exc_cell", ["exc_cell"]]]);
    for (const { cell_class, cells } of classes) {
      for (const cell of JSON.parse(cells!) as string[]) {
        const spelt = [cell_class, ...(otherClasses[cell_class as keyof typeof otherClasses] ?? [])];
        const isMoved = head.includes(cell) && /^MU/.test(cell_class);
        const own = isMoved ? ["MUHEAD"] : spelt;
        classesOf.set(cell, [...(classesOf.get(cell) ?? []), ...own.filter((name) => names.has(name))]);
      }
    }
    const ours = new Map<string, number>();
    const add = (pre: string | null, post: string | null, weight: number | null, isWithin = false) => {
      for (const from of classesOf.get(pre ?? "") ?? []) {
        for (const to of classesOf.get(post ?? "") ?? []) {
          if (isWithin && from !== to) continue;
          if (!weight || !theirs.rows.has(from) || !theirs.columns.has(to)) continue;
          ours.set(`${from} ${to}`, (ours.get(`${from} ${to}`) ?? 0) + weight);
        }
      }
    };
    for (const edge of edges.filter((one) => one.connectome_id === connectome && one.kind === kind)) {
      add(edge.pre, edge.post, edge.symmetric ? edge.weight_forward : edge.weight);
      if (!edge.symmetric || edge.self_loop) continue;
      add(edge.post, edge.pre, edge.weight_backward);
      if (isOnce) add(edge.post, edge.pre, edge.weight, true);
    }
    const keys = [...new Set([...theirs.values.keys(), ...ours.keys()])].sort();
    const differing = keys
      .filter((key) => (theirs.values.get(key) ?? 0) !== (ours.get(key) ?? 0))
      .map((key) => `${key} ${theirs.values.get(key) ?? 0} ${ours.get(key) ?? 0}`);
    return { entries: theirs.values.size, differing };
  }

  it("hermaphrodite, gap junctions: one of 1,062 entries lacks its other direction", async () => {
    const found = await compare("herm gap jn grouped symmetric", "cook2019_hermaphrodite_2020", "gap");
    expect(found).to.deep.equal({ entries: 1062, differing: ["CAN exc_cell 0 400"] });
  });

  it("hermaphrodite, chemical: eight entries differ once muscle dBWML8 is one of the head", async () => {
    const sheet = "herm chem grouped";
    const found = await compare(sheet, "cook2019_hermaphrodite_2020", "chemical", { head: ["dBWML8"] });
    expect(found).to.deep.equal({
      entries: 1682,
      differing: [
        "ALA CAN 0 60",
        "ALA PVD 0 150",
        "ALA exc_cell 0 15",
        "ALA hyp 3 18",
        "MNVC MNVC 2366 2341",
        "MNVC MUBODY 1854 1847",
        "RID MNVC 13 15",
        "SMD SIB 58 88",
      ],
    });
    const asListed = await compare(sheet, "cook2019_hermaphrodite_2020", "chemical");
    expect(asListed.differing).to.have.length(17);
  });

  it("male, chemical: eleven entries differ, most of them to muscles of the head", async () => {
    const found = await compare("male chem grouped", "cook2019_male_2020", "chemical", { head: ["dBWML8"] });
    const muscles = ["ADE 0 1", "BDU 0 3", "CEP 0 13", "IL1 0 248", "RIF 0 2", "RMG 0 13", "URY 0 2"];
    const ala = ["ALA CAN 0 60", "ALA PVD 0 150", "ALA exc_cell 0 15", "ALA hyp 0 15"];
    const differing = [...ala, ...muscles.map((text) => text.replace(" ", " MUHEAD "))].sort();
    expect(found).to.deep.equal({ entries: 1097, differing });
  });

  it("male, gap junctions: MALE against its own parts is left out there, ten other entries differ", async () => {
    const { entries, differing } = await compare("male gap jn grouped, symmetric", "cook2019_male_2020", "gap");
    const ofParts = /^(MALE MALE (SENSORY|INTERNEURONS|MUSCLES)|MALE (SENSORY|INTERNEURONS|MUSCLES) MALE) 0 /;
    expect([entries, differing.filter((text) => ofParts.test(text)).length]).to.deep.equal([810, 6]);
    expect(differing.filter((text) => !ofParts.test(text))).to.deep.equal([
      "AVJ MALE 64 18",
      "AVJ MALE INTERNEURONS 64 18",
      "MALE AVJ 64 18",
      "MALE INTERNEURONS AVJ 64 18",
      "MALE INTERNEURONS MALE INTERNEURONS 1240 1162",
      "MALE MALE 4977 4904",
      "MALE SENSORY MALE SENSORY 1708 1713",
      "MNVC MNVC 1492 1497",
      "MNVC MUBODY 23 27",
      "MUBODY MNVC 23 27",
    ]);
  });

  it("gap junctions of the hermaphrodite, each pair once: within a class they are counted in both directions", async () => {
    const connectome = "cook2019_hermaphrodite_2020_gap_once";
    const { entries, differing } = await compare("herm gap jn grouped asymmetric", connectome, "gap", { isOnce: true });
    expect([entries, differing]).to.deep.equal([561, []]);
  });
});

/** The filled cells of a class matrix: classes in row 2 from column C, and in column B from row 3. */
function entriesOf(sheet: Sheet) {
  const textAt = (row: number, column: number) => String(sheet.cell(row, column) ?? "").trim();
  const values = new Map<string, number>();
  const [rows, columns] = [new Set<string>(), new Set<string>()];
  for (let row = 2; row < sheet.rows; row++) {
    const from = textAt(row, 1);
    if (from === "") continue;
    rows.add(from);
    for (let column = 2; column < sheet.columns; column++) {
      const [to, value] = [textAt(1, column), sheet.cell(row, column)];
      if (to === "") continue;
      columns.add(to);
      if (typeof value === "number" && value !== 0) values.set(`${from} ${to}`, value);
    }
  }
  return { values, rows, columns };
}
