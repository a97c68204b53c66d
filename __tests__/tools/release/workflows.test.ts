/** What GitHub runs of this repository, as `npx projen` wrote it. Names and rules: GitHub's workflow syntax. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "../../..");
const FOLDER = join(ROOT, ".github/workflows");
const read = (file: string): string => readFileSync(join(FOLDER, file), "utf8");
const workflows = readdirSync(FOLDER);

/** The text of each job of a workflow, by its id. */
function jobs(file: string): Readonly<Record<string, string>> {
  const [, body] = read(file).split("\njobs:\n");
  const parts = body!.split(/^ {2}([\w-]+):\n/m).slice(1);
  return Object.fromEntries(parts.flatMap((part, index) => (index % 2 === 0 ? [[part, parts[index + 1]!]] : [])));
}

const release = jobs("release.yml");

/** The jobs that a job waits for, and those that they wait for. */
function waitsFor(id: string): string[] {
  const [, one, list] = /^ {4}needs:(?: (\S+)\n|\n((?: {6}- \S+\n)+))/m.exec(release[id]!) ?? [];
  const direct = one ? [one] : [...(list ?? "").matchAll(/- (\S+)/g)].map(([, name]) => name!);
  return [...direct, ...direct.flatMap(waitsFor)];
}

test("a release is started by hand alone", () => {
  const [, events] = /\non:\n((?: .*\n)+)/.exec(read("release.yml"))!;
  expect(events!.match(/^ {2}\w+/gm)).toEqual(["  workflow_dispatch"]);
});

test("nothing is released from another branch than main: each job waits for the gate, which runs there alone", () => {
  expect(release.gate).toContain("    if: github.ref == 'refs/heads/main'\n");
  for (const id of Object.keys(release).filter((name) => name !== "gate")) {
    expect([id, waitsFor(id)]).toEqual([id, expect.arrayContaining(["gate"])]);
    // A job without a condition of its own, or with one that no status function is in, is skipped with the job that it needs.
    expect(release[id]).not.toMatch(/^ {4}if: .*(always|failure|cancelled)\(\)/m);
  }
});

test("what is published to npm waits for the approval of the environment `release`", () => {
  expect(release.release_npm).toContain("    environment: release\n");
  expect(waitsFor("release_github")).toContain("release_npm");
});

test("a dry run publishes no site", () => {
  expect(release.site).toContain("    if: ${{ !inputs.dry_run }}\n");
  expect(waitsFor("release_site")).toEqual(expect.arrayContaining(["site", "release_github"]));
});

test("the right to publish is with the job that needs it, which runs nothing of the repository", () => {
  const holders = Object.entries(release).filter(([, job]) => /: write$/m.test(job));
  expect(holders.map(([id]) => id).sort()).toEqual(["release_github", "release_npm", "release_site"]);
  for (const [id, job] of holders) {
    expect([id, job]).toEqual([id, expect.not.stringMatching(/actions\/checkout|npm ci|npm install|npm run/)]);
  }
});

test.each(workflows)("%s: each job ends by itself", (file) => {
  for (const [id, job] of Object.entries(jobs(file))) expect([id, job]).toEqual([id, expect.stringMatching(/^ {4}timeout-minutes: \d+$/m)]);
});

test("the packages that a workflow runs without a lock file are named with their version", () => {
  const named = workflows.flatMap((file) => [...read(file).matchAll(/'-p' '([^']+)'/g)].map(([, name]) => name));
  expect(named).toEqual([expect.stringMatching(/^publib@\d+\.\d+\.\d+$/)]);
});

/** Their releases are immutable: GitHub refuses to move such a tag. */
const IMMUTABLE = /^(actions\/setup-(node|python)|peter-evans\/create-pull-request)@v\d+\.\d+\.\d+$/;

test.each(workflows)("%s: each action is named by its commit, or by a release that can't be moved", (file) => {
  const actions = [...read(file).matchAll(/uses: (\S+)/g)].map(([, action]) => action!);
  expect(actions.filter((action) => !/@[0-9a-f]{40}$/.test(action) && !IMMUTABLE.test(action))).toEqual([]);
});

test("a pull request's title may have each type that CONTRIBUTING.md names", () => {
  const [, types] = /types: \|-\n((?: {12}\w+\n)+)/.exec(read("pull-request-lint.yml"))!;
  const [, said] = /The types are (.+?)\./s.exec(readFileSync(join(ROOT, "CONTRIBUTING.md"), "utf8"))!;
  expect(types!.trim().split(/\s+/)).toEqual([...said!.matchAll(/`(\w+)`/g)].map(([, type]) => type));
});

test("no secret but the one that CONTRIBUTING.md explains is needed", () => {
  const secrets = workflows.flatMap((file) => [...read(file).matchAll(/secrets\.(\w+)/g)].map(([, name]) => `${file} ${name}`));
  const others = [...new Set(secrets)].filter((secret) => !secret.endsWith(" GITHUB_TOKEN"));
  expect(others).toEqual(["upgrade-main.yml PROJEN_GITHUB_TOKEN"]);
  expect(readFileSync(join(ROOT, "CONTRIBUTING.md"), "utf8")).toContain("`PROJEN_GITHUB_TOKEN`");
});

test("the versions that a new project starts with are those of the lock file, which an upgrade brings along", () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, "templates/start/package.json"), "utf8")) as Record<string, Record<string, string>>;
  const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
    packages: Record<string, { version: string }>;
  };
  const { "cdktf-trading-platform": _, ...pinned } = { ...manifest.dependencies, ...manifest.devDependencies };
  expect(Object.entries(pinned)).toEqual(Object.keys(pinned).map((name) => [name, packages[`node_modules/${name}`]!.version]));
  // The file is written by projen, which the upgrade runs after npm.
  const { tasks } = JSON.parse(readFileSync(join(ROOT, ".projen/tasks.json"), "utf8")) as {
    tasks: Record<string, { steps: { exec?: string; execArgs?: string[] }[] }>;
  };
  const steps = tasks.upgrade!.steps.map(({ exec, execArgs }) => exec ?? execArgs?.join(" ") ?? "");
  expect(steps.findIndex((step) => step.startsWith("npm update"))).toBeLessThan(steps.indexOf("npx projen"));
  const { files } = JSON.parse(readFileSync(join(ROOT, ".projen/files.json"), "utf8")) as { files: string[] };
  expect(files).toContain("templates/start/package.json");
});
