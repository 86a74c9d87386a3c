import { memoryFiles } from "../../../src/bytes/memory-files.js";
import type { PublishedSource, ReadOptions } from "../../../src/datasets/dataset.js";
import type { MatStruct } from "../../../src/formats/mat/mat-value.js";
import { loadDataset } from "../../../src/node/datasets.js";
import { type CollectedTables, collectTables } from "../../support/collect-tables.js";
import { makeMat5 } from "../../support/make-mat5.js";
import { makeMat73 } from "../../support/make-mat73.js";
import { cell, column, type MatInput, numeric, struct, structArray } from "../../support/mat-input.js";

/** What a made file says about an animal. */
export type MadeAnimal = Readonly<Record<string, MatInput>>;

/** An empty entry, as MATLAB writes []. */
export const empty = numeric([0, 0], []);

/** Frames × neurons, sample f of neuron n being 10 n + f. */
export function madeTraces(frames: number, neurons: number, plus = 0): MatInput {
  const values = Array.from({ length: frames * neurons }, (_, index) => {
    const frame = index % frames;
    return ((index - frame) / frames) * 10 + frame + plus;
  });
  return numeric([frames, neurons], values);
}

/** Six frames at 2 Hz of three neurons, the second without a name, in the fields that the lab's files share. */
export function madeAnimal(fields: MadeAnimal = {}): MadeAnimal {
  return {
    IDs: cell(["AVAL", empty, "VB02"]),
    traces: madeTraces(6, 3),
    timeVectorSeconds: column([0, 0.5, 1, 1.5, 2, 2.5]),
    fps: 2,
    dataset: "TS20140715f",
    ...fields,
  };
}

/** A copy without one of its fields. */
export function without(animal: MadeAnimal, field: string): MadeAnimal {
  return Object.fromEntries(Object.entries(animal).filter(([name]) => name !== field));
}

/** A variable with the animals as elements of a structure array. */
export function asArray(animals: readonly MadeAnimal[]): MatStruct {
  return structArray([1, animals.length], animals);
}

/** A variable with the animals as entries of lists. */
export function asLists(animals: readonly MadeAnimal[]): MatStruct {
  const fields = Object.keys(animals[0] ?? {});
  const list = (field: string): MatInput =>
    cell(
      animals.map((animal) => animal[field]!),
      [animals.length, 1],
    );
  return struct(Object.fromEntries(fields.map((field) => [field, list(field)])));
}

export const layouts = { "a structure array": asArray, "a structure of lists": asLists } as const;

/** A MAT file in either version. */
export const writers = {
  "MAT v5": async (variables: Readonly<Record<string, MatInput>>) => makeMat5(variables, { compressed: true }),
  "MAT v7.3": async (variables: Readonly<Record<string, MatInput>>) => makeMat73(variables),
} as const;

type Files = Readonly<Record<string, Readonly<Record<string, MatInput>>>>;

function filesOf(folder: string, files: Files, write: (variables: Files[string]) => Uint8Array = makeMat5) {
  const named = Object.entries(files).map(([name, variables]) => [`celegans/${folder}/${name}.mat`, write(variables)]);
  return memoryFiles(Object.fromEntries(named));
}

/** The tables of made files, named without ending, with their variables. */
export async function readMade(id: string, files: Files, options: ReadOptions = {}): Promise<CollectedTables> {
  const dataset = await loadDataset(id);
  return collectTables(dataset.read(filesOf(folderOf(id), files), options));
}

/** The tables of one file of given bytes. */
export async function readBytes(id: string, name: string, bytes: Uint8Array): Promise<CollectedTables> {
  const dataset = await loadDataset(id);
  return collectTables(dataset.read(memoryFiles({ [`celegans/${folderOf(id)}/${name}.mat`]: bytes })));
}

/** What the published pipeline extracts from made files. */
export async function publishedOf(id: string, files: Files, options: ReadOptions = {}): Promise<PublishedSource[]> {
  const dataset = await loadDataset(id);
  const sources: PublishedSource[] = [];
  for await (const source of dataset.readPublished!(filesOf(folderOf(id), files), options)) sources.push(source);
  return sources;
}

/** One animal of WT_Stim.mat of kato2015-mat. */
export async function readOne(animal: MadeAnimal, options: ReadOptions = {}): Promise<CollectedTables> {
  return readMade("kato2015-mat", { WT_Stim: { WT_Stim: asArray([animal]) } }, options);
}

/** Rule and severity of each finding. */
export function rulesOf(tables: CollectedTables): readonly string[] {
  return tables.rows("findings").map(({ rule, severity }) => `${severity}: ${rule}`);
}

/** Samples by channel. */
export function valuesOf(tables: CollectedTables): readonly (readonly number[])[] {
  return tables.rows("signals").map(({ values }) => [...values]);
}

function folderOf(id: string): string {
  return id === "kato2015-mat" ? "kato2015" : id;
}
