/** What Terraform is asked in a folder; the options of its commands: https://developer.hashicorp.com/terraform/cli/commands */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PlanFolder, PlanFolderOptions } from "../../../src/cli/plan/plan-folder";
import { Finished } from "../../../src/cli/process";
import { FakeTerraform } from "../fake-terraform";

const LOCK = ".terraform.lock.hcl";

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), "folder-"))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

interface Opened {
  readonly folder: PlanFolder;
  readonly terraform: FakeTerraform;
}

/** A folder in which Terraform gives an answer. */
function opened(answer: Partial<Finished> = {}, options: Partial<PlanFolderOptions> = {}, name = "stack"): Opened {
  const terraform = new FakeTerraform(() => answer);
  mkdirSync(join(root, name), { recursive: true });
  return { terraform, folder: new PlanFolder(join(root, name), { terraform, name: "prod", env: { PATH: "/bin" }, ...options }) };
}

test("a copy has the stack's assets, what it is to read instead of the stack, and nothing that Terraform has written", () => {
  const [source, copy] = ["source", "copy"].map((name) => join(root, name)) as [string, string];
  for (const folder of ["assets/code", ".terraform/providers"]) mkdirSync(join(source, folder), { recursive: true });
  for (const file of ["cdk.tf.json", "assets/code/index.js", ".terraform/providers/aws", LOCK]) writeFileSync(join(source, file), "{}");
  const terraform = new FakeTerraform();
  const folder = PlanFolder.copy(source, copy, { locals: { a: 1 } }, { terraform, name: "prod", env: {} });
  expect(folder.folder).toBe(copy);
  expect(readdirSync(copy)).toEqual(["assets", "cdk.tf.json"]);
  expect(readdirSync(join(copy, "assets/code"))).toEqual(["index.js"]);
  expect(JSON.parse(readFileSync(join(copy, "cdk.tf.json"), "utf8"))).toEqual({ locals: { a: 1 } });
});

describe("Terraform is asked in the folder, without a question and without colors,", () => {
  test("to initialize", async () => {
    const { folder, terraform } = opened();
    await folder.init();
    await folder.init("-reconfigure");
    expect(terraform.commands).toEqual(["stack: init -no-color -input=false", "stack: init -no-color -input=false -reconfigure"]);
    expect(terraform.asked[0]).toMatchObject({ cwd: join(root, "stack"), env: { PATH: "/bin" } });
  });

  test("for a plan with the state that there is, which is kept in a file and read", async () => {
    const { folder, terraform } = opened({ stdout: '{"resource_changes":[]}' });
    expect(await folder.plan("/work/plan")).toEqual({ resource_changes: [] });
    expect(terraform.commands).toEqual(["stack: plan -no-color -input=false -out=/work/plan", "stack: show -json /work/plan"]);
  });

  test("for a plan that asks AWS nothing", async () => {
    const { folder, terraform } = opened({ stdout: "{}" });
    expect(await folder.planOffline("/work/plan")).toEqual({});
    expect(terraform.commands).toEqual([
      "stack: plan -no-color -input=false -out=/work/plan -refresh=false -lock=false",
      "stack: show -json /work/plan",
    ]);
  });

  // "terraform plan", -detailed-exitcode: 0 is an empty diff, 1 an error, 2 a diff that isn't empty.
  test("for what would change, and reads no plan where nothing would", async () => {
    const plan = "stack: plan -no-color -input=false -out=/work/plan -refresh=false -lock=false -detailed-exitcode";
    const same = opened({ stdout: "{}" });
    expect(await same.folder.planChanges("/work/plan")).toBeUndefined();
    expect(same.terraform.commands).toEqual([plan]);

    const terraform = new FakeTerraform(({ args }) => (args[0] === "plan" ? { status: 2 } : { stdout: '{"format_version":"1.2"}' }));
    const changed = opened({}, { terraform });
    expect(await changed.folder.planChanges("/work/plan")).toEqual({ format_version: "1.2" });
    expect(terraform.commands).toEqual([plan, "stack: show -json /work/plan"]);
  });

  test("to show a plan as a text", async () => {
    const { folder, terraform } = opened({ stdout: "No changes.\n" });
    expect(await folder.show("/work/plan", "-no-color")).toBe("No changes.\n");
    expect(terraform.commands).toEqual(["stack: show -no-color /work/plan"]);
  });

  test("for the schemas of its providers", async () => {
    const { folder, terraform } = opened({ stdout: '{"provider_schemas":{}}' });
    expect(await folder.schemas()).toEqual({ provider_schemas: {} });
    expect(terraform.commands).toEqual(["stack: providers schema -json"]);
  });
});

describe("what fails", () => {
  const failed = { status: 1, stderr: "╷\n│ Error: wrong\n╵" };
  const commands: readonly (readonly [string, (folder: PlanFolder) => Promise<unknown>])[] = [
    ["init", (folder) => folder.init()],
    ["plan", (folder) => folder.plan("plan")],
    ["plan for changes", (folder) => folder.planChanges("plan")],
    ["show", (folder) => folder.show("plan", "-json")],
    ["providers schema", (folder) => folder.schemas()],
  ];

  test.each(commands)("in %s is said of the stack", async (_, ask) => {
    await expect(ask(opened(failed).folder)).rejects.toThrow(/^prod can't be planned\. Error: wrong$/);
  });

  test("is explained where it can be", async () => {
    const { folder } = opened(failed, { explained: (errors) => `Try again.\n\n${errors}` });
    await expect(folder.init()).rejects.toThrow(/^prod can't be planned\. Try again\.\n\nError: wrong$/);
  });

  test("is status 2 as well, where no status was asked for that says that something changes", async () => {
    await expect(opened({ ...failed, status: 2 }).folder.plan("plan")).rejects.toThrow(/^prod can't be planned\. Error: wrong$/);
  });
});

describe("what another folder has initialized", () => {
  const dataOf = ({ asked }: FakeTerraform): (string | undefined)[] => asked.map(({ env }) => env.TF_DATA_DIR);

  // https://developer.hashicorp.com/terraform/cli/config/environment-variables#tf_data_dir
  test("serves a stack with the same providers: its data and its lock file", async () => {
    const other = opened({ stdout: "{}" }, {}, "other");
    const { folder, terraform } = opened({ stdout: "{}" });
    writeFileSync(join(root, "other", LOCK), "locked");
    folder.initializedBy(other.folder);
    await folder.schemas();
    await other.folder.schemas();
    expect([...dataOf(terraform), ...dataOf(other.terraform)]).toEqual([join(root, "other/.terraform"), undefined]);
    expect([folder.lockFile, other.folder.lockFile]).toEqual(["locked", "locked"]);
  });

  test("serves a third one as well", async () => {
    const [first, second] = ["first", "second"].map((name) => opened({}, {}, name).folder) as [PlanFolder, PlanFolder];
    const { folder, terraform } = opened({ stdout: "{}" });
    second.initializedBy(first);
    folder.initializedBy(second);
    await folder.schemas();
    expect(dataOf(terraform)).toEqual([join(root, "first/.terraform")]);
  });

  test("has no lock file where it has no providers", () => {
    const { folder } = opened();
    folder.initializedBy(opened({}, {}, "other").folder);
    expect(folder.lockFile).toBe("");
    expect(existsSync(join(root, "stack", LOCK))).toBe(false);
  });
});
