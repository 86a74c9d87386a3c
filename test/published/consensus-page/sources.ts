import { type PairRecord, readPairRecords } from "../../../src/datasets/connectome/pair-records.js";
import type { ReadOptions } from "../../../src/datasets/dataset.js";
import { loadDataset } from "../../../src/node/datasets.js";
import { fileSource } from "../../../src/node/file-source.js";
import { folderFiles } from "../../../src/node/folder-files.js";
import { consensus } from "../../../src/operations/consensus.js";
import type { Row } from "../../../src/tables/tables.js";
import { batchesFrom, rowsFrom } from "../../operations/run-on-tables.js";
import { collectTables } from "../../support/collect-tables.js";
import { type PublishedWiring, publishedWiring } from "../../support/published-wiring.js";
import { mirror, realData } from "../../support/real-data.js";

/** The annotations of the corrected consensus: one edition of each. */
export const oneEdition = [
  "cook2019_hermaphrodite_2020",
  "varshney2011",
  "openworm2018",
  "white1986_whole",
  "white1986_n2u",
  "white1986_jse",
  "witvliet2020_7",
  "witvliet2020_8",
];

/** Everything that the page takes its numbers from. */
export interface ConsensusSources {
  readonly wiring: ReadonlyMap<string, PublishedWiring>;
  /** Edges in corrected mode, by annotation. */
  readonly corrected: ReadonlyMap<string, readonly Row<"edges">[]>;
  readonly connections: readonly Row<"consensus_connections">[];
  readonly summaries: readonly Row<"consensus_summaries">[];
  /** The same where families that share images count as two observations. */
  readonly apart: readonly Row<"consensus_summaries">[];
  /** Records of the tail as its list has them. */
  readonly tail: readonly PairRecord[];
}

/** Reads the sources of the page from the mirror; skips where one is not there. */
export async function consensusSources(test: Mocha.Context): Promise<ConsensusSources> {
  realData(test, "celegans/randi2023/SOURCES.md");
  const wiring = await publishedWiring(test);
  const batches = [
    await read("cook2019", { only: "cook2019_hermaphrodite_2020" }),
    await read("varshney2011", { only: "varshney2011" }),
    await read("openworm2018", {}),
    await read("white1986", { only: "white1986_*" }),
    await read("witvliet2020", { only: "witvliet2020_7" }),
    await read("witvliet2020", { only: "witvliet2020_8" }),
    await read("randi2023", { only: "randi2023_wild_type*" }),
  ];
  const all = batches.flatMap((one) => one.batches);
  const results = await batchesFrom(consensus, all, { connectomes: oneEdition });
  const apart = await batchesFrom(consensus, all, { connectomes: oneEdition, same_animals: [] });
  const corrected = new Map<string, Row<"edges">[]>();
  for (const edge of batches.flatMap((one) => one.rows("edges"))) {
    corrected.set(edge.connectome_id, [...(corrected.get(edge.connectome_id) ?? []), edge]);
  }
  const tail = await fileSource(`${mirror}/celegans/white1986/nemanode_white_1986_jse.json`);
  return {
    wiring,
    corrected,
    connections: rowsFrom(results, "consensus_connections"),
    summaries: rowsFrom(results, "consensus_summaries"),
    apart: rowsFrom(apart, "consensus_summaries"),
    tail: await readPairRecords(tail, { types: [0, 2] }),
  };
}

async function read(id: string, options: ReadOptions) {
  const { read: readTables } = await loadDataset(id);
  return collectTables(readTables(folderFiles(mirror!), options));
}
