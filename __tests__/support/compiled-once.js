const { default: JestRuntime } = require("jest-runtime");

/** By file. A worker runs one test file after another. */
const sources = new Map();
const scripts = new Map();

/**
 * Reads and compiles a package's file once for each worker, where Jest does it for each test file. It is still run anew for each test file: what is
 * shared is code, never a module or its state.
 */
module.exports = class CompiledOnce extends JestRuntime {
  /** Packages are JavaScript already, and don't change while tests run. */
  transformFile(file, options) {
    if (!/[\\/]node_modules[\\/]/.test(file)) return super.transformFile(file, options);
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
};
