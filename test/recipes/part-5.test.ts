import { recipeTests } from "../support/recipe-tests.js";

describe("known answers of recipes, part 5 of 6", () => recipeTests(4, 6));
