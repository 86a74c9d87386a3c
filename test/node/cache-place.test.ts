import { expect } from "chai";
import { SchemaError } from "../../src/errors.js";
import { type CachePlaceOptions, cachePlace } from "../../src/node/cache-place.js";

describe("cachePlace", () => {
  const linux = { platform: "linux", home: "/home/ada", env: {}, readSettings: () => undefined } as const;
  const at = (options: CachePlaceOptions) => cachePlace({ ...linux, ...options }).path;
  const settings = (text: string) => ({ readSettings: () => text });

  it("follows the custom of each system", () => {
    expect(at({})).to.equal("/home/ada/.cache/neuroloom");
    expect(at({ platform: "darwin", home: "/Users/ada" })).to.equal("/Users/ada/Library/Caches/neuroloom");
    const windows = { platform: "win32", home: "C:\\Users\\ada" } as const;
    expect(at(windows)).to.equal("C:\\Users\\ada\\AppData\\Local\\neuroloom\\Cache");
    expect(at({ ...windows, env: { LOCALAPPDATA: "D:\\Local" } })).to.equal("D:\\Local\\neuroloom\\Cache");
  });

  it("follows XDG_CACHE_HOME where it is absolute", () => {
    expect(at({ env: { XDG_CACHE_HOME: "/fast" } })).to.equal("/fast/neuroloom");
    expect(at({ env: { XDG_CACHE_HOME: "fast" } })).to.equal("/home/ada/.cache/neuroloom");
  });

  it("obeys flag, environment, settings file, in this order", () => {
    const file = settings('{"cacheDir":"/from-settings"}');
    const env = { NEUROLOOM_CACHE: "/from-env" };
    expect(cachePlace({ ...linux, ...file, env, cacheDir: "/from-flag" })).to.include({
      path: "/from-flag",
      decidedBy: "flag",
    });
    expect(cachePlace({ ...linux, ...file, env })).to.include({ path: "/from-env", decidedBy: "environment" });
    expect(cachePlace({ ...linux, ...file })).to.include({ path: "/from-settings", decidedBy: "settings file" });
    expect(at({ cacheDir: "~/neuro" })).to.equal("/home/ada/neuro");
  });

  it("looks for the settings file where the system keeps such", () => {
    const file = (options: CachePlaceOptions) => cachePlace({ ...linux, ...options }).settingsFile;
    expect(file({})).to.equal("/home/ada/.config/neuroloom/config.json");
    expect(file({ env: { XDG_CONFIG_HOME: "/conf" } })).to.equal("/conf/neuroloom/config.json");
    expect(file({ platform: "darwin" })).to.equal("/home/ada/Library/Application Support/neuroloom/config.json");
    expect(file({ platform: "win32", env: { APPDATA: "C:\\R" } })).to.equal("C:\\R\\neuroloom\\config.json");
  });

  for (const text of ["{", "[]", '{"cacheDir":5}', '{"cacheDir":""}']) {
    it(`refuses the settings ${text}`, () => {
      expect(() => at(settings(text))).to.throw(SchemaError, "config.json");
    });
  }

  it("does not mind settings without a cache", () => {
    expect(at(settings("{}"))).to.equal("/home/ada/.cache/neuroloom");
  });
});
