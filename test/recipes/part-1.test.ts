import { recipeTests } from "../support/recipe-tests.js";

describe("known answers of recipes, part 1 of 6", () => recipeTests(0, 6));
