/** What the test files of a worker share, and what each has of its own. */
import { Context, runInContext } from "node:vm";
import { Token } from "cdktf";
import { TokenMap } from "cdktf/lib/tokens/private/token-map";

interface Environment {
  readonly global: Record<string, unknown> & { process: NodeJS.Process; Error: ErrorConstructor };
  getVmContext(): Context;
}

const SharedRealm = jest.requireActual<new (config: object, context: object) => Environment>("./shared-realm");
const { SharedModules, isShared, isSharedOfJest } = jest.requireActual<{
  SharedModules: new (shared: Map<string, object>, isMember: (file: string) => boolean) => Map<string, object>;
  isShared: (root: string, file: string) => boolean;
  isSharedOfJest: (file: string) => boolean;
}>("./shared-modules");

/** The environment that Jest makes for a test file. */
const next = (): Environment => new SharedRealm({ globalConfig: {}, projectConfig: { testEnvironmentOptions: {}, globals: {} } }, {});

describe("the next test file", () => {
  test("has the same realm, so that an array of a shared module is an array", () => {
    const made: unknown = runInContext("[]", next().getVmContext());
    expect(runInContext("Array", next().getVmContext())).toBe(Object.getPrototypeOf(made).constructor);
  });

  test("finds nothing that one before it left on the global object", () => {
    const symbol = Symbol("left");
    Object.assign(next().global, { left: 1, [symbol]: 1 });
    expect(Reflect.ownKeys(next().global)).not.toEqual(expect.arrayContaining(["left"]));
    expect(Reflect.ownKeys(next().global)).not.toEqual(expect.arrayContaining([symbol]));
  });

  test("has what one before it replaced or deleted of the global object", () => {
    const { global } = next();
    const was = [global.Date, global.setTimeout];
    global.Date = class {};
    delete global.setTimeout;
    expect(was.map((value) => typeof value)).toEqual(["function", "function"]);
    const after = next().global;
    expect([after.Date, after.setTimeout]).toEqual(was);
  });

  test("has none of the matchers that one before it added", () => {
    const key = Symbol.for("$$jest-matchers-object");
    Object.defineProperty(next().global, key, {
      value: { matchers: { toBeLeft: () => ({}) }, customEqualityTesters: [() => true], state: {} },
    });
    expect(Reflect.get(next().global, key)).toEqual({ matchers: {}, customEqualityTesters: [], state: {} });
  });

  test("has an environment of its own", () => {
    next().global.process.env.LEFT_BY_A_TEST = "1";
    expect(next().global.process.env).not.toHaveProperty("LEFT_BY_A_TEST");
  });

  test("has stack traces as long as Jest makes them", () => {
    next().global.Error.stackTraceLimit = 0;
    expect(next().global.Error.stackTraceLimit).toBe(100);
  });

  // Whoever has asked CDKTF for its map of tokens may have kept it.
  test("knows no token of one before it, in the map that CDKTF goes on to use", () => {
    const map = new TokenMap();
    next().global.__cdktfTokenMap = map;
    const text = map.registerString(Token.asAny({ resolve: () => "value" }));
    expect(map.lookupString(text)).toBeDefined();
    expect(next().global.__cdktfTokenMap).toBe(map);
    expect(() => map.lookupString(text)).toThrow("Unrecognized Token Key");
  });
});

describe("a module", () => {
  const module = { exports: {} };

  test("that is shared is there for the next test file", () => {
    const shared = new Map<string, object>();
    new SharedModules(shared, () => true).set("/app/src/index.ts", module);
    expect(new SharedModules(shared, () => true).get("/app/src/index.ts")).toBe(module);
  });

  test("that isn't is the test file's own", () => {
    const shared = new Map<string, object>();
    const own = new SharedModules(shared, () => false).set("/app/__tests__/fixture.ts", module);
    expect(own.get("/app/__tests__/fixture.ts")).toBe(module);
    expect(new SharedModules(shared, () => false).has("/app/__tests__/fixture.ts")).toBe(false);
  });

  test("that is shared and failed to load is loaded anew", () => {
    const registry = new SharedModules(new Map(), () => true).set("/app/src/index.ts", module);
    registry.delete("/app/src/index.ts");
    expect(registry.has("/app/src/index.ts")).toBe(false);
  });

  test.each([
    "/app/src/core/index.ts",
    "/app/modules/storage/index.ts",
    "/app/examples/trading-stack/trading-stack.ts",
    "/app/tools/plan.ts",
    "/app/__tests__/support/platforms.ts",
    "/app/node_modules/cdktf/lib/index.js",
  ])("%s is shared", (file) => {
    expect(isShared("/app", file)).toBe(true);
  });

  test.each(["/app/__tests__/support/synth.ts", "/app/__tests__/src/index.test.ts", "/app/.projenrc.ts"])("%s isn't", (file) => {
    expect(isShared("/app", file)).toBe(false);
  });

  // What a file says of its tests, its matchers and its assertions.
  test.each(["jest-circus", "expect", "@jest/expect"])("of Jest's %s is each test file's own", (name) => {
    expect(isSharedOfJest(`/app/node_modules/${name}/build/index.js`)).toBe(false);
  });

  test.each(["source-map-support", "pretty-format", "@jest/expect-utils"])("of Jest's %s is shared", (name) => {
    expect(isSharedOfJest(`/app/node_modules/${name}/build/index.js`)).toBe(true);
  });
});
