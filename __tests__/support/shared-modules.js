const { join, sep } = require("node:path");

const PACKAGES = `${sep}node_modules${sep}`;

/** What keeps nothing of a stack, but by the stack, nor of a test, and doesn't change while tests run; and the platforms that many tests ask about. */
const PATHS = ["src/", "modules/", "examples/", "tools/", "__tests__/support/platforms.ts"].map((path) => join(sep, path));

/** Packages and sources; tests and what supports them are each file's own. */
function isShared(root, file) {
  return file.includes(PACKAGES) || PATHS.some((path) => file.startsWith(root + path));
}

/** Those parts of Jest that keep what a test file says of tests, matchers and assertions. */
const OF_A_FILE = ["jest-circus", "expect", "@jest/expect"].map((name) => `${PACKAGES}${name.replace("/", sep)}${sep}`);

/** The parts of Jest that run in the realm of the tests: how values are compared and printed, and source-map-support with the maps that it read. */
function isSharedOfJest(file) {
  return file.includes(PACKAGES) && !OF_A_FILE.some((folder) => file.includes(folder));
}

/** Jest's registry of the modules of a test file, by file, in which some stay for the test files to come. */
class SharedModules extends Map {
  /**
   * @param {Map<string, object>} shared the modules that stay, by file
   * @param {(file: string) => boolean} isMember which are to stay
   */
  constructor(shared, isMember) {
    super();
    this.shared = shared;
    this.isMember = isMember;
  }

  get(file) {
    return super.get(file) ?? (this.isMember(file) ? this.shared.get(file) : undefined);
  }

  has(file) {
    return this.get(file) !== undefined;
  }

  set(file, module) {
    if (!this.isMember(file)) return super.set(file, module);
    this.shared.set(file, module);
    return this;
  }

  /** Jest takes a module out that failed to load. `clear` leaves those that stay. */
  delete(file) {
    return super.delete(file) || (this.isMember(file) && this.shared.delete(file));
  }
}

module.exports = { SharedModules, isShared, isSharedOfJest };
