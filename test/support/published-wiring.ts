import { readPublishedEdges as cook2019 } from "../../src/datasets/cook2019/read-published-edges.js";
import type { PublishedAnnotation, ReadPublishedEdges } from "../../src/datasets/dataset.js";
import { readPublishedEdges as openworm2018 } from "../../src/datasets/openworm2018/read-published-edges.js";
import { readPublishedEdges as simeon2024 } from "../../src/datasets/simeon2024-consensus/read-published-edges.js";
import { readPublishedEdges as varshney2011 } from "../../src/datasets/varshney2011/read-published-edges.js";
import { readPublishedEdges as white1986 } from "../../src/datasets/white1986/read-published-edges.js";
import { readPublishedEdges as witvliet2020 } from "../../src/datasets/witvliet2020/read-published-edges.js";
import { folderFiles } from "../../src/node/folder-files.js";
import { loadManifest } from "../../src/node/manifests.js";
import { type PublishedConnectome, publishedConnectome } from "../../src/published/connectome-edges.js";
import { connectomeRules } from "../../src/published/connectome-rules.js";
import { mirror, realData } from "./real-data.js";

const readers: readonly ReadPublishedEdges[] = [
  cook2019,
  openworm2018,
  simeon2024,
  varshney2011,
  white1986,
  witvliet2020,
];

/** An annotation of the published product: the rows of its source, and what the published rules make of them. */
export interface PublishedWiring extends PublishedConnectome {
  readonly source: PublishedAnnotation;
}

let wiring: Promise<ReadonlyMap<string, PublishedWiring>> | undefined;

/** All annotations of the published product from a mirror, by name; read once. Skips the test where files lack. */
export function publishedWiring(test: Mocha.Context): Promise<ReadonlyMap<string, PublishedWiring>> {
  for (const folder of [
    "cook2019",
    "openworm2018",
    "simeon2024_product",
    "varshney2011",
    "white1986",
    "witvliet2020",
  ]) {
    realData(test, `celegans/${folder}/SOURCES.md`);
  }
  wiring ??= readAll();
  return wiring;
}

async function readAll(): Promise<ReadonlyMap<string, PublishedWiring>> {
  const manifest = await loadManifest("celegans-neurons");
  const all = new Map<string, PublishedWiring>();
  for (const read of readers) {
    for await (const source of read(manifest, folderFiles(mirror!), {})) {
      const made = publishedConnectome(source.rows, connectomeRules[source.annotation]!);
      all.set(source.annotation, { source, ...made });
    }
  }
  return all;
}
