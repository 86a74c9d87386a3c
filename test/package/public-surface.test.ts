import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import ts from "typescript";
import { packageRoot } from "../../src/node/package-root.js";

const golden = join(packageRoot(), "test", "golden", "public-surface.txt");

/** One line per exported name with what it is: `function`, `interface`, `variable`, … */
function surfaceOf(entry: string): readonly string[] {
  const file = join(packageRoot(), entry);
  const options = {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    skipLibCheck: true,
  };
  const program = ts.createProgram([file], options);
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(file)!)!;
  return checker
    .getExportsOfModule(module)
    .map((symbol) => {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      return `${entry}  ${kindOf(target.flags)} ${symbol.name}`;
    })
    .sort();
}

const kinds: readonly (readonly [ts.SymbolFlags, string])[] = [
  [ts.SymbolFlags.Class, "class"],
  [ts.SymbolFlags.Function, "function"],
  [ts.SymbolFlags.Interface, "interface"],
  [ts.SymbolFlags.TypeAlias, "type"],
  [ts.SymbolFlags.Variable, "variable"],
];

function kindOf(flags: ts.SymbolFlags): string {
  return kinds.find(([flag]) => flags & flag)?.[1] ?? "other";
}

describe("the public surface", () => {
  it("is the one in test/golden/public-surface.txt", () => {
    const found = `${[...surfaceOf("src/index.ts"), ...surfaceOf("src/node/index.ts")].join("\n")}\n`;
    if (process.env.NEUROLOOM_UPDATE) writeFileSync(golden, found);
    expect(found).to.equal(readFileSync(golden, "utf8"));
  });
});
