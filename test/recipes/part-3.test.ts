import { recipeTests } from "../support/recipe-tests.js";

describe("known answers of recipes, part 3 of 6", () => recipeTests(2, 6));
