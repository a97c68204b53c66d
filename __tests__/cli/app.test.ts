/** A CDKTF app as its folder says it; what `cdktf synth` writes: cdktf.out/manifest.json, and each stack in its folder. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, StackFolder, appOf, chosenStack, readStack, synthesize, synthesizedStacks, thrownMessage } from "../../src/cli/app";
import { Failure } from "../../src/cli/failure";
import { messageOf } from "../support/synth";

let project: string;
beforeEach(() => (project = realpathSync(mkdtempSync(join(tmpdir(), "app-")))));
afterEach(() => rmSync(project, { recursive: true, force: true }));

const write = (file: string, content: unknown): void =>
  writeFileSync(join(project, file), typeof content === "string" ? content : JSON.stringify(content));

describe("the app of a project", () => {
  test("is what cdktf.json says, with its context", () => {
    write("cdktf.json", { app: "node main.js", context: { excludeStackIdFromLogicalIds: "true" } });
    expect(appOf(project)).toStrictEqual({ command: "node main.js", project, context: { excludeStackIdFromLogicalIds: "true" } });
  });

  test("is run as somebody has chosen, whatever cdktf.json says", () => {
    for (const json of [{ app: "node main.js", context: { a: 1 } }, { context: { a: 1 } }]) {
      write("cdktf.json", json);
      expect(appOf(project, "sh it")).toStrictEqual({ command: "sh it", project, context: { a: 1 }, chosen: "sh it" });
    }
  });

  test("needs no cdktf.json where its command is chosen", () => {
    expect(appOf(project, "sh it")).toStrictEqual({ command: "sh it", project, context: {}, chosen: "sh it" });
  });

  test("is asked for where there is neither", () => {
    expect(messageOf(() => appOf(project))).toBe(
      `There is no cdktf.json in ${project}: run this in the folder of your CDKTF app, or say with --app how it is run.`,
    );
  });

  test.each([[{}], [{ app: "" }], [{ app: ["node"] }]])("is asked for where cdktf.json is %j", (json) => {
    write("cdktf.json", json);
    expect(messageOf(() => appOf(project))).toBe(
      `${join(project, "cdktf.json")} doesn't say how the app is run: give it an "app", such as "node --import tsx main.ts", or use --app.`,
    );
  });

  test.each(["null", "7", '"node main.js"'])("can't be %s", (json) => {
    write("cdktf.json", json);
    expect(messageOf(() => appOf(project))).toBe(
      `${join(project, "cdktf.json")} isn't an object: its content is such as { "language": "typescript", "app": "node --import tsx main.ts" }.`,
    );
  });

  test("is said to be no JSON where it is none", () => {
    write("cdktf.json", "{");
    expect(messageOf(() => appOf(project))).toMatch(new RegExp(`^${join(project, "cdktf.json")} isn't JSON: .*JSON`));
  });
});

describe("an app that is synthesized", () => {
  const app = (script: string, more: Partial<App> = {}): App => {
    write("main.sh", script);
    return { command: "sh main.sh", project, context: {}, ...more };
  };
  const outdir = (): string => join(project, "a/out");
  const STACKS = { stacks: { prod: { workingDirectory: "stacks/prod" } } };
  const WRITES = `mkdir -p "$CDKTF_OUTDIR"; echo '${JSON.stringify(STACKS)}' > "$CDKTF_OUTDIR/manifest.json"`;

  test("has its environment, and its context as the CLI of CDKTF hands it over", async () => {
    process.env.OF_THE_USER = "here";
    const script = `${WRITES}; echo "$OF_THE_USER $CDKTF_CONTEXT_JSON $(pwd)" > said`;
    const stacks = await synthesize(app(script, { context: { a: 1 } }), outdir()).finally(() => delete process.env.OF_THE_USER);
    expect([...stacks]).toEqual([["prod", { name: "prod", folder: join(outdir(), "stacks/prod"), warnings: [] }]]);
    expect(readFileSync(join(project, "said"), "utf8")).toBe(`here {"a":1} ${project}\n`);
    expect(readdirSync(join(project, "a"))).toEqual(["out"]);
  });

  test("leaves nothing of what an earlier run has written", async () => {
    mkdirSync(join(outdir(), "stacks/old"), { recursive: true });
    mkdirSync(`${outdir()}.new/stacks/half`, { recursive: true });
    await synthesize(app(WRITES), outdir());
    expect(readdirSync(outdir())).toEqual(["manifest.json"]);
  });

  test("and fails leaves what an earlier run has written", async () => {
    mkdirSync(join(outdir(), "stacks/old"), { recursive: true });
    await expect(synthesize(app("echo out; echo 'RangeError: wrong' >&2; exit 1"), outdir())).rejects.toThrow(
      new Failure("The app can't be synthesized (sh main.sh):\nRangeError: wrong"),
    );
    expect(existsSync(join(outdir(), "stacks/old"))).toBe(true);
  });

  test("is called by its name, and what it prints is its message where it prints no error", async () => {
    await expect(synthesize(app("echo out; exit 1", { name: "The app of main" }), outdir())).rejects.toThrow(
      new Failure("The app of main can't be synthesized (sh main.sh):\nout"),
    );
  });

  test("and writes nothing is asked why", async () => {
    await expect(synthesize(app("true"), outdir())).rejects.toThrow(
      new Failure("The app (sh main.sh) ended without writing a stack: does it call app.synth(), and leave the App's outdir alone?"),
    );
  });
});

describe("the stacks of a folder", () => {
  test("are those of its manifest, each with its warnings and no other annotation", () => {
    const annotations = [
      { constructPath: "prod/Orders", level: "@cdktf/warn", message: "mind this" },
      { constructPath: "prod/Orders", level: "@cdktf/info", message: "know this" },
    ];
    write("manifest.json", {
      stacks: { prod: { workingDirectory: "stacks/prod", annotations }, dev: { workingDirectory: "stacks/dev" } },
    });
    expect([...synthesizedStacks(project).values()]).toEqual([
      { name: "prod", folder: join(project, "stacks/prod"), warnings: ["prod/Orders: mind this"] },
      { name: "dev", folder: join(project, "stacks/dev"), warnings: [] },
    ]);
  });

  test("are none where it has no manifest", () => {
    expect(messageOf(() => synthesizedStacks(project))).toBe(`${project} isn't what cdktf synth writes: it has no manifest.json.`);
  });

  test.each(["null", "{}", '{"stacks":null}', '{"stacks":"prod"}'])("are none where its manifest is %s", (manifest) => {
    write("manifest.json", manifest);
    expect(messageOf(() => synthesizedStacks(project))).toBe(
      `${join(project, "manifest.json")} isn't what cdktf synth writes: it has no stacks.`,
    );
  });

  test("have their JSON in a file", () => {
    write("cdk.tf.json", { locals: { a: 1 } });
    expect(readStack({ folder: project })).toEqual({ locals: { a: 1 } });
  });
});

describe("the stack that is meant", () => {
  const stacks = (...names: string[]): Map<string, StackFolder> => new Map(names.map((name) => [name, { name, folder: "", warnings: [] }]));

  test("is the only one, or the one that is named", () => {
    expect(chosenStack(stacks("prod"), undefined).name).toBe("prod");
    expect(chosenStack(stacks("prod"), "prod").name).toBe("prod");
    expect(chosenStack(stacks("prod", "dev"), "dev").name).toBe("dev");
  });

  test.each([
    [["prod", "dev"], undefined, "The app has several stacks: name one of them, dev, prod."],
    [["prod", "dev"], "test", "There is no stack test: the stacks are dev, prod."],
    [["prod"], "test", "There is no stack test: the stacks are prod."],
    [[], undefined, "The app has no stack."],
    [[], "test", "The app has no stack."],
  ])("of %j isn't known by %s", (names, name, message) => {
    expect(messageOf(() => chosenStack(stacks(...names), name))).toBe(message);
  });
});

// As Node.js prints an error that nobody catches: https://nodejs.org/api/errors.html#errorstack
describe("the message of an error that is printed", () => {
  const stack = ["    at allow (/app/node_modules/lib/a.js:1:2)", "    at node:internal/main:3:4", "    at main (/app/main.ts:5:6)"];

  test("is without the lines of the source before it, and the stack after it", () => {
    const printed = [
      "/app/main.ts:5",
      "throw new Error();",
      "^",
      "",
      "ValidationError: two rules",
      "  - one: wrong",
      "  - two",
      ...stack,
      "",
      "Node.js v20",
    ];
    expect(thrownMessage(printed.join("\n"))).toBe("ValidationError: two rules\n  - one: wrong\n  - two");
  });

  test("is all from its first line on, where there is no stack", () => {
    expect(thrownMessage("compiling\nError: wrong\nmore\n\n")).toBe("Error: wrong\nmore");
  });

  test("of JavaScript itself has the place in the user's own code", () => {
    for (const name of ["TypeError", "ReferenceError", "Uncaught TypeError"]) {
      expect(thrownMessage([`${name}: x is undefined`, ...stack].join("\n"))).toBe(
        `${name}: x is undefined\n    at main (/app/main.ts:5:6)`,
      );
    }
    expect(thrownMessage(["TypeError: x is undefined", ...stack.slice(0, 2)].join("\n"))).toBe("TypeError: x is undefined");
  });

  test("is what is printed, where that is no error", () => {
    expect(thrownMessage("\nsh: main.sh: not found\n")).toBe("sh: main.sh: not found");
  });
});
