import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { planCommand } from "../../../src/cli/plan-command";
import { reviewCommand } from "../../../src/cli/review-command";

let folder: string;
let back: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "command-"));
  back = process.cwd();
  process.chdir(folder);
});

afterEach(() => {
  process.chdir(back);
  rmSync(folder, { recursive: true, force: true });
});

const APP = "sh main.sh";
const ASKS_AWS = { aws_ami: { latest: {} }, aws_partition: { current: {} } };

/** A CDKTF app that writes what a manifest says, without the framework, and without what it takes to start Node.js. */
function app(names: readonly string[], data: object = ASKS_AWS): void {
  const manifest = { stacks: Object.fromEntries(names.map((name) => [name, { workingDirectory: `stacks/${name}`, annotations: [] }])) };
  const files = { "manifest.json": manifest, ...Object.fromEntries(names.map((name) => [`stacks/${name}/cdk.tf.json`, { data }])) };
  const write = [
    ...names.map((name) => `mkdir -p "$CDKTF_OUTDIR/stacks/${name}"`),
    ...Object.entries(files).map(([file, json]) => `cat > "$CDKTF_OUTDIR/${file}" <<'END'\n${JSON.stringify(json)}\nEND`),
  ];
  writeFileSync("main.sh", write.join("\n"));
  writeFileSync("cdktf.json", JSON.stringify({ app: APP }));
}

/** A program that answers as Terraform does when it is asked for its version. */
function terraform(version: string): void {
  mkdirSync("bin");
  writeFileSync("bin/terraform", `#!/bin/sh\necho "Terraform v${version}"\n`, { mode: 0o755 });
  process.env.TERRAFORM_BINARY_NAME = join(folder, "bin/terraform");
}

afterEach(() => delete process.env.TERRAFORM_BINARY_NAME);

function git(...args: string[]): void {
  spawnSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", ...args], { cwd: folder });
}

async function messageOf(...args: string[]): Promise<string> {
  const write = jest.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    await planCommand(args);
  } catch (error) {
    return (error as Error).message;
  } finally {
    write.mockRestore();
  }
  throw new Error("nothing was thrown");
}

