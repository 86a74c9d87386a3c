import { access, constants, statfs } from "node:fs/promises";
import { arch, availableParallelism, freemem, platform, release, totalmem } from "node:os";
import { dirname } from "node:path";
import { cachePlace } from "./cache-place.js";
import type { Diagnosis } from "./diagnosis.js";
import { linalgDiagnosis } from "./linalg-diagnosis.js";
import { packageVersion } from "./package-root.js";

export type { Diagnosis } from "./diagnosis.js";

/** What to look at. */
export interface DoctorOptions {
  readonly cacheDir?: string | undefined;
  readonly mirror?: string | undefined;
  /** Addresses to ask for their first byte; the network is touched only for these. Default: none. */
  readonly addresses?: readonly string[];
  /** Default: the one of Node. */
  readonly fetch?: typeof globalThis.fetch;
  readonly signal?: AbortSignal;
}

/** Looks at this machine: what works, what is missing, where things are. Changes nothing. */
export async function doctor(options: DoctorOptions = {}): Promise<readonly Diagnosis[]> {
  const good = (name: string, found: string): Diagnosis => ({ name, found, state: "good" });
  return [
    good("neuroloom", packageVersion()),
    nodeDiagnosis(),
    good("system", `${platform()} ${release()} ${arch()}`),
    good("processors", String(availableParallelism())),
    good("memory", `${gigabytes(freemem())} free of ${gigabytes(totalmem())}`),
    await cacheDiagnosis(options.cacheDir),
    await mirrorDiagnosis(options.mirror),
    await linalgDiagnosis(),
    await partDiagnosis("HDF5 library", "bad", async () => {
      const { ready } = await import("h5wasm/node");
      await ready;
      return "h5wasm";
    }),
    await partDiagnosis("DuckDB (query)", "missing", async () => {
      await import("@duckdb/node-api");
      return "@duckdb/node-api";
    }),
    await partDiagnosis("resvg (PNG plots)", "missing", async () => {
      await import("@resvg/resvg-js");
      return "@resvg/resvg-js";
    }),
    ...(await Promise.all((options.addresses ?? []).map((address) => networkDiagnosis(address, options)))),
  ];
}

function nodeDiagnosis(): Diagnosis {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const found = process.versions.node;
  if (major > 20 || (major === 20 && minor >= 19)) return { name: "Node", found, state: "good" };
  return { name: "Node", found, state: "bad", advice: "install Node 20.19 or newer" };
}

async function cacheDiagnosis(cacheDir: string | undefined): Promise<Diagnosis> {
  // what came from the environment reaches us as the flag
  const given = cacheDir === process.env.NEUROLOOM_CACHE ? undefined : cacheDir;
  const { path, decidedBy } = cachePlace({ cacheDir: given });
  let folder = path;
  for (;;) {
    try {
      await access(folder, constants.W_OK);
      const { bavail, bsize } = await statfs(folder);
      const found = `${path} (by ${decidedBy}; ${gigabytes(bavail * bsize)} free)`;
      return { name: "cache", found, state: "good" };
    } catch (error) {
      const parent = dirname(folder);
      const absent = (error as NodeJS.ErrnoException).code === "ENOENT" && parent !== folder;
      const advice = "choose another with --cache-dir or NEUROLOOM_CACHE";
      if (!absent) return { name: "cache", found: `${path} cannot be written`, state: "bad", advice };
      folder = parent;
    }
  }
}

async function mirrorDiagnosis(mirror: string | undefined): Promise<Diagnosis> {
  if (!mirror) return { name: "mirror", found: "none given", state: "good" };
  try {
    await access(mirror, constants.R_OK);
    return { name: "mirror", found: mirror, state: "good" };
  } catch {
    return { name: "mirror", found: `${mirror} cannot be read`, state: "bad", advice: "correct NEUROLOOM_MIRROR" };
  }
}

async function partDiagnosis(name: string, state: "missing" | "bad", load: () => Promise<string>): Promise<Diagnosis> {
  try {
    return { name, found: await load(), state: "good" };
  } catch (error) {
    const found = `does not load: ${(error as Error).message.split("\n")[0]}`;
    const advice = state === "bad" ? "install again with npm ci" : "optional; npm install the package to have it";
    return { name, found, state, advice };
  }
}

async function networkDiagnosis(
  address: string,
  { fetch = globalThis.fetch, signal }: DoctorOptions,
): Promise<Diagnosis> {
  const name = `network: ${new URL(address).host}`;
  const limit = AbortSignal.timeout(15_000);
  try {
    const headers = { "user-agent": `neuroloom/${packageVersion()} (doctor)`, range: "bytes=0-0" };
    const response = await fetch(address, { headers, signal: signal ? AbortSignal.any([signal, limit]) : limit });
    await response.body?.cancel();
    if (response.ok) return { name, found: `answers ${response.status}`, state: "good" };
    return { name, found: `answers ${response.status} for ${address}`, state: "bad", advice: "use a mirror" };
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    const { cause, message } = error as Error & { cause?: { code?: string } };
    const advice = "check the connection, or use a mirror";
    return { name, found: `cannot be reached (${cause?.code ?? message})`, state: "bad", advice };
  }
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
