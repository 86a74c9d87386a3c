import { join } from "node:path";
import { expect } from "chai";
import { type BuildFailure, build } from "esbuild";
import { packageRoot } from "../../src/node/package-root.js";

async function bundle(entry: string) {
  return build({
    entryPoints: [join(packageRoot(), entry)],
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    outdir: "bundle",
    logLevel: "silent",
  });
}

describe("the browser bundle of src/index.ts", () => {
  it("builds without any node: module", async () => {
    const { metafile } = await bundle("src/index.ts");
    const inputs = Object.values(metafile.inputs).flatMap((input) => input.imports.map((one) => one.path));
    expect(inputs.filter((path) => path.startsWith("node:"))).to.deep.equal([]);
    expect(Object.keys(metafile.inputs).some((path) => path.endsWith("src/errors.ts"))).to.equal(true);
  });

  it("keeps the HDF5 library out of the first download", async () => {
    const { metafile } = await bundle("src/index.ts");
    const [, first] = Object.entries(metafile.outputs).find(([path]) => /bundle\/index\.js$/.test(path))!;
    expect(Object.keys(first.inputs).filter((path) => path.includes("h5wasm"))).to.deep.equal([]);
  });

  it("would notice a node: module", async () => {
    const failure = await bundle("src/node/index.ts").catch((error: BuildFailure) => error);
    expect(failure).to.have.property("errors");
  });
});
