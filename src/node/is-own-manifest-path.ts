import { stat } from "node:fs/promises";

/** True for what names a manifest file and no dataset: it ends in `.yaml`, `.yml`, `.json`, or holds a slash. */
export function isOwnManifestPath(name: string): boolean {
  return /\.(ya?ml|json)$/i.test(name) || /[\\/]/.test(name);
}

/** True where a file of such a name is there. */
export async function isOwnManifestFile(name: string): Promise<boolean> {
  return isOwnManifestPath(name) && ((await stat(name).catch(() => undefined))?.isFile() ?? false);
}
