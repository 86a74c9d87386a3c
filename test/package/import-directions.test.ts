import { expect } from "chai";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { packageRoot } from "../../src/node/package-root.js";

const ground = ["errors", "progress"];
const leaves = [...ground, "linalg", "stats", "random", "graphs"];
const data = [...leaves, "bytes", "tables", "identities"];
const fields = [...data, "signals", "connectome", "encoders", "rsa", "volumes"];
const outputs = [...fields, "manifest", "plots", "report", "export", "published"];

/** Which boxes of `src/` a box may import, besides itself. The map in ARCHITECTURE.md draws the same. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  progress: [],
  linalg: ground,
  stats: ground,
  random: ground,
  graphs: ground,
  bytes: ground,
  tables: [...ground, "bytes"],
  identities: [...ground, "tables"],
  formats: [...ground, "bytes"],
  manifest: [...ground, "bytes", "tables"],
  datasets: [...ground, "bytes", "formats", "identities", "manifest", "tables", "random", "stats", "volumes"],
  signals: data,
  connectome: data,
  encoders: [...leaves, "signals"],
  rsa: leaves,
  volumes: leaves,
  // of datasets and manifest the types alone
  published: [...data, "signals", "datasets", "manifest"],
  plots: fields,
  // graph files are written and read by the same code
  export: [...outputs.filter((box) => box !== "report"), "formats"],
  report: outputs.filter((box) => box !== "published"),
  operations: outputs,
  index: [...outputs, "operations", "formats", "datasets"],
  node: [...outputs, "operations", "formats", "datasets", "index"],
  cli: [...outputs, "operations", "formats", "datasets", "index", "node"],
};

async function importsOfSources(): Promise<ICruiseResult> {
  const options = {
    baseDir: packageRoot(),
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true as const,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "types", "default"] },
  };
  const result = await cruise(["src"], options, undefined, { tsConfig: {} });
  return result.output as ICruiseResult;
}

/** The box of a path: its folder under `src/`, or the name of a file that lies there itself. */
function boxOf(path: string): string | undefined {
  return /^src\/([^/.]+)/.exec(path)?.[1];
}

describe("import directions", () => {
  let result: ICruiseResult;
  before(async () => {
    result = await importsOfSources();
  });

  it("sees the sources", () => {
    expect(result.modules.filter((module) => module.source.startsWith("src/")).length).to.be.greaterThan(20);
  });

  it("point one way between the boxes", () => {
    const wrong: string[] = [];
    for (const module of result.modules) {
      const from = boxOf(module.source);
      if (!from) continue;
      for (const dependency of module.dependencies) {
        const to = boxOf(dependency.resolved);
        if (to && to !== from && !mayImport[from]?.includes(to))
          wrong.push(`${module.source} → ${dependency.resolved}`);
      }
    }
    expect(wrong).to.deep.equal([]);
  });

  it("take node: modules only in src/node and src/cli", () => {
    const wrong = result.modules
      .filter((module) => module.source.startsWith("src/") && !/^src\/(node|cli)\//.test(module.source))
      .flatMap((module) =>
        module.dependencies
          .filter((dependency) => dependency.coreModule)
          .map((dependency) => `${module.source} → ${dependency.module}`),
      );
    expect(wrong).to.deep.equal([]);
  });

  it("make no circle", () => {
    const circles = result.modules.flatMap((module) =>
      module.dependencies
        .filter((dependency) => dependency.circular && !dependency.dependencyTypes.includes("type-only"))
        .map((dependency) => `${module.source} → ${dependency.resolved}`),
    );
    expect(circles).to.deep.equal([]);
  });

  it("name only boxes that exist in the map", () => {
    const boxes = new Set(result.modules.map((module) => boxOf(module.source)).filter((box) => box !== undefined));
    expect([...boxes].filter((box) => !(box in mayImport))).to.deep.equal([]);
  });
});
