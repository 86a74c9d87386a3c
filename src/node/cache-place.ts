import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { posix, win32 } from "node:path";
import { SchemaError } from "../errors.js";

/** What the place of the cache depends on; the defaults are this process's own. */
export interface CachePlaceOptions {
  /** From `--cache-dir`; wins over everything. */
  readonly cacheDir?: string | undefined;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly platform?: NodeJS.Platform;
  readonly home?: string;
  /** Gives the text of the settings file, or undefined when there is none. */
  readonly readSettings?: (path: string) => string | undefined;
}

/** A folder for downloaded files and what decided it. */
export interface CachePlace {
  readonly path: string;
  readonly decidedBy: "flag" | "environment" | "settings file" | "default";
  /** Where the settings file is looked for: JSON, `{ "cacheDir": "..." }`. */
  readonly settingsFile: string;
}

/**
 * Where downloaded files are kept: the flag, then `NEUROLOOM_CACHE`, then `cacheDir` of the settings file, then the
 * system's custom: `$XDG_CACHE_HOME/neuroloom` or `~/.cache/neuroloom` on Linux, `~/Library/Caches/neuroloom` on
 * macOS, `%LOCALAPPDATA%\neuroloom\Cache` on Windows. The folder is created by whoever first writes into it.
 *
 * @throws SchemaError when the settings file is no JSON object or its `cacheDir` no text
 */
export function cachePlace(options: CachePlaceOptions = {}): CachePlace {
  const { env = process.env, platform = process.platform, home = homedir(), readSettings = textOf } = options;
  const path = platform === "win32" ? win32 : posix;
  const settingsFile = path.join(settingsFolder(platform, env, home), "neuroloom", "config.json");
  const place = (folder: string, decidedBy: CachePlace["decidedBy"]): CachePlace => {
    const expanded = folder.startsWith("~/") || folder.startsWith("~\\") ? path.join(home, folder.slice(2)) : folder;
    return { path: path.resolve(expanded), decidedBy, settingsFile };
  };
  if (options.cacheDir) return place(options.cacheDir, "flag");
  if (env.NEUROLOOM_CACHE) return place(env.NEUROLOOM_CACHE, "environment");
  const chosen = cacheDirOf(readSettings(settingsFile), settingsFile);
  if (chosen !== undefined) return place(chosen, "settings file");
  if (platform === "win32") {
    return place(path.join(env.LOCALAPPDATA || path.join(home, "AppData", "Local"), "neuroloom", "Cache"), "default");
  }
  const custom = platform === "darwin" ? path.join(home, "Library", "Caches") : path.join(home, ".cache");
  // the XDG specification tells programs to ignore relative values
  const xdg = env.XDG_CACHE_HOME && path.isAbsolute(env.XDG_CACHE_HOME) ? env.XDG_CACHE_HOME : undefined;
  return place(path.join(xdg ?? custom, "neuroloom"), "default");
}

function settingsFolder(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  if (platform === "win32") return env.APPDATA || win32.join(home, "AppData", "Roaming");
  if (env.XDG_CONFIG_HOME && posix.isAbsolute(env.XDG_CONFIG_HOME)) return env.XDG_CONFIG_HOME;
  return platform === "darwin" ? posix.join(home, "Library", "Application Support") : posix.join(home, ".config");
}

function cacheDirOf(text: string | undefined, file: string): string | undefined {
  if (text === undefined) return undefined;
  let settings: unknown;
  try {
    settings = JSON.parse(text);
  } catch (cause) {
    throw new SchemaError({ file, issues: [`no valid JSON: ${(cause as Error).message}`], cause });
  }
  const isObject = typeof settings === "object" && settings !== null && !Array.isArray(settings);
  if (!isObject) throw new SchemaError({ file, issues: ["top level: expected an object"] });
  const { cacheDir } = settings as { cacheDir?: unknown };
  if (cacheDir === undefined) return undefined;
  if (typeof cacheDir === "string" && cacheDir !== "") return cacheDir;
  throw new SchemaError({ file, issues: ["cacheDir: expected the path of a folder"] });
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
