import { ArgumentError, UnknownNameError } from "../../errors.js";
import { type Command, exitCode, type Session } from "../command.js";
import { amountOf } from "../progress-display.js";

type Action = (id: string | undefined, session: Session) => Promise<void>;

export const cacheCommand: Command = {
  name: "cache",
  summary: "the folder of downloaded files: dir prints it, ls lists it, clean empties it",
  arguments: [
    { name: "<action>", description: "dir, ls or clean" },
    { name: "[id]", description: "only the files of this dataset" },
  ],
  examples: [
    "npx neuroloom cache dir",
    "npx neuroloom cache ls dag2023",
    "npx neuroloom cache clean dag2023 --dry-run",
  ],
  async run(given, _options, session) {
    const [name, id] = given.map((word) => (word === undefined ? undefined : String(word)));
    const known = Object.keys(actions);
    const action = name !== undefined && Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (!action)
      throw new UnknownNameError({
        kind: "cache action",
        name: name ?? "",
        known,
        next: `there are ${known.join(", ")}`,
      });
    await action(id, session);
    return exitCode.good;
  },
};

const actions: Readonly<Record<string, Action>> = {
  async dir(id, session) {
    if (id !== undefined) throw new ArgumentError({ argument: "id", expected: "none with cache dir", found: id });
    const { root } = await cacheOf(session);
    if (session.options.json) session.printJson({ path: root });
    else session.print(root);
  },
  async ls(id, session) {
    const files = await filesOf(id, session);
    for (const { name, bytes, path } of files) {
      if (session.options.json) session.printJson({ name, bytes, path });
      else session.print(`${name}  ${amountOf(bytes, "bytes")}`);
    }
    session.note(`${files.length} files, ${sumOf(files)} in ${(await cacheOf(session)).root}`);
  },
  async clean(id, session) {
    const { cleanCache } = await import("../../node/clean-cache.js");
    const files = await filesOf(id, session);
    const { dryRun, json } = session.options;
    if (!dryRun) await cleanCache(await cacheOf(session), files);
    if (json) for (const { name, bytes } of files) session.printJson({ name, bytes, removed: !dryRun });
    else {
      for (const { name } of files) session.print(name);
      session.print(`${dryRun ? "would remove" : "removed"} ${files.length} files, ${sumOf(files)}`);
    }
  },
};

async function cacheOf({ options }: Session) {
  const { cacheFolder } = await import("../../node/cache-folder.js");
  const { cachePlace } = await import("../../node/cache-place.js");
  return cacheFolder(cachePlace({ cacheDir: options.cacheDir }).path);
}

async function filesOf(id: string | undefined, session: Session) {
  const { cachedFiles } = await import("../../node/clean-cache.js");
  const { loadManifest } = await import("../../node/manifests.js");
  return cachedFiles(await cacheOf(session), id === undefined ? undefined : await loadManifest(id));
}

function sumOf(files: readonly { readonly bytes: number }[]): string {
  return amountOf(
    files.reduce((sum, { bytes }) => sum + bytes, 0),
    "bytes",
  );
}
