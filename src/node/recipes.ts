import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, isAbsolute, join } from "node:path";
import { MissingFileError, UnknownNameError } from "../errors.js";
import { parseRecipe } from "../operations/parse-recipe.js";
import type { Recipe } from "../operations/recipe.js";
import { isOwnManifestPath } from "./is-own-manifest-path.js";
import { packageRoot } from "./package-root.js";

/** A recipe and what to call it. */
export interface NamedRecipe {
  readonly name: string;
  readonly recipe: Recipe;
}

const ending = /\.ya?ml$/i;
const folder = () => join(packageRoot(), "recipes");

/** Names of the recipes that come with this package, sorted. */
export async function listRecipes(): Promise<readonly string[]> {
  const files = await readdir(folder());
  return files
    .filter((file) => ending.test(file))
    .map((file) => file.replace(ending, ""))
    .sort();
}

/**
 * The recipe of that name, or the one in that file: what ends in `.yaml`, `.yml` or holds a slash is a file. Inputs of a
 * file that are paths of small manifests are looked for from its folder.
 *
 * @throws UnknownNameError, MissingFileError, or SchemaError when the recipe has problems.
 */
export async function loadRecipe(nameOrFile: string): Promise<NamedRecipe> {
  if (ending.test(nameOrFile) || /[\\/]/.test(nameOrFile)) {
    if (!existsSync(nameOrFile)) throw new MissingFileError({ file: nameOrFile, searched: [process.cwd()] });
    return {
      name: basename(nameOrFile).replace(ending, ""),
      recipe: placedInputs(parseRecipe(await readFile(nameOrFile, "utf8"), nameOrFile), dirname(nameOrFile)),
    };
  }
  const known = await listRecipes();
  if (!known.includes(nameOrFile)) {
    const next = "neuroloom reproduce --list shows all; a file of your own is given by its path";
    throw new UnknownNameError({ kind: "recipe", name: nameOrFile, known, next });
  }
  const file = `${nameOrFile}.yaml`;
  return { name: nameOrFile, recipe: parseRecipe(await readFile(join(folder(), file), "utf8"), file) };
}

function placedInputs(recipe: Recipe, folder: string): Recipe {
  const placed = (name: string) => (isOwnManifestPath(name) && !isAbsolute(name) ? join(folder, name) : name);
  return { ...recipe, inputs: recipe.inputs.map((input) => ({ ...input, dataset: placed(input.dataset) })) };
}
