// The usual list of tests, the reasons of skipped ones, and the counts in a file for the test command.
const { mkdirSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const Mocha = require("mocha");

module.exports = class Reporter extends Mocha.reporters.Dot {
  constructor(runner, options) {
    super(runner, options);
    const skipped = [];
    runner.on("pending", (test) => skipped.push(test.fullTitle()));
    runner.once("end", () => {
      const { passes, failures, pending } = runner.stats;
      const folder = join(__dirname, "..", "coverage");
      mkdirSync(folder, { recursive: true });
      const counts = { passed: passes, failed: failures, skipped: pending };
      writeFileSync(join(folder, "counts.json"), JSON.stringify(counts));
      for (const title of skipped) process.stdout.write(`skipped: ${title}\n`);
    });
  }
};
