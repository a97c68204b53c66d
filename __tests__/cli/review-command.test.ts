/** What the command writes of a plan, where to, and what it ends with. */
import fs, { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Failure } from "../../src/cli/failure";
import { REVIEW_USAGE, reviewCommand } from "../../src/cli/review-command";
import { RENDERERS } from "../../src/cli/review-formats";
import { OUTPUT_USAGE, outputOptions, writeReview } from "../../src/cli/review-output";
import { Review } from "../../src/review/review";
import { plan, resource } from "../review/plan-fixture";
import { messageOf } from "../support/synth";

let folder: string;
let back: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "review-"));
  back = process.cwd();
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(back);
  rmSync(folder, { recursive: true, force: true });
});

const write = (file: string, json: unknown): void => writeFileSync(file, JSON.stringify(json));
const QUEUE = resource("aws_sqs_queue.Orders_1A", "create", { after: { name: "orders" } });
const LOST = resource("aws_rds_cluster.Database_1A", "delete", { before: { cluster_identifier: "orders" } });
const construct = (path: string): object => ({ "//": { metadata: { path } }, name: "orders" });
const STACK = { resource: { aws_sqs_queue: { Orders_1A: construct("prod/Orders/Resource") } } };

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

function ended(work: () => number): Ended {
  const printed = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((name) =>
    jest.spyOn(process[name], "write").mockImplementation((text) => {
      printed[name] += String(text);
      return true;
    }),
  );
  try {
    return { status: work(), ...printed };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

function review(changes: readonly object[], ...args: readonly string[]): Ended {
  write("plan.json", plan(changes));
  return ended(() => reviewCommand(["plan.json", ...args]));
}

test.each(["--help", "-h"])("%s says how it is used, and every format and gate", (option) => {
  expect(ended(() => reviewCommand([option]))).toEqual({ status: 0, stdout: `${REVIEW_USAGE}\n`, stderr: "" });
  expect(REVIEW_USAGE).toContain(OUTPUT_USAGE);
  expect(OUTPUT_USAGE).toMatch(/ terminal, markdown, html, json, sarif \(/);
  expect(OUTPUT_USAGE).toMatch(/ on stateful-replacement, protection-removed, public-exposure, iam-widening, or all\n/);
});

test.each([
  [[], "review takes one plan, got none."],
  [["a.json", "b.json"], "review takes one plan, got a.json b.json."],
])("of the arguments %j it is said that one plan is reviewed", (args, message) => {
  expect(messageOf(() => reviewCommand(args))).toBe(`${message}\n\n${REVIEW_USAGE}`);
});

test("an option that there isn't ends with 1, and the usage", () => {
  expect(() => reviewCommand(["--size"])).toThrow(new Failure(`There is no option --size.\n\n${REVIEW_USAGE}`));
});

describe("a review is written", () => {
  test("as a terminal has it, to standard output, without --format and --output", () => {
    expect(review([QUEUE])).toEqual({ status: 0, stdout: expect.stringMatching(/: 1 to create\.\n/), stderr: "" });
  });

  test.each<readonly [string, RegExp]>([
    ["terminal", /: 1 to create\.\n/],
    ["markdown", /^<!-- cdktf-trading-platform review: /],
    ["html", /^<!doctype html>/],
    ["json", /^\{\n {2}"schemaVersion": /],
    ["sarif", /"version": "2\.1\.0"/],
  ])("as %s", (format, form) => {
    expect(review([QUEUE], "--format", format).stdout).toMatch(form);
    expect(Object.keys(RENDERERS)).toContain(format);
  });

  test("into each file, as its ending says, and then not to standard output", () => {
    expect(review([QUEUE], "--output", "review.md", "--output", "review.txt")).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(readFileSync("review.md", "utf8")).toMatch(/^<!-- /);
    expect(readFileSync("review.txt", "utf8")).toMatch(/: 1 to create\.\n/);
  });

  test("with everything that is set, where details are asked for", () => {
    const [short, long] = [review([QUEUE]), review([QUEUE], "--details")].map(({ stdout }) => stdout);
    expect(short).not.toContain('name = "orders"');
    expect(long).toMatch(/name[ =:]+"?orders/);
  });

  test("with colors where it is printed to a terminal, and without them into a file", () => {
    const { isTTY } = process.stdout;
    const { NO_COLOR, TERM } = process.env;
    Object.assign(process.stdout, { isTTY: true });
    delete process.env.NO_COLOR;
    process.env.TERM = "xterm";
    try {
      // eslint-disable-next-line no-control-regex
      const hasColor = (text: string): boolean => /\u001b\[/.test(text);
      const printed = review([LOST]).stdout;
      review([LOST], "--output", "review.txt");
      expect([hasColor(printed), hasColor(readFileSync("review.txt", "utf8"))]).toEqual([true, false]);
    } finally {
      Object.assign(process.stdout, { isTTY });
      if (NO_COLOR !== undefined) process.env.NO_COLOR = NO_COLOR;
      if (TERM === undefined) delete process.env.TERM;
      else process.env.TERM = TERM;
    }
  });

  test("for code scanning with the app's file and the package's version", () => {
    mkdirSync("infra/.git", { recursive: true });
    const { version } = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8")) as { version: string };
    const log = review([LOST], "--format", "sarif").stdout;
    expect(JSON.parse(log).runs[0].tool.driver.version).toBe(version);
    expect(log).toContain('"uri": "cdktf.json"');
  });

  test("not where its file can't be written any more", () => {
    const options = { ...outputOptions({}), outputs: [{ format: "json", file: "gone/review.json" }] };
    write("plan.json", plan([]));
    const json = JSON.parse(review([], "--format", "json").stdout) as Review;
    expect(messageOf(() => writeReview(json, options))).toBe("The review can't be written to gone/review.json: there is no such file.");
  });
});

describe("a stack", () => {
  const withStack = (format: string, ...args: string[]): string => review([QUEUE], "--format", format, ...args).stdout;

  test("gives changes the names of its constructs, from its folder or its file", () => {
    mkdirSync("stack");
    write("stack/cdk.tf.json", STACK);
    for (const name of ["stack", "stack/cdk.tf.json"]) {
      const { changes } = JSON.parse(withStack("json", "--stack", name)) as Review;
      expect(changes.map(({ path }) => path)).toEqual(["Orders"]);
    }
  });

  test("as it was gives names to what is gone", () => {
    write("now.json", { resource: {} });
    write("was.json", STACK);
    const gone = resource("aws_sqs_queue.Orders_1A", "delete", { before: { name: "orders" } });
    const { changes } = JSON.parse(review([gone], "--format", "json", "--stack", "now.json", "--previous", "was.json").stdout) as Review;
    expect(changes.map(({ path, action }) => [path, action])).toEqual([["Orders", "delete"]]);
  });

  test("is drawn, where a format has a picture and the stack something to draw", () => {
    write("stack.json", STACK);
    write("empty.json", { resource: {} });
    const pictures = [[], ["--stack", "empty.json"], ["--stack", "stack.json"]].map((args) => [
      withStack("markdown", ...args).includes("```mermaid"),
      /<svg[^>]*aria/.test(withStack("html", ...args)),
    ]);
    expect(pictures).toEqual([
      [false, false],
      [false, false],
      [true, true],
    ]);
  });

  // https://developer.hashicorp.com/terraform/language/syntax/json: the blocks at the top of a configuration.
  test.each(["terraform", "provider", "resource", "data", "module", "output"])("is known by its block %s", (block) => {
    write("stack.json", { [block]: {} });
    expect(review([QUEUE], "--stack", "stack.json").status).toBe(0);
  });

  test.each(["{}", "null", "7", "{"])("isn't what a file with %s has", (text) => {
    writeFileSync("stack.json", text);
    expect(messageOf(() => review([QUEUE], "--stack", "stack.json"))).toBe(
      `${join(process.cwd(), "stack.json")} isn't a synthesized stack: name its folder, such as cdktf.out/stacks/prod.`,
    );
  });

  test("that there isn't is said of the file that it would be in", () => {
    expect(messageOf(() => review([QUEUE], "--previous", "nowhere"))).toBe("nowhere/cdk.tf.json can't be read: there is no such file.");
  });
});

describe("a plan", () => {
  const given = (text: string): void => {
    const { readFileSync: read } = fs;
    jest
      .spyOn(fs, "readFileSync")
      .mockImplementation(((file: string, ...more: []) => ((file as unknown) === 0 ? Buffer.from(text) : read(file, ...more))) as never);
  };
  afterEach(() => jest.restoreAllMocks());

  test("is read from standard input", () => {
    given(JSON.stringify(plan([QUEUE])));
    expect(ended(() => reviewCommand(["-"])).stdout).toMatch(/: 1 to create\.\n/);
  });

  test.each([
    [
      "PK\u0003\u0004",
      "standard input can't be read as a plan, since it is the plan itself: write it with terraform show -json <plan> > plan.json",
    ],
    ["hello", "standard input can't be read as a plan, since it isn't JSON: write it with terraform show -json <plan> > plan.json"],
    ["{}", expect.stringMatching(/^standard input: A review takes what `terraform show -json/)],
  ])("isn't %j", (text, message) => {
    given(text);
    expect(messageOf(() => reviewCommand(["-"]))).toEqual(message);
  });
});

describe("the command ends", () => {
  const GATE = ["--fail-on", "stateful-replacement"];
  const SAID = "\nstateful-replacement: ";

  // "terraform plan", -detailed-exitcode: 0 is an empty diff, 1 an error, 2 a diff that isn't empty.
  test.each<readonly [string, readonly object[], readonly string[], number]>([
    ["a plan that changes nothing", [], [], 0],
    ["a plan that changes nothing", [], ["--detailed-exitcode"], 0],
    ["a plan that changes something", [QUEUE], [], 0],
    ["a plan that changes something", [QUEUE], ["--detailed-exitcode"], 2],
    ["what no gate is named for", [LOST], [], 0],
    ["what a gate holds", [LOST], GATE, 1],
    ["what a gate holds", [LOST], [...GATE, "--detailed-exitcode"], 1],
    ["what another gate holds", [LOST], ["--fail-on", "public-exposure"], 0],
  ])("of %s, %j with %j, with %i", (_, changes, args, status) => {
    const { status: found, stderr } = review(changes, ...args);
    expect([found, stderr.startsWith(SAID)]).toEqual([status, status === 1]);
  });

  test("with what a gate holds and what is wrong with the exceptions, a sentence each", () => {
    write("exceptions.json", [{ path: "Nothing", gate: "public-exposure", reason: "It was", expires: "2999-12-31" }]);
    const { status, stderr } = review([LOST], ...GATE, "--exceptions", "exceptions.json");
    expect([status, stderr.split("\n")]).toEqual([
      1,
      [
        "",
        expect.stringMatching(/^stateful-replacement: .*aws_rds_cluster\.Database_1A.*[^.]\.$/),
        expect.stringMatching(/Nothing.*[^.]\.$/),
        "",
      ],
    ]);
  });

  test("with 0 where an exception lets it pass", () => {
    write("exceptions.json", [
      { path: "aws_rds_cluster.Database_1A", gate: "stateful-replacement", reason: "It was never used", expires: "2999-12-31" },
    ]);
    expect(review([LOST], ...GATE, "--exceptions", "exceptions.json")).toMatchObject({ status: 0, stderr: "" });
  });

  test.each([
    [["--format", "pdf"], "There is no format pdf: the formats are terminal, markdown, html, json, sarif."],
    [["--output", "gone/review.md"], "The review can't be written to gone/review.md: there is no folder gone; create it first."],
    [["--exceptions", "gone.json"], "gone.json: The file of the exceptions can't be read: there is no such file."],
    [
      ["--fail-on", "everything"],
      "--fail-on: A gate is one of stateful-replacement, protection-removed, public-exposure, iam-widening, or all; received everything",
    ],
    [
      ["--fail-on", " ,"],
      '--fail-on: " ," names no gate: name some of stateful-replacement, protection-removed, public-exposure, iam-widening, or all',
    ],
  ])("with 1 and a sentence for %j, before anything is written", (args, message) => {
    expect(() => review([QUEUE], "--output", "review.md", ...args)).toThrow(new Failure(message));
    expect(existsSync("review.md")).toBe(false);
  });
});

test("of a plan without options nothing is asked", () => {
  expect(outputOptions({})).toEqual({
    outputs: [{ format: "terminal" }],
    details: false,
    failOn: [],
    exceptions: [],
    detailedExitCode: false,
  });
});
