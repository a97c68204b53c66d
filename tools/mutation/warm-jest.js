/**
 * Runs test files in one process that stays, asked over Node's channel: packages are loaded once, which takes most of the time of a Jest that starts.
 * A request is `{ test, changed }`: a test file, and the sources that are loaded anew, since they have changed. The answer is `{ failure, reached }`: what
 * Jest says where the test fails, and the probes that it went past.
 */
const { readConfigs } = require("jest-config");
const { default: TestRunner } = require("jest-runner");
const { join, relative } = require("node:path");

const root = process.cwd();
/** The modules that the runtime shares among test files, as of the last one that shared any. */
let shared = new Map();
let reached = [];

async function start() {
  const options = { _: [], $0: "jest", ci: true, silent: true, runInBand: true, watchman: false, cacheDirectory: join(root, ".cache/jest") };
  const { globalConfig, configs } = await readConfigs(options, [root]);
  const [config] = configs;
  const Runtime = require(config.runtime);
  lookIntoModules(Runtime);
  const context = await Runtime.createContext(config, { console, maxWorkers: 1, watch: false, watchman: false });
  return async ({ test, changed }) => {
    if (changed.length > 0) forget(new Set(changed));
    reached = [];
    return { failure: await failureOf(new TestRunner(globalConfig, {}), { context, path: join(root, test) }), reached };
  };
}

/** What a test file has loaded and left on its global object is to be had until its runtime ends. */
function lookIntoModules(Runtime) {
  const { teardown } = Runtime.prototype;
  Runtime.prototype.teardown = function () {
    shared = this._moduleRegistry?.shared ?? shared;
    reached = [...(this._environment.global.reachedProbes ?? [])];
    teardown.call(this);
  };
}

/** What isn't published may have loaded any of it. */
function forget(changed) {
  for (const file of shared.keys()) {
    const path = relative(root, file);
    const isKept = /[\\/]node_modules[\\/]|^(src|modules)[\\/]/.test(path) && !changed.has(path);
    if (!isKept) shared.delete(file);
  }
}

async function failureOf(runner, test) {
  let failure;
  runner.on("test-file-success", ([, result]) => {
    if (result.numFailingTests > 0 || result.testExecError) failure = result.failureMessage ?? "It can't run.";
  });
  runner.on("test-file-failure", ([, error]) => (failure = error.stack ?? error.message ?? String(error)));
  await runner.runTests([test], { isInterrupted: () => false }, { serial: true });
  return failure;
}

const ready = start();
process.on("message", (request) => {
  ready.then((run) => run(request)).then((answer) => process.send(answer));
});
process.on("disconnect", () => process.exit());
