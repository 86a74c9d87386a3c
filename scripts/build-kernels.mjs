// Compiles the AssemblyScript kernels of src/linalg/wasm/kernels into src/linalg/wasm/kernel-bytes.ts. The result is part
// of the sources: where they have not changed nothing is written. With --print it only says what they give.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const root = fileURLToPath(new URL("..", import.meta.url));
const target = join(root, "src", "linalg", "wasm", "kernel-bytes.ts");

/** The module that the sources give now, as text. */
async function compileKernels() {
  const flags = ["--runtime", "stub", "-O3", "--noAssert", "--enable", "simd", "--importMemory", "--noExportMemory"];
  let bytes;
  const { error, stderr } = await asc.main(["index.ts", "--outFile", "kernels.wasm", ...flags], {
    readFile: (name, base) => readSource(join(root, "src", "linalg", "wasm", "kernels", base, name)),
    writeFile: (_name, contents) => {
      bytes = contents;
    },
    listFiles: () => [],
  });
  if (error) throw new Error(`the kernels do not compile:\n${stderr}`);
  const text = Buffer.from(bytes).toString("base64");
  return `/** The compiled kernels in base64; written by scripts/build-kernels.mjs. */\nexport const kernelBytes =\n  "${text}";\n`;
}

function readSource(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}

const text = await compileKernels();
if (process.argv.includes("--print")) process.stdout.write(text);
else if (readSource(target) !== text) writeFileSync(target, text);
