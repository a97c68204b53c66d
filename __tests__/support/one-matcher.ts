// `expect(…)` that makes the matcher that a test asks for. Jest's own makes every matcher for each value, in six kinds: most of what an assertion costs.

type Matcher = (...args: unknown[]) => unknown;
type Matchers = Record<string, Matcher>;
type Kind = "resolves" | "rejects";
type Expectation = Matchers & { readonly not: Matchers } & Record<Kind, Matchers & { readonly not: Matchers }>;

/** Where Jest keeps its matchers, and those that `expect.extend` adds. */
const { [Symbol.for("$$jest-matchers-object")]: registry } = globalThis as unknown as Record<symbol, { matchers: Matchers }>;

const globals = globalThis as unknown as { expect: (...given: unknown[]) => unknown };
const jests = globals.expect as (...given: unknown[]) => Expectation;

/** Jest's own, with one matcher. */
function withMatcher(given: readonly unknown[], name: string): Expectation {
  const { matchers } = registry!;
  registry!.matchers = name in matchers ? { [name]: matchers[name]! } : {};
  try {
    return jests(...given);
  } finally {
    registry!.matchers = matchers;
  }
}

/** Each member as it is asked for. */
function members<T>(of: (name: string) => T): Record<string, T> {
  return new Proxy<Record<string, T>>({}, { get: (_, name) => (typeof name === "string" ? of(name) : undefined) });
}

/** An error about a promise is made with the matcher, here: it is to lead to the test. */
function withTestsStack(matcher: Matcher | undefined): Matcher | undefined {
  return (
    matcher &&
    (async (...args) => {
      try {
        return await matcher(...args);
      } catch (error) {
        if (error instanceof Error) error.stack = error.stack?.replace(/\n.*[\\/]one-matcher\.ts:.*/g, "");
        throw error;
      }
    })
  );
}

function expectation(given: readonly unknown[]): unknown {
  const made = (name: string): Expectation => withMatcher(given, name);
  const promised = (kind: Kind): unknown =>
    members((name) =>
      name === "not" ? members((negated) => withTestsStack(made(negated)[kind].not[negated])) : withTestsStack(made(name)[kind][name]),
    );
  return members((name) => {
    if (name === "not") return members((negated) => made(negated).not[negated]);
    return name === "resolves" || name === "rejects" ? promised(name) : made(name)[name];
  });
}

globals.expect = new Proxy<(...given: unknown[]) => unknown>(jests, {
  apply: (_, __, given: unknown[]) => (given.length > 1 ? jests(...given) : expectation(given)),
});
