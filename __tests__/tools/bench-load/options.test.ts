import { readLoadOptions } from "../../../tools/bench/load/options";
import { Failure } from "../../../tools/support/failure";

/** What a bad option is answered with. */
function refusal(...argv: readonly string[]): string {
  try {
    readLoadOptions(argv);
  } catch (error) {
    expect(error).toBeInstanceOf(Failure);
    expect((error as Failure).exitCode).toBe(2);
    return (error as Failure).message;
  }
  throw new Error("nothing is refused");
}

test("by itself it is 500 requests a second for two minutes with 200 WebSockets, and everything is measured", () => {
  const { rate, sockets, seconds, parts, isWhole } = readLoadOptions([]);
  expect({ rate, sockets, parts, isWhole, steady: seconds.steady }).toEqual({
    rate: 500,
    sockets: 200,
    parts: ["steady", "saturation", "trouble"],
    isWhole: true,
    steady: 120,
  });
});

test.each(["--only steady", "--seconds 10", "--rate 500", "--sockets 0", "--seed 2"])("with %s nothing is written", (argv) => {
  expect(readLoadOptions(argv.split(" ")).isWhole).toBe(false);
});

test("parts are measured in their own order, whatever the options' is", () => {
  expect(readLoadOptions(["--only", "trouble", "--only", "steady"]).parts).toEqual(["steady", "trouble"]);
});

test("a length holds for both loads, and no step of the ramp is longer than it is by itself", () => {
  expect(readLoadOptions(["--seconds", "30"]).seconds).toEqual({ steady: 30, trouble: 30, saturation: 8 });
});

test("a part that doesn't exist is one sentence", () => {
  expect(refusal("--only", "calm")).toBe('--only needs one of steady, saturation, trouble, got "calm".');
});

test.each([
  [["--seconds", "4"], '--seconds needs a number from 5 to 600, got "4".'],
  [["--rate", "0"], '--rate needs a number from 1 to 5000, got "0".'],
  [["--rate", "many"], '--rate needs a number from 1 to 5000, got "many".'],
  [["--sockets", "2001"], '--sockets needs a number from 0 to 2000, got "2001".'],
  [["--seed", "1.5"], '--seed needs a number from 0 to 2147483646, got "1.5".'],
])("%j is one sentence", (argv, sentence) => {
  expect(refusal(...argv)).toBe(sentence);
});

test("an option that doesn't exist, and a word too much, are told with the usage", () => {
  expect(refusal("--rates", "1")).toMatch(/^There is no option --rates\.[^]*Usage: npm run bench:load/);
  expect(refusal("now")).toMatch(/^npm run bench:load takes no now\.[^]*Usage: npm run bench:load/);
});
