import { type Command, exitCode } from "../command.js";

export const doctorCommand: Command = {
  name: "doctor",
  summary: "look at this machine: versions, places, memory, optional parts",
  options: [{ flags: "--network", description: "also ask each host of the datasets for one byte" }],
  examples: ["npx neuroloom doctor", "npx neuroloom doctor --cache-dir cache", "npx neuroloom doctor --json"],
  async run(_given, { network }, session) {
    const { doctor } = await import("../../node/doctor.js");
    const { cacheDir, mirror, offline } = session.options;
    const addresses = network === true && !offline ? await oneAddressPerHost() : [];
    const diagnoses = await doctor({ cacheDir, mirror, addresses, signal: session.signal });
    for (const { name, found, state, advice } of diagnoses) {
      if (session.options.json) session.printJson({ name, found, state, advice: advice ?? null });
      else session.print(`${state.padEnd(8)}${name}: ${found}${advice === undefined ? "" : `; ${advice}`}`);
    }
    return diagnoses.some(({ state }) => state === "bad") ? exitCode.someFailed : exitCode.good;
  },
};

async function oneAddressPerHost(): Promise<readonly string[]> {
  const { loadManifests } = await import("../../node/manifests.js");
  const { singleFiles } = await import("../../manifest/single-files.js");
  const byHost = new Map<string, string>();
  for (const manifest of (await loadManifests()).values()) {
    for (const url of manifest.files.flatMap(singleFiles).flatMap(({ urls }) => urls)) {
      const { host } = new URL(url);
      if (!byHost.has(host)) byHost.set(host, url);
    }
  }
  return [...byHost.values()];
}
