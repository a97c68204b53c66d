const { default: JestRuntime } = require("jest-runtime");
const { SharedModules, isShared, isSharedOfJest } = require("./shared-modules");
const SharedRealm = require("./shared-realm");

/** By file. A worker runs one test file after another. */
const sources = new Map();
const scripts = new Map();
/** What is shared of packages and sources, and of Jest, which loads its own. */
const modules = new Map();
const modulesOfJest = new Map();
/** Where the source map of a shared module is, for the stack traces of test files that didn't load it themselves. */
const sourceMaps = new Map();

/** The runtime of the test file that runs. */
let current;

/** What a test file says that wants modules of its own. */
const OWN_MODULES =
  /\bjest\s*\.\s*(mock|doMock|unmock|dontMock|setMock|deepUnmock|enableAutomock|resetModules|isolateModules|isolateModulesAsync|requireMock)\b/;

/**
 * Does once for each worker what Jest does for each test file: reads and compiles a package's file, and, where test files share a realm, runs it and
 * the sources. Test files that mock or isolate modules have their own, as has everything while sources change or are instrumented. Tests and what
 * supports them are never shared.
 */
module.exports = class CompiledOnce extends JestRuntime {
  constructor(config, environment, resolver, transformer, cacheFS, coverage, testPath, globalConfig) {
    // Jest's own empties the cache.
    const hasOwnModules = OWN_MODULES.test(cacheFS.get(testPath));
    super(config, environment, resolver, transformer, cacheFS, coverage, testPath, globalConfig);
    current = this;
    const isStable = !coverage.collectCoverage && !globalConfig.watch && !globalConfig.watchAll;
    this.sharesJest = environment instanceof SharedRealm && isStable;
    this.sharesModules = this.sharesJest && !hasOwnModules;
    if (this.sharesJest) this._internalModuleRegistry = new SharedModules(modulesOfJest, isSharedOfJest);
    if (!this.sharesModules) return;
    this._moduleRegistry = new SharedModules(modules, (file) => isShared(config.rootDir, file));
    for (const [file, map] of sourceMaps) this._sourceMapRegistry.set(file, map);
  }

  /** Packages are JavaScript already, and don't change while tests run. */
  transformFile(file, options) {
    if (!/[\\/]node_modules[\\/]/.test(file)) {
      const code = super.transformFile(file, options);
      if (this.sharesModules && isShared(this._config.rootDir, file)) sourceMaps.set(file, this._sourceMapRegistry.get(file));
      return code;
    }
    if (!sources.has(file)) sources.set(file, this.readFile(file));
    return sources.get(file);
  }

  createScriptFromCode(code, file) {
    const compiled = scripts.get(file);
    // In watch mode, sources change.
    if (compiled !== undefined && compiled.code === code) return compiled.script;
    const script = super.createScriptFromCode(code, file);
    scripts.set(file, { code, script });
    return script;
  }

  /** What a shared module requires while a later test file runs is loaded by that one's runtime: its own has ended. */
  _createRequireImplementation(from, options) {
    const require = super._createRequireImplementation(from, options);
    if (options?.isInternalModule) {
      if (!this.sharesJest || !isSharedOfJest(from.filename)) return require;
      return Object.assign((name) => current.requireInternalModule(from.filename, name), require);
    }
    if (!this.sharesModules || !isShared(this._config.rootDir, from.filename)) return require;
    return Object.assign((name) => current.requireModuleOrMock(from.filename, name), require);
  }

  /** Where the next test file's source maps are, its own runtime says. */
  teardown() {
    super.teardown();
    for (const { exports } of modulesOfJest.values()) exports.resetRetrieveHandlers?.();
  }
};
