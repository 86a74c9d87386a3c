import { expect } from "chai";
import fc from "fast-check";
import { SchemaError } from "../../src/errors.js";
import { canonicalJson } from "../../src/operations/canonical-json.js";
import { operations } from "../../src/operations/operations.js";
import { describeParams, parseParams } from "../../src/operations/parse-params.js";
import { parseRecipe } from "../../src/operations/parse-recipe.js";
import { parseYaml } from "../../src/operations/parse-yaml.js";
import { tables } from "../../src/tables/tables.js";

const good = `
title: Planted answer
citation: Made for a test
inputs:
  - { dataset: simulated }
steps:
  - operation: correlation
    params: { channels: [AVAL, AVAR] }
  - { operation: correlation, id: all-pairs }
checks:
  - title: r
    table: correlations
    where: { analysis_id: all-pairs, name_a: AVAL, name_b: AVAR }
    column: r
    equals: 0.5
    tolerance: 5e-5
    source: planted
`;

function issuesOf(work: () => unknown): readonly string[] {
  try {
    work();
  } catch (error) {
    expect(error).instanceOf(SchemaError);
    return (error as SchemaError).issues;
  }
  return [];
}

const problems = (text: string) => issuesOf(() => parseRecipe(text, "mine.yaml")).join("\n");

describe("operations: parseRecipe", () => {
  it("fills in defaults", () => {
    const recipe = parseRecipe(good, "mine.yaml");
    expect(recipe.inputs).deep.equal([{ dataset: "simulated", subset: "full", mode: "corrected" }]);
    expect(recipe.steps).deep.equal([
      { operation: "correlation", id: "correlation", params: { channels: ["AVAL", "AVAR"] } },
      { operation: "correlation", id: "all-pairs", params: { channels: "all" } },
    ]);
    expect(recipe.checks[0]).include({ equals: 0.5, tolerance: 0.00005 });
  });

  const wrong: readonly [string, (text: string) => string, RegExp][] = [
    [
      "an operation",
      (t) => t.replace("operation: correlation\n", "operation: corelation\n"),
      /steps\[0\]: no operation named "corelation"; nearest: correlation/,
    ],
    [
      "a parameter",
      (t) => t.replace("channels: [", "chanels: ["),
      /steps\[0\]: correlation has no parameter named "chanels"; nearest: channels/,
    ],
    ["a value", (t) => t.replace("[AVAL, AVAR] }", "3 }"), /steps\[0\]: channels: /],
    [
      "a table",
      (t) => t.replace("table: correlations", "table: corelations"),
      /checks\[0\]\.table: no table named "corelations"; nearest: correlations/,
    ],
    [
      "a column",
      (t) => t.replace("column: r\n", "column: reson\n"),
      /checks\[0\]\.column: no column of correlations named "reson"; nearest: reason/,
    ],
    [
      "a condition",
      (t) => t.replace("name_a:", "nam_a:"),
      /checks\[0\]\.where\.nam_a: no column of correlations named "nam_a"; nearest: name_a/,
    ],
    [
      "a step",
      (t) => t.replace("analysis_id: all-pairs", "analysis_id: al-pairs"),
      /checks\[0\]\.where\.analysis_id: no step named "al-pairs"; nearest: all-pairs/,
    ],
    [
      "an id given twice",
      (t) => t.replace(", id: all-pairs", ""),
      /steps\[1\]\.id: "correlation" is the id of an earlier step/,
    ],
    ["an id that is no name", (t) => t.replace("id: all-pairs", "id: ../up"), /steps\[1\]: analysis id: expected/],
    [
      "a dataset given twice",
      (t) => t.replace("simulated }", "simulated }\n  - { dataset: simulated, quantity: z_score }"),
      /inputs\[1\]\.dataset: "simulated" is there already/,
    ],
    [
      "a column of lists",
      (t) =>
        t
          .replace("table: correlations", "table: signals")
          .replace("column: r\n", "column: values\n")
          .replace(/where: .*\n/, "\n"),
      /signals\.values holds lists/,
    ],
    [
      "a measure without column",
      (t) => t.replace("column: r\n", "measure: sum\n"),
      /checks\[0\]\.measure: sum needs a column/,
    ],
    ["a field", (t) => t.replace("citation:", "citaton:"), /citation.*|citaton/],
    ["no check", (t) => `${t.slice(0, t.indexOf("checks:"))}checks: []\n`, /checks/],
    ["no source", (t) => t.replace("    source: planted\n", ""), /checks\[0\]\.source/],
  ];
  for (const [what, change, expected] of wrong) {
    it(`refuses ${what}, with the nearest name where there is one`, () => {
      expect(change(good)).not.equal(good);
      expect(problems(change(good))).match(expected);
    });
  }

  it("names all problems at once", () => {
    const text = good
      .replace("chanels", "x")
      .replace("table: correlations", "table: corr")
      .replace("id: all-pairs", "id: /");
    expect(issuesOf(() => parseRecipe(text, "mine.yaml")).length).equal(2);
  });

  it("gives a tagged error for every damaged recipe", () => {
    const bytes = new TextEncoder().encode(good);
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const damaged = bytes.slice();
        for (const [place, value] of changes) damaged[place] = value;
        issuesOf(() => parseRecipe(new TextDecoder().decode(damaged), "mine.yaml"));
      }),
      { numRuns: 2000, seed: 11 },
    );
  });
});

