/** The GitHub workflow that `init` writes: what it runs as which role. Names and rules: GitHub's workflow syntax. */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { ActionRefs } from "projen/lib/github/actions.const";

const ROOT = join(__dirname, "../../..");
const TEMPLATE = join(ROOT, "templates/start");
const workflow = readFileSync(join(TEMPLATE, ".github/workflows/orders-infrastructure.yml"), "utf8");
const readme = readFileSync(join(TEMPLATE, "README.md"), "utf8");

/** The text of each job by its id, and of what is before the jobs. */
const [head, body] = workflow.split("\njobs:\n") as [string, string];
const [test_, comment, plan, deploy] = ["test", "comment", "plan", "deploy"].map(
  (id) => new RegExp(`^  ${id}:\\n((?:(?: {4}.*)?\\n)+)`, "m").exec(body)![1]!,
);

const actionsOf = (text: string): string[] => [...text.matchAll(/uses: (\S+)/g)].map(([, action]) => action!);

// projen knows of each action a commit, or a release that is immutable: GitHub refuses to move its tag.
test("its actions are those of this repository's own workflows, by a commit or by a release that can't be moved", () => {
  const folder = join(ROOT, ".github/workflows");
  const own = readdirSync(folder).flatMap((file) => actionsOf(readFileSync(join(folder, file), "utf8")));
  const others = actionsOf(workflow).filter((action) => !own.includes(action));
  expect([...new Set(others)]).toEqual([ActionRefs.AWS_ACTIONS_CONFIGURE_AWS_CREDENTIALS]);
});

test("a plan is deployed when somebody starts that, in any plan of GitHub: pushes and pull requests deploy nothing", () => {
  expect(deploy).toMatch(/^ {4}if: github\.event_name == 'workflow_dispatch'\n/);
  expect(deploy).toContain("    environment: prod\n");
  expect(deploy).toContain('{ name: plan, path: cdktf.out, run-id: "${{ inputs.run }}"');
  expect(deploy).not.toMatch(/npm (ci|install|run plan)/);
});

test("one job at a time works on the state, and tests wait for none", () => {
  expect(head).not.toContain("concurrency:");
  expect([test_, plan, deploy].map((job) => /concurrency: (\S+)/.exec(job!)?.[1])).toEqual([undefined, "orders-prod", "orders-prod"]);
});

test("credentials come after the packages, to the jobs that need them alone", () => {
  expect(test_).not.toMatch(/id-token|configure-aws-credentials/);
  expect(plan!.indexOf("npm ci")).toBeLessThan(plan!.indexOf("configure-aws-credentials"));
});

test("a deployment has the session of two hours that the README's role allows", () => {
  const [, seconds] = /role-duration-seconds: (\d+)/.exec(deploy!)!;
  expect(readme).toContain(`maxSessionSeconds: ${seconds} });`);
});

// Terraform writes it into its working directory, which -chdir makes the stack's folder.
test("a state that Terraform couldn't store outlives the runner, for a day", () => {
  const step = deploy!.slice(deploy!.indexOf("npm run deploy"));
  expect(step).toMatch(/if: failure\(\) \|\| cancelled\(\)\n.*path: cdktf\.out\/\*\*\/errored\.tfstate,.*retention-days: 1 }/);
});

describe("the run whose plan is deployed", () => {
  const script = /- run: \|\n((?: {10}.*\n)+)/.exec(deploy!)![1]!;
  let repository: string;
  const git = (...args: string[]): string =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd: repository, encoding: "utf8" }).trim();
  const commit = (message: string): string => {
    git("commit", "-q", "--allow-empty", "-m", message);
    return git("rev-parse", "HEAD");
  };

  beforeEach(() => {
    repository = mkdtempSync(join(tmpdir(), "workflow-"));
    git("init", "-q", "-b", "main");
  });

  afterEach(() => rmSync(repository, { recursive: true, force: true }));

  /** The step's exit status where `gh run view` answers this of a run. */
  function check(event: string, sha: string): number | null {
    writeFileSync(join(repository, "gh"), `#!/bin/sh\necho "${event} ${sha}"\n`);
    chmodSync(join(repository, "gh"), 0o755);
    const env = { ...process.env, PATH: `${repository}${delimiter}${process.env.PATH}`, RUN: "1" };
    return spawnSync("bash", ["-e", "-c", script], { cwd: repository, env }).status;
  }

  test("is one of a commit of main, the newest or an older one", () => {
    const [older, newest] = [commit("one"), commit("two")];
    expect([check("push", older), check("push", newest)]).toEqual([0, 0]);
  });

  test("is none of another branch, whose own workflow may have uploaded any plan", () => {
    commit("one");
    git("checkout", "-q", "-b", "other");
    const other = commit("two");
    git("checkout", "-q", "main");
    expect(check("push", other)).not.toBe(0);
  });

  test("is none of a pull request, not even of one from main", () => {
    expect(check("pull_request", commit("one"))).not.toBe(0);
  });

  test("is none that there isn't", () => {
    commit("one");
    expect(check("", "")).not.toBe(0);
  });
});

