import { recipeTests } from "../support/recipe-tests.js";

describe("known answers of recipes, part 4 of 6", () => recipeTests(3, 6));
