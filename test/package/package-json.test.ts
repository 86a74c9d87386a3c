import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "../../src/node/package-root.js";

interface Package {
  readonly license?: string;
  readonly engines: { readonly node: string };
  readonly sideEffects: boolean;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

interface Lock {
  readonly packages: Readonly<
    Record<string, { license?: string; dev?: boolean; hasInstallScript?: boolean; optional?: boolean }>
  >;
}

const read = <T>(name: string): T => JSON.parse(readFileSync(join(packageRoot(), name), "utf8")) as T;

describe("package.json", () => {
  const manifest = read<Package>("package.json");
  const lock = read<Lock>("package-lock.json");
  const installed = Object.entries(lock.packages).filter(([path, entry]) => path !== "" && !entry.dev);

  it("pins every version exactly", () => {
    const { dependencies, devDependencies, optionalDependencies, peerDependencies } = manifest;
    const all = { ...dependencies, ...devDependencies, ...optionalDependencies, ...peerDependencies };
    const loose = Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
    expect(loose).to.deep.equal([]);
  });

  it("states licence, engines, and that imports have no side effects", () => {
    expect(manifest.license).to.equal("MIT");
    expect(manifest.engines.node).to.equal(">=20.19");
    expect(manifest.sideEffects).to.equal(false);
  });

  it("puts the types first in every export, and each file is there after the build", () => {
    for (const target of Object.values(manifest.exports)) {
      if (typeof target === "string") expect(existsSync(join(packageRoot(), target)), target).to.equal(true);
      else {
        expect(Object.keys(target)[0]).to.equal("types");
        for (const path of Object.values(target)) {
          const source = path.replace(/^\.\/dist\//, "").replace(/(\.d)?\.(ts|js)$/, ".ts");
          expect(existsSync(join(packageRoot(), source)), source).to.equal(true);
        }
      }
    }
  });

  it("installs nothing by default that runs a script of its own", () => {
    expect(
      installed.filter(([, entry]) => entry.hasInstallScript && !entry.optional).map(([path]) => path),
    ).to.deep.equal([]);
  });

  it("installs only permissive licences by default", () => {
    const permissive =
      /^\(?(MIT|ISC|Apache-2\.0|BSD-2-Clause|BSD-3-Clause|0BSD|MPL-2\.0|CC0-1\.0|Unlicense|MIT-0|BlueOak-1\.0\.0|SEE LICENSE IN LICENSE\.txt)/;
    const strange = installed.filter(([, entry]) => !permissive.test(entry.license ?? "none"));
    // h5wasm states NIST and HDF5 terms in its LICENSE.txt, both permissive
    expect(strange.map(([path, entry]) => `${path}: ${entry.license}`)).to.deep.equal([]);
  });
});