describe("plan says in a sentence", () => {
  test("that there is no cdktf.json", async () => {
    expect(await messageOf()).toMatch(
      /^There is no cdktf\.json in .*: run this in the folder of your CDKTF app, or say with --app how it is run\.$/,
    );
  });

  test("that cdktf.json doesn't say how the app is run", async () => {
    writeFileSync("cdktf.json", "{}");
    expect(await messageOf()).toMatch(/doesn't say how the app is run: give it an "app"/);
  });

  test("which stacks there are, for one that there isn't", async () => {
    app(["prod", "dev"]);
    expect(await messageOf("staging")).toBe("There is no stack staging: the stacks are dev, prod.");
  });

  test("that one of several stacks has to be named", async () => {
    app(["prod", "dev"]);
    expect(await messageOf()).toBe("The app has several stacks: name one of them, dev, prod.");
  });

  test("what the app says when it fails", async () => {
    writeFileSync("main.js", 'throw new RangeError("the block is too small")');
    writeFileSync("cdktf.json", JSON.stringify({ app: "node main.js" }));
    expect(await messageOf()).toBe("The app can't be synthesized (node main.js):\nRangeError: the block is too small");
  });

  test("at which line of the app JavaScript itself has failed", async () => {
    writeFileSync("cdktf.json", JSON.stringify({ app: "node main.js" }));
    writeFileSync("main.js", "const network = {};\nnetwork.connections.allow();\n");
    expect(await messageOf()).toMatch(/\nTypeError: Cannot read properties of undefined \(reading 'allow'\)\n +at .*main\.js:2:\d+\)$/);
  });

  test("that the app has written nothing", async () => {
    expect(await messageOf("--app", "true")).toMatch(/^The app \(true\) ended without writing a stack/);
  });

  test("that Terraform is too old", async () => {
    app(["prod"]);
    terraform("1.9.8");
    expect(await messageOf()).toMatch(/^Terraform 1\.10 or newer is needed .* is 1\.9\.8\. Install it from/);
  });

  test("which data sources ask AWS, and no other", async () => {
    app(["prod"]);
    terraform("1.11.4");
    expect(await messageOf()).toMatch(
      /^prod asks AWS for data\.aws_ami\.latest, so it can't be planned offline: .*, or plan with --aws\.$/,
    );
  });

  test("that there is no such commit", async () => {
    app(["prod"]);
    terraform("1.11.4");
    git("init", "-q");
    expect(await messageOf("--against", "nowhere")).toMatch(/^There is no commit nowhere in this repository: fetch it first/);
  });

  test("that a folder in no Git repository has nothing to compare with", async () => {
    app(["prod"]);
    terraform("1.11.4");
    expect(await messageOf("--against", "main")).toMatch(
      /isn't in a Git repository, so --against main has nothing to compare with: name what was synthesized before with --against-output\.$/,
    );
  });

  test("that there is no Git", async () => {
    app(["prod"]);
    terraform("1.11.4");
    const path = process.env.PATH;
    // With the programs that the app is run by, and no other.
    for (const program of ["sh", "mkdir", "cat"]) symlinkSync(`/bin/${program}`, `bin/${program}`);
    process.env.PATH = join(folder, "bin");
    try {
      expect(await messageOf("--against", "main")).toMatch(/^Git is needed for --against, and there is no git on PATH: install it, or /);
    } finally {
      process.env.PATH = path;
    }
  });

  test("that the commit is older than the app", async () => {
    git("init", "-q");
    git("commit", "-qm", "nothing yet", "--allow-empty");
    app(["prod"]);
    terraform("1.11.4");
    expect(await messageOf("--against", "HEAD")).toBe(
      "HEAD has no cdktf.json, so the app isn't in that commit: name a later one, or plan without --against, since everything is new.",
    );
  });

  test("that it is the commit's app that fails", async () => {
    app(["prod"]);
    terraform("1.11.4");
    git("init", "-q");
    const right = readFileSync("main.sh", "utf8");
    writeFileSync("main.js", 'throw new RangeError("the block is too small")');
    writeFileSync("main.sh", "node main.js");
    git("add", ".");
    git("commit", "-qm", "one");
    writeFileSync("main.sh", right);
    expect(await messageOf("--against", "HEAD")).toBe(
      "The app of HEAD can't be synthesized (sh main.sh):\nRangeError: the block is too small",
    );
  });

  test("that the commit's packages can't be installed", async () => {
    app(["prod"]);
    terraform("1.11.4");
    git("init", "-q");
    writeFileSync("package.json", "{}");
    writeFileSync("package-lock.json", "no lock file");
    git("add", ".");
    git("commit", "-qm", "one");
    writeFileSync("package-lock.json", "another one");
    writeFileSync("bin/npm", '#!/bin/sh\necho "npm error code E404" >&2\nexit 1\n', { mode: 0o755 });
    const path = process.env.PATH;
    process.env.PATH = `${join(folder, "bin")}:${path}`;
    try {
      expect(await messageOf("--against", "HEAD")).toMatch(
        /^The packages of the other commit can't be installed \(npm ci .*\): synthesize it yourself, and name its cdktf\.out with --against-output\.\nnpm error code E404$/,
      );
    } finally {
      process.env.PATH = path;
    }
  });

  test.each(["null", "7"])("that a cdktf.json of %s isn't an object", async (json) => {
    writeFileSync("cdktf.json", json);
    expect(await messageOf()).toMatch(/cdktf\.json isn't an object: its content is such as \{ "language": "typescript", "app": /);
  });

  test.each([
    ["{", /manifest\.json isn't JSON: /],
    ["null", /manifest\.json isn't what cdktf synth writes: it has no stacks\.$/],
    [JSON.stringify({ stacks: { one: { workingDirectory: "stacks/one" } } }), /one\/cdk\.tf\.json can't be read: there is no such file\.$/],
  ])("that an output folder whose manifest is %s isn't whole", async (manifest, message) => {
    app(["one"]);
    terraform("1.11.4");
    mkdirSync("other");
    writeFileSync("other/manifest.json", manifest);
    expect(await messageOf("--against-output", "other")).toMatch(message);
  });

  test("that a plan can't be kept in a file, before anything is planned", async () => {
    writeFileSync("plan", "");
    expect(await messageOf("--save", "plan")).toBe("The plan can't be kept in plan: it is a file; name a folder.");
  });

  test("that a stack reads a state that no stack of the app keeps", async () => {
    app(["prod"], { terraform_remote_state: { network: { backend: "s3", config: { bucket: "b", key: "network" } } } });
    terraform("1.11.4");
    expect(await messageOf()).toBe(
      "prod reads a state that no stack of this app keeps (data.terraform_remote_state.network), so it can't be planned offline: give what it reads in the environment, or plan with --aws.",
    );
  });

  test("that a folder isn't what cdktf synth writes", async () => {
    app(["prod"]);
    terraform("1.11.4");
    expect(await messageOf("--against-output", "elsewhere")).toMatch(/isn't what cdktf synth writes: it has no manifest\.json\.$/);
  });

  test("what can't be compared with two things at once", async () => {
    expect(await messageOf("--aws", "--against", "main")).toMatch(/^--against and --aws can't be used together/);
  });

  test.each([
    [["--format", "pdf"], /^There is no format pdf: the formats are /],
    [["--exceptions", "none.json"], /^none\.json: The file of the exceptions can't be read: there is no such file\.$/],
    [["--fail-on", "everything"], /^--fail-on: A gate is one of .*received everything$/],
  ])("that %j is wrong", async (args, message) => {
    expect(await messageOf(...args)).toMatch(message);
  });
});

test("a stack that is the same in the other commit needs no plan: nothing changes", async () => {
  app(["prod"]);
  terraform("1.11.4");
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "one");
  const [out, err] = (["stdout", "stderr"] as const).map((name) => jest.spyOn(process[name], "write").mockReturnValue(true));
  expect(await planCommand(["--against", "HEAD", "--detailed-exitcode"])).toBe(0);
  expect(out!.mock.calls.join("")).toBe("prod: no changes.\n");
  for (const spy of [out, err]) spy!.mockRestore();
});

test("a path of the commit's files is one of the working copy's", async () => {
  app(["prod"], { local_file: { a: { filename: "PLACE/a" } } });
  // As an app that names an asset by its path.
  writeFileSync("main.sh", `${readFileSync("main.sh", "utf8")}\nsed -i "s#PLACE#$(pwd -P)#" "$CDKTF_OUTDIR/stacks/prod/cdk.tf.json"`);
  terraform("1.11.4");
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "one");
  const [out, err] = (["stdout", "stderr"] as const).map((name) => jest.spyOn(process[name], "write").mockReturnValue(true));
  await planCommand(["--against", "HEAD"]);
  const printed = [out, err].map((spy) => spy!.mock.calls.join(""));
  for (const spy of [out, err]) spy!.mockRestore();
  expect(printed).toEqual(["prod: no changes.\n", "synthesizing\nsynthesizing HEAD\n"]);
});

test("the working copy, its index and its worktrees stay as they are", async () => {
  app(["prod"]);
  terraform("1.11.4");
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "one");
  writeFileSync("cdktf.json", JSON.stringify({ app: APP, projectId: "changed" }));
  const spies = (["stdout", "stderr"] as const).map((name) => jest.spyOn(process[name], "write").mockReturnValue(true));
  await planCommand(["--against", "HEAD"]);
  for (const spy of spies) spy.mockRestore();
  const { stdout } = spawnSync("git", ["status", "--short", "--untracked-files=all"], { cwd: folder, encoding: "utf8" });
  expect(stdout).toBe(" M cdktf.json\n");
  expect(readdirSync(join(folder, ".git"))).not.toContain("worktrees");
});

test("a command that is chosen runs the commit's app as well", async () => {
  app(["prod"]);
  terraform("1.11.4");
  renameSync("main.sh", "other.sh");
  writeFileSync("main.sh", "exit 1");
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "one");
  const [out, err] = (["stdout", "stderr"] as const).map((name) => jest.spyOn(process[name], "write").mockReturnValue(true));
  await planCommand(["--app", "sh other.sh", "--against", "HEAD"]);
  expect(out!.mock.calls.join("")).toBe("prod: no changes.\n");
  for (const spy of [out, err]) spy!.mockRestore();
});

/** A plan that changes nothing: https://developer.hashicorp.com/terraform/internals/json-format. */
const EMPTY_PLAN = JSON.stringify({
  format_version: "1.2",
  terraform_version: "1.11.4",
  planned_values: { root_module: {} },
  resource_changes: [],
  configuration: { root_module: {} },
});

describe("review says in a sentence", () => {
  const said = (...args: string[]): string => {
    try {
      reviewCommand(args);
    } catch (error) {
      return (error as Error).message;
    }
    throw new Error("nothing was thrown");
  };

  test("that there is no such file", () => {
    expect(said("plan.json")).toBe("plan.json can't be read: there is no such file.");
  });

  test("that the file is the plan itself", () => {
    writeFileSync("plan", "PK\u0003\u0004");
    expect(said("plan")).toBe(
      "plan can't be read as a plan, since it is the plan itself: write it with terraform show -json <plan> > plan.json",
    );
  });

  // https://developer.hashicorp.com/terraform/internals/json-format: a state has `values`, a plan has `resource_changes`.
  test("that it is a state", () => {
    writeFileSync("state.json", JSON.stringify({ format_version: "1.0", terraform_version: "1.11.4", values: { root_module: {} } }));
    expect(said("state.json")).toMatch(/^state\.json: .*state/);
  });

  test("that the file is a folder", () => {
    mkdirSync("plans");
    expect(said("plans")).toBe("plans can't be read: it is a folder.");
  });

  test("that the folder of a review isn't there, before a file is written", () => {
    writeFileSync("plan.json", EMPTY_PLAN);
    expect(said("plan.json", "--output", "review.md", "--output", "nowhere/review.html")).toBe(
      "The review can't be written to nowhere/review.html: there is no folder nowhere; create it first.",
    );
    expect(readdirSync(".")).toEqual(["plan.json"]);
  });

  test("that a review's file is a folder", () => {
    mkdirSync("reviews");
    expect(said("plan.json", "--output", "reviews")).toBe("The review can't be written to reviews: it is a folder; name a file in it.");
  });

  test.each([
    ["--fail-on", ""],
    ["--exceptions", ""],
    ["--output", ""],
  ])("that %s has an empty value, as of a variable that isn't set", (option, value) => {
    expect(said("plan.json", option, value)).toBe(`${option} has an empty value: give it one, or leave the option out.`);
  });

  test("that a list of gates names none", () => {
    expect(said("plan.json", "--fail-on", ",")).toBe(
      '--fail-on: "," names no gate: name some of stateful-replacement, protection-removed, public-exposure, iam-widening, or all',
    );
  });

  test("that an option which takes one value is given two", () => {
    expect(said("plan.json", "--exceptions", "a.json", "--exceptions", "b.json")).toBe(
      "--exceptions is given twice, and takes one value: leave one out.",
    );
  });

  // https://developer.hashicorp.com/terraform/internals/json-format: resource_changes is a list, and each entry has a change with its actions.
  test.each([
    [{}, "resource_changes is no list"],
    [[null], "resource_changes[0] isn't an object with an address and a change"],
    [[{ address: "aws_vpc.main" }], "resource_changes[0] isn't an object with an address and a change"],
  ])("that changes of another shape, as %j, are no plan's", (changes, problem) => {
    writeFileSync("plan.json", JSON.stringify({ ...JSON.parse(EMPTY_PLAN), resource_changes: changes }));
    expect(said("plan.json")).toBe(
      `plan.json: A review takes what \`terraform show -json <file of the plan>\` writes, received a plan whose ${problem}: write it anew`,
    );
  });

  test("that a plan is no synthesized stack", () => {
    writeFileSync("plan.json", EMPTY_PLAN);
    expect(said("plan.json", "--stack", "plan.json")).toMatch(
      /plan\.json isn't a synthesized stack: name its folder, such as cdktf\.out\/stacks\/prod\.$/,
    );
  });

  test("that a folder has no synthesized stack", () => {
    mkdirSync("cdktf.out");
    expect(said("plan.json", "--stack", "cdktf.out")).toBe(
      "cdktf.out isn't a synthesized stack, since it has no cdk.tf.json: name its folder, such as cdktf.out/stacks/prod.",
    );
  });

  test("that a folder isn't a synthesized stack's", () => {
    writeFileSync("plan.json", JSON.stringify({ format_version: "1.2", resource_changes: [] }));
    expect(said("plan.json", "--stack", "nowhere")).toMatch(/nowhere\/cdk\.tf\.json can't be read/);
  });
});

// https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_redirection: Windows PowerShell writes UTF-16, PowerShell 7 UTF-8.
test.each([
  ["UTF-16", Buffer.from(`\uFEFF${EMPTY_PLAN}`, "utf16le")],
  ["UTF-8 with a byte order mark", Buffer.from(`\uFEFF${EMPTY_PLAN}`)],
])("review reads a plan in %s, as PowerShell writes it", (_, bytes) => {
  writeFileSync("plan.json", bytes);
  const write = jest.spyOn(process.stdout, "write").mockReturnValue(true);
  const status = reviewCommand(["plan.json"]);
  write.mockRestore();
  expect(status).toBe(0);
});

test("each --fail-on counts, where there are several", () => {
  const change = { actions: ["delete", "create"], before: {}, after: {}, after_unknown: {}, replace_paths: [["engine"]] };
  const lost = { address: "aws_rds_cluster.main", mode: "managed", type: "aws_rds_cluster", name: "main", change };
  writeFileSync("plan.json", JSON.stringify({ ...JSON.parse(EMPTY_PLAN), resource_changes: [lost] }));
  const spies = [process.stdout, process.stderr].map((stream) => jest.spyOn(stream, "write").mockReturnValue(true));
  const status = reviewCommand(["plan.json", "--fail-on", "stateful-replacement", "--fail-on", "public-exposure"]);
  for (const spy of spies) spy.mockRestore();
  expect(status).toBe(1);
});
