import { basename } from "node:path";
import { readSampleList } from "../../datasets/fisbe/sample-list.js";
import { fileSource } from "../../node/file-source.js";
import { manifestNamed } from "../../node/manifest-named.js";
import type { Labelling } from "../../operations/volumes/score-samples.js";
import type { Session } from "../command.js";
import { sessionStore } from "../session-store.js";
import type { VolumeFile } from "./volume-files.js";

/** How a sample is labelled, and who says so: the name of a list, or the folder it lies in. */
export interface KnownLabelling {
  readonly labelling: Labelling;
  readonly labelledBy: string;
}

/** Finds how samples are labelled. */
export type LabellingOf = (file: Pick<VolumeFile, "sample" | "name">) => KnownLabelling | null;

/**
 * How samples are labelled: as the given list says, else the list of FISBe where it is on this machine, else the folder
 * `completely` or `partly` that a file lies in. Nothing is fetched.
 *
 * @param list - A file in the form of FISBe's list of samples.
 * @throws what reading the list throws
 */
export async function sampleLabelling(list: string | undefined, session: Session): Promise<LabellingOf> {
  const place = list ?? (await listOnThisMachine(session));
  const entries = place === undefined ? [] : await readSampleList(await fileSource(place), session.signal);
  const known = new Map(entries.map(({ sample, labelling }) => [sample, labelling]));
  return ({ sample, name }) => {
    const listed = known.get(sample);
    if (listed) return { labelling: listed, labelledBy: basename(place!) };
    const folder = /(?:^|[/\\])(completely|partly)[/\\]/.exec(name)?.[1];
    return folder === undefined ? null : { labelling: folder as Labelling, labelledBy: "folder" };
  };
}

async function listOnThisMachine(session: Session): Promise<string | undefined> {
  const manifest = await manifestNamed("fisbe");
  const list = manifest.files.find(({ role }) => role === "sample list");
  if (!list) return undefined;
  const located = await (await sessionStore(session)).locate(manifest, { subset: "full", only: list.path });
  return located.find(({ file }) => file.path === list.path)?.path ?? undefined;
}
