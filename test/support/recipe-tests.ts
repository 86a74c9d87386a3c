import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { reproduceCommand } from "../../src/cli/commands/reproduce.js";
import { packageRoot } from "../../src/node/package-root.js";
import { fakeSession } from "../cli/fake-session.js";
import { mirror, realData } from "./real-data.js";
import { temporaryFolder } from "./temporary-folder.js";

const folder = join(packageRoot(), "recipes");
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".yaml") && !/^takes_minutes: true/m.test(readFileSync(join(folder, file), "utf8")))
  .map((file) => file.slice(0, -".yaml".length))
  .sort();

/** Every `of`-th recipe from `part` on, a test each: files of tests run beside each other. */
export function recipeTests(part: number, of: number): void {
  const cache = temporaryFolder();
  for (const name of names.filter((_, index) => index % of === part)) {
    it(name, async function () {
      this.timeout(300_000);
      for (const file of [
        "kato2015/raw_full_data_worm_1.npz",
        "dag2023/NeuroPAL_labels_dict.jld2",
        "flavell2023_export/2022-08-02-01_time_trace.json",
      ]) {
        realData(this, `celegans/${file}`);
      }
      const session = fakeSession({ json: true, mirror, cacheDir: join(cache(), "cache") });
      const code = await reproduceCommand.run([name], {}, session);
      expect(session.objects.filter(({ pass }) => pass !== true)).deep.equal([]);
      expect(session.objects).to.have.length.greaterThan(0);
      expect(code).equal(0);
    });
  }
}