describe("operations: parseYaml", () => {
  it("refuses aliases that multiply", () => {
    const levels = Array.from({ length: 9 }, (_, k) => {
      const inner = k === 0 ? '"lol"' : `*a${k - 1}`;
      return `a${k}: &a${k} [${new Array(9).fill(inner).join(",")}]`;
    });
    expect(issuesOf(() => parseYaml(levels.join("\n"), "bomb.yaml"))[0]).match(/alias/i);
  });

  it("takes a few aliases", () => {
    expect(parseYaml("a: &x 1\nb: [*x, *x]", "f")).deep.equal({ a: 1, b: [1, 1] });
  });

  it("refuses what is no plain data, saying where", () => {
    expect(issuesOf(() => parseYaml("a: 1\na: 2", "f"))[0]).match(/line 2, column 1: .*unique/);
    expect(issuesOf(() => parseYaml("a: [1", "f"))[0]).match(/line 1/);
    expect(issuesOf(() => parseYaml("a: !!js/function 'x'", "f")).length).equal(1);
    expect(issuesOf(() => parseYaml("a: *nowhere", "f"))[0]).match(/nowhere/);
    expect(issuesOf(() => parseYaml("a".repeat(100_001), "f"))[0]).match(/100001 characters/);
  });

  it("refuses deep nesting in every form before it exhausts the stack", () => {
    for (const piece of ["[", "[{ ", "{a: ", "- ", "? ", ": ", "- [a, {? "]) {
      expect(
        issuesOf(() => parseYaml(piece.repeat(10_000), "f")),
        piece,
      ).deep.equal(["is nested more than 50 deep"]);
    }
    expect(parseYaml("[".repeat(20) + "]".repeat(20), "f")).an("array");
  });

  it("names the first problems of many, in good time", () => {
    const issues = issuesOf(() => parseYaml("]".repeat(90_000), "f"));
    expect([issues.length, issues.at(-1)]).deep.equal([21, "89980 more problems"]);
  });

  it("does not let keys reach prototypes", () => {
    const value = parseYaml("__proto__: { polluted: true }", "f") as object;
    expect(({} as { polluted?: boolean }).polluted).equal(undefined);
    expect(Object.getPrototypeOf(value)).equal(Object.prototype);
  });
});

describe("operations: descriptions", () => {
  it("describe every operation and every parameter", () => {
    for (const [name, operation] of Object.entries(operations)) {
      expect(operation.name).equal(name);
      expect(operation.summary).match(/^[A-Z].*\.$/);
      for (const param of describeParams(operation)) expect(param.description, `${name} ${param.name}`).match(/\.$/);
      for (const table of [...operation.reads, ...operation.writes]) expect(tables).property(table);
    }
  });

  it("give defaults as they are used", () => {
    const needed: Readonly<Record<string, unknown>> = {
      "resample-align": { rate_hz: 1 },
      "process-traces": { processing: "published" },
      "layer-comparison": { a: "one", b: "other" },
      "score-predictions": { predictions: "encode" },
      "rsa-compare": { a: {} },
      "rsa-evaluate": { targets: [{}], models: [{}] },
      "rsa-partition": { targets: [{}], models: {} },
      "rsa-topology": { rdms: {} },
      "rsa-dependence": { a: {}, b: {} },
      "score-stability": { analyses: ["one", "other"] },
    };
    for (const operation of Object.values(operations)) {
      const parsed = parseParams(operation, needed[operation.name] ?? {}) as Record<string, unknown>;
      for (const { name, schema } of describeParams(operation)) {
        if ("default" in schema) expect(parsed[name]).deep.equal(schema.default);
      }
    }
  });

  it("say what an operation without parameters takes", () => {
    expect(issuesOf(() => parseParams(operations["label-counts"]!, { x: 1 }))[0]).contain("it takes none");
  });
});

describe("operations: canonicalJson", () => {
  it("does not depend on the order of keys", () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: "x" })).equal('{"a":"x","b":[{"c":null,"d":1}]}');
    fc.assert(
      fc.property(fc.jsonValue(), (value) => canonicalJson(JSON.parse(canonicalJson(value))) === canonicalJson(value)),
      { numRuns: 300, seed: 5 },
    );
  });
});
