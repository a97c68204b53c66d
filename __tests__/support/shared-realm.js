const { dirname, join } = require("node:path");
const vm = require("node:vm");
const { TestEnvironment } = require("jest-environment-node");

// What a test file gets of its own, as from Jest's environment; jest-util exports it inside of installCommonGlobals alone, which can't be called twice.
const { default: createProcessObject } = require(join(dirname(require.resolve("jest-util")), "createProcessObject.js"));

/** Where Jest keeps matchers, on the global object: nobody can delete it. */
const MATCHERS = Symbol.for("$$jest-matchers-object");

/** The worker's environment, made for its first test file, and how its global object was then. */
let realm;

/**
 * Jest's environment for Node.js, with one realm for all test files that a worker runs, one after another: only so can the modules of one be used by
 * another, since an Array or an Error of one realm is none of the other. What a file leaves on the global object, CDKTF's tokens among it, is gone
 * when the next one begins; process, with its environment variables, and mocks and timers are each file's own.
 */
module.exports = class SharedRealm {
  constructor(config, context) {
    if (realm === undefined) {
      const environment = withPlainGlobals(() => new TestEnvironment(config, context));
      realm = { environment, globals: Object.getOwnPropertyDescriptors(environment.global) };
    }
    const { environment } = realm;
    this.global = environment.global;
    restoreGlobals();
    const { projectConfig } = config;
    this.moduleMocker = new environment.moduleMocker.constructor(this.global);
    this.fakeTimers = environment.fakeTimers;
    this.fakeTimersModern = new environment.fakeTimersModern.constructor({ config: projectConfig, global: this.global });
  }

  async setup() {}

  async teardown() {
    this.fakeTimers.reset();
    this.fakeTimersModern.dispose();
  }

  exportConditions() {
    return realm.environment.exportConditions();
  }

  getVmContext() {
    return realm.environment.getVmContext();
  }
};

/**
 * A realm whose global object is an ordinary one, where Node.js has that (20.18). Node's own asks a sandbox at each use of a global, Array.isArray and
 * Object.keys among them: thirty times slower, half of the time of the suite.
 */
function withPlainGlobals(make) {
  const { createContext } = vm;
  vm.createContext = (sandbox) => createContext(sandbox ?? vm.constants?.DONT_CONTEXTIFY);
  try {
    return make();
  } finally {
    vm.createContext = createContext;
  }
}

function restoreGlobals() {
  const { global } = realm.environment;
  // CDKTF holds on to the one that it finds first.
  const tokens = global.__cdktfTokenMap;
  for (const key of Reflect.ownKeys(global)) {
    if (!(key in realm.globals)) delete global[key];
  }
  for (const key of Reflect.ownKeys(realm.globals)) {
    const was = realm.globals[key];
    const is = Object.getOwnPropertyDescriptor(global, key);
    if (is === undefined || !Object.is(is.value, was.value) || is.get !== was.get) Object.defineProperty(global, key, was);
  }
  if (tokens !== undefined) {
    tokens.stringTokenMap.clear();
    tokens.numberTokenMap.clear();
    tokens.tokenCounter = 0;
    global.__cdktfTokenMap = tokens;
  }
  // Jest adds its own for each test file anew, to the ones that are there.
  const jest = global[MATCHERS];
  if (jest !== undefined) Object.assign(jest, { matchers: Object.create(null), customEqualityTesters: [] });
  global.process = createProcessObject();
  global.Error.stackTraceLimit = 100;
}