describe("the comment of a pull request", () => {
  const script = /- run: \|\n((?: {10}.*\n)+)/.exec(comment!)![1]!;
  const MARKER = "<!-- cdktf-trading-platform review: orders-prod -->";
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "comment-"));
    writeFileSync(join(folder, "review.md"), `${MARKER}\n## Plan review\n`);
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** What is asked of GitHub to write where a pull request has these comments. */
  function written(comments: readonly { readonly id: number; readonly login: string; readonly body: string }[]): string {
    const pages = comments.map(({ id, login, body: text }) => JSON.stringify([{ id, user: { login }, body: text }])).join("\n");
    writeFileSync(join(folder, "pages"), pages === "" ? "[]" : pages);
    writeFileSync(join(folder, "gh"), `#!/bin/sh\ncase "$*" in *--paginate*) cat pages ;; *) echo "$*" >> asked ;; esac\n`);
    chmodSync(join(folder, "gh"), 0o755);
    const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}`, GITHUB_REPOSITORY: "acme/orders", NUMBER: "7" };
    expect(spawnSync("bash", ["-eo", "pipefail", "-c", script], { cwd: folder, env, encoding: "utf8" })).toMatchObject({
      status: 0,
      stderr: "",
    });
    return readFileSync(join(folder, "asked"), "utf8");
  }

  const BOT = "github-actions[bot]";
  const CREATED = "api --silent --method POST repos/acme/orders/issues/7/comments --field body=@review.md\n";

  test("is written where there is none", () => {
    expect(written([])).toBe(CREATED);
    expect(written([{ id: 1, login: BOT, body: "Another action's" }])).toContain(CREATED);
  });

  test("of an earlier run is written anew, whichever page of comments it is on", () => {
    const comments = [
      { id: 1, login: "octocat", body: "Looks good" },
      { id: 2, login: BOT, body: `${MARKER}\nold` },
    ];
    expect(written(comments)).toBe("api --silent --method PATCH repos/acme/orders/issues/comments/2 --field body=@review.md\n");
  });

  test("of another stack stays, as does somebody else's that begins with the same line", () => {
    const comments = [
      { id: 1, login: BOT, body: "<!-- cdktf-trading-platform review: orders-dev -->" },
      { id: 2, login: "octocat", body: MARKER },
    ];
    expect(written(comments)).toBe(CREATED);
  });

  // https://docs.github.com/en/actions/reference/security/secure-use: code of a pull request that runs where a token may write can use it.
  test("is written by a job that runs nothing of the pull request, with no other permission", () => {
    expect(comment).not.toMatch(/actions\/checkout|npm |npx |node /);
    expect(/ {4}permissions:\n((?: {6}.*\n)+)/.exec(comment!)![1]).toBe("      pull-requests: write\n");
    expect(test_).not.toContain("permissions:");
    expect(head).toContain("permissions:\n  contents: read\n");
    expect(workflow).not.toContain("pull_request_target");
  });

  test("is of a pull request of this repository alone: a fork's token may write nothing", () => {
    expect(comment).toContain("github.event.pull_request.head.repo.full_name == github.repository");
  });

  test("is of what the pull request changes: the first parent of its merge commit", () => {
    expect(test_).toContain("fetch-depth: 2");
    expect(test_).toContain("--against HEAD^1");
  });
});

test("the workflow of the guide has the same actions, and the same job that writes the comment", () => {
  const guide = readFileSync(join(ROOT, "docs/guides/plan-review.md"), "utf8");
  const script = /- run: \|\n((?: {10}.*\n)+)/.exec(comment!)![1]!;
  expect(actionsOf(guide).filter((action) => !actionsOf(workflow).includes(action))).toEqual([]);
  expect(guide).toContain(script);
});
