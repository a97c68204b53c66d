/** The options of a command, as a shell hands them over. */
import { Usage, readArguments } from "../../src/cli/arguments";
import { Failure } from "../../src/cli/failure";

const OPTIONS = { name: { type: "string" }, gate: { type: "string", multiple: true }, help: { type: "boolean", short: "h" } } as const;

function read(args: readonly string[], usage: Usage = { usage: "Usage: it" }): ReturnType<typeof readArguments> | Failure {
  try {
    return readArguments(args, OPTIONS, usage);
  } catch (error) {
    return error as Failure;
  }
}

test.each<readonly [readonly string[], object, readonly string[]]>([
  [[], {}, []],
  [["a", "--name", "x", "b"], { name: "x" }, ["a", "b"]],
  [["--name=-x"], { name: "-x" }, []],
  [["--name", "-"], { name: "-" }, []],
  [["--gate", "a", "--gate=b"], { gate: ["a", "b"] }, []],
  [["-h"], { help: true }, []],
  [["--help", "--help"], { help: true }, []],
  [["--", "--name"], {}, ["--name"]],
])("%j are read", (args, values, positionals) => {
  const found = read(args) as ReturnType<typeof readArguments>;
  expect([{ ...found.values }, found.positionals]).toEqual([values, positionals]);
});

test.each([
  [["--size"], "There is no option --size.\n\nUsage: it"],
  [["-x"], "There is no option -x.\n\nUsage: it"],
  [["--toString"], "There is no option --toString.\n\nUsage: it"],
  [["--no-help"], "There is no option --no-help.\n\nUsage: it"],
  [["--help=yes"], '--help takes no value: leave "yes" out.'],
  [["--name"], "--name needs a value: write --name=VALUE."],
  [["--name", "-x"], "--name needs a value: write --name=VALUE."],
  [["--name", "--help"], "--name needs a value: write --name=VALUE."],
  [["--name="], "--name has an empty value: give it one, or leave the option out."],
  [["--gate", "a", "--gate", ""], "--gate has an empty value: give it one, or leave the option out."],
  [["--name", "a", "--name", "b"], "--name is given twice, and takes one value: leave one out."],
])("%j are refused", (args, message) => {
  expect(read(args)).toEqual(new Failure(message));
  expect([read(args), read(args, { usage: "Usage: it", status: 2 })].map((each) => (each as Failure).exitCode)).toEqual([1, 2]);
});

test("a failure is called so where it is shown whole", () => {
  expect(String(new Failure("x"))).toBe("Failure: x");
});
