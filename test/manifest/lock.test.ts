import { expect } from "chai";
import { SchemaError } from "../../src/errors.js";
import { emptyLock, lockText, lockWith, parseLock, withLock } from "../../src/manifest/lock.js";
import { singleFiles } from "../../src/manifest/single-files.js";
import { exampleFile } from "../support/example-manifest.js";

describe("lock", () => {
  const entry = (digit: string) => ({
    sha256: digit.repeat(64),
    bytes: 3,
    url: null,
    fetchedUtc: "2026-01-01T00:00:00Z",
  });
  const [file] = singleFiles(exampleFile({ path: "worms/one.h5" }));

  it("reads what it writes, with sorted paths", () => {
    const lock = lockWith(lockWith(emptyLock("example2020"), "b", entry("b")), "a", entry("a"));
    expect(parseLock(lockText(lock), "x")).to.deep.equal(lock);
    expect(Object.keys(JSON.parse(lockText(lock)).files)).to.deep.equal(["a", "b"]);
  });

  it("fills what the manifest does not know, and never what it knows", () => {
    const lock = lockWith(emptyLock("example2020"), "worms/one.h5", entry("a"));
    expect(withLock(file!, lock))
      .to.include({ bytes: 3 })
      .and.deep.include({ sha256: ["a".repeat(64)] });
    const known = { ...file!, sha256: ["b".repeat(64)] };
    expect(withLock(known, lock)).to.equal(known);
    expect(withLock({ ...file!, path: "constructor" }, lock).sha256).to.deep.equal([]);
  });

  it("keeps the first entry of a path", () => {
    const lock = lockWith(emptyLock("example2020"), "a", entry("a"));
    expect(lockWith(lock, "a", entry("b"))).to.equal(lock);
  });

  it("refuses a damaged lock file", () => {
    expect(() => parseLock("{", "x.lock.json")).to.throw(SchemaError, "x.lock.json: no valid JSON");
    expect(() => parseLock('{"lockVersion":2}', "x.lock.json")).to.throw(SchemaError, "lockVersion: expected 1");
  });
});
