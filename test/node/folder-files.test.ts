import { appendFile, mkdir, mkdtemp, rm, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { openRequired } from "../../src/bytes/file-set.js";
import { fileSource } from "../../src/node/file-source.js";
import { folderFiles } from "../../src/node/folder-files.js";
import { caught } from "../support/caught.js";

describe("folderFiles and fileSource", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "folder-files-"));
    await mkdir(join(folder, "root", "sub"), { recursive: true });
    await writeFile(join(folder, "root", "sub", "a.txt"), "inside");
    await writeFile(join(folder, "secret.txt"), "outside");
  });
  afterEach(() => rm(folder, { recursive: true }));

  const listed = async () => {
    const paths: string[] = [];
    for await (const path of folderFiles(join(folder, "root")).list()) paths.push(path);
    return paths;
  };

  it("does not follow links out of the folder, and follows those inside once", async function () {
    const root = join(folder, "root");
    try {
      await symlink(join(folder, "secret.txt"), join(root, "leak.txt"));
    } catch {
      this.skip();
    }
    await symlink(folder, join(root, "up"));
    await symlink(join(root, "sub"), join(root, "same"));
    await symlink(join(root), join(root, "sub", "circle"));
    await symlink(join(root, "gone"), join(root, "broken"));
    await symlink(join(root, "loop"), join(root, "loop"));
    expect(await listed()).to.deep.equal(["same/a.txt", "sub/a.txt"]);
    const files = folderFiles(root);
    for (const path of ["leak.txt", "up/secret.txt", "up/root/sub/a.txt", "broken", "loop"]) {
      if (path === "up/root/sub/a.txt") continue;
      expect(await files.open(path), path).to.equal(undefined);
    }
    const source = await openRequired(files, "same/a.txt");
    expect(new TextDecoder().decode(await source.read(0, 99))).to.equal("inside");
  });

  it("is empty for a folder that does not exist", async () => {
    const files = folderFiles(join(folder, "nowhere"));
    expect(await files.open("a.txt")).to.equal(undefined);
    for await (const path of files.list()) expect.fail(path);
  });

  it("gives real paths that other libraries can open", async () => {
    const source = await openRequired(folderFiles(join(folder, "root")), "sub/a.txt");
    expect(source.path).to.be.a("string");
    expect((await fileSource(source.path!)).size).to.equal(6);
  });

  it("says that a file is missing, or no file", async () => {
    for (const path of [join(folder, "nothing.txt"), folder, join(folder, "secret.txt", "x")]) {
      const error = await caught(fileSource(path, "short name"));
      expect(error.tag).to.equal("missing-file");
      expect(error.message).to.include("short name");
    }
  });

  // few bytes are read on the spot, many by another thread
  for (const [size, half] of [
    [10, 4],
    [300_000, 150_000],
  ] as const) {
    it(`sees that a file of ${size} bytes changed between two reads`, async () => {
      const path = join(folder, "changing.bin");
      const changes = [
        () => appendFile(path, "more"),
        () => truncate(path, 3),
        () => utimes(path, 1, 2),
        () => rm(path),
      ];
      for (const [index, change] of changes.entries()) {
        const bytes = Uint8Array.from({ length: size }, (_, at) => at % 251);
        await writeFile(path, bytes);
        const source = await fileSource(path);
        expect(await source.read(1, half)).to.deep.equal(bytes.subarray(1, half));
        expect(await source.read(half, 2 * size)).to.deep.equal(bytes.subarray(half));
        await change();
        const error = await caught(source.read(half, size));
        expect(error.tag, String(index)).to.equal(index === 3 ? "missing-file" : "integrity");
      }
    });
  }

  it("lets timers run while small files are read one after the other", async () => {
    let hasRun = false;
    setTimeout(() => {
      hasRun = true;
    }, 0);
    const files = folderFiles(join(folder, "root"));
    const begin = performance.now();
    while (!hasRun && performance.now() - begin < 5000) await (await openRequired(files, "sub/a.txt")).read(0, 3);
    expect(hasRun).to.equal(true);
  });

  it("opens what is a folder, or lies below a file, as missing", async () => {
    const files = folderFiles(join(folder, "root"));
    for (const path of ["sub", "sub/a.txt/b", "sub/none/a.txt", "../secret.txt", "sub/../sub/a.txt"]) {
      expect(await files.open(path), path).to.equal(undefined);
    }
  });
});
