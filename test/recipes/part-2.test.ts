import { recipeTests } from "../support/recipe-tests.js";

describe("known answers of recipes, part 2 of 6", () => recipeTests(1, 6));
