import { recipeTests } from "../support/recipe-tests.js";

describe("known answers of recipes, part 6 of 6", () => recipeTests(5, 6));
