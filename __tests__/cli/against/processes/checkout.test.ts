/** The files of another commit, by the real Git. */
import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { checkout, notIn } from "../../../../src/cli/against/checkout";

let root: string;
let repository: string;
let copy: string;
let said: string[];

function git(...args: string[]): string {
  const options = { cwd: repository, encoding: "utf8" } as const;
  return spawnSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", ...args], options).stdout.trim();
}

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(repository, file)), { recursive: true });
    writeFileSync(join(repository, file), text);
  }
}

function commit(files: Readonly<Record<string, string>>): string {
  write(files);
  git("add", ".");
  git("commit", "-qm", "one");
  return git("rev-parse", "HEAD");
}

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "checkout-")));
  [repository, copy] = [join(root, "repository"), join(root, "work/copy")];
  said = [];
  mkdirSync(repository);
  git("init", "-q");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const checkedOut = (place = "", ref = "HEAD"): ReturnType<typeof checkout> =>
  checkout(join(repository, place), ref, copy, (message) => said.push(message));

/** Puts programs that only say how they were called, and where, in the place of package managers. */
async function installing<T>(work: () => Promise<T>): Promise<T> {
  const [bin, path] = [join(root, "bin"), process.env.PATH];
  mkdirSync(bin);
  for (const program of ["npm", "pnpm", "yarn"]) {
    writeFileSync(join(bin, program), `#!/bin/sh\necho "${program} $*" >> installed\n`, { mode: 0o755 });
  }
  process.env.PATH = `${bin}:${path}`;
  return work().finally(() => (process.env.PATH = path));
}

test("a commit's files are all there, as they were, wherever in the repository the project is", async () => {
  const files = { "cdktf.json": "{}", "infra/main.ts": "old", "shared/a.ts": "a" };
  const sha = commit(files);
  write({ "infra/main.ts": "new", "infra/later.ts": "later" });
  expect(await checkedOut("infra")).toEqual({ root: copy, project: join(copy, "infra"), commit: sha.slice(0, 12) });
  const found = Object.keys(files).map((file) => [file, readFileSync(join(copy, file), "utf8")]);
  expect([Object.fromEntries(found), readdirSync(join(copy, "infra")), said]).toEqual([files, ["main.ts"], []]);
  // A commit alone has no packages.
  expect(existsSync(join(copy, "node_modules"))).toBe(false);
});

test("the project may be the repository itself, and a commit a branch", async () => {
  const sha = commit({ "cdktf.json": "{}" });
  git("branch", "older");
  commit({ "cdktf.json": "later" });
  expect(await checkedOut("", "older")).toEqual({ root: copy, project: join(copy, ""), commit: sha.slice(0, 12) });
  expect(readFileSync(join(copy, "cdktf.json"), "utf8")).toBe("{}");
});

test("what is staged in the working copy stays staged", async () => {
  commit({ "cdktf.json": "{}" });
  write({ "cdktf.json": "staged" });
  git("add", ".");
  await checkedOut();
  expect([git("status", "--short"), git("diff", "--cached", "--name-only")]).toEqual(["M  cdktf.json", "cdktf.json"]);
});

describe("packages", () => {
  test("are those of the working copy where the lock file is the same, of each folder on the way to the project", async () => {
    commit({ "package-lock.json": "{}", "apps/infra/main.ts": "", "apps/other/main.ts": "", ".gitignore": "node_modules" });
    write({ "node_modules/a/index.js": "a", "apps/infra/node_modules/b/index.js": "b", "apps/other/node_modules/c/index.js": "c" });
    await checkedOut("apps/infra");
    const [above, own] = [join(copy, "node_modules"), join(copy, "apps/infra/node_modules")];
    expect([readFileSync(join(above, "a/index.js"), "utf8"), readFileSync(join(own, "b/index.js"), "utf8")]).toEqual(["a", "b"]);
    expect([above, own].map((folder) => lstatSync(folder).isSymbolicLink())).toEqual([true, true]);
    expect([existsSync(join(copy, "apps/node_modules")), existsSync(join(copy, "apps/other/node_modules")), said]).toEqual([
      false,
      false,
      [],
    ]);
  });

  test("that the commit itself has are left", async () => {
    commit({ "node_modules/a/index.js": "committed" });
    await checkedOut();
    expect(lstatSync(join(copy, "node_modules")).isSymbolicLink()).toBe(false);
  });

  // Each one's documentation: npm ci; pnpm install, --frozen-lockfile; yarn install, --immutable.
  test.each([
    ["package-lock.json", "npm ci --no-audit --no-fund"],
    ["npm-shrinkwrap.json", "npm ci --no-audit --no-fund"],
    ["pnpm-lock.yaml", "pnpm install --frozen-lockfile"],
    ["yarn.lock", "yarn install --immutable"],
  ])("are installed as %s says, where it was another one", async (lockFile, command) => {
    commit({ [`infra/${lockFile}`]: "old" });
    write({ [`infra/${lockFile}`]: "new", "infra/node_modules/a/index.js": "a" });
    await installing(() => checkedOut("infra"));
    expect(readFileSync(join(copy, "infra/installed"), "utf8")).toBe(`${command}\n`);
    expect([said, existsSync(join(copy, "infra/node_modules"))]).toEqual([
      [`installing the packages of the other commit: its ${lockFile} differs`],
      false,
    ]);
  });

  test("are installed where the working copy has no lock file any more", async () => {
    commit({ "yarn.lock": "old" });
    rmSync(join(repository, "yarn.lock"));
    await installing(() => checkedOut());
    expect(said).toEqual(["installing the packages of the other commit: its yarn.lock differs"]);
  });

  test("that can't be installed are said with the end of what the program says", async () => {
    commit({ "package-lock.json": "old" });
    write({ "package-lock.json": "new" });
    const script = ["#!/bin/sh", ...[1, 2, 3, 4, 5, 6].map((line) => `echo line ${line}`), "exit 1"].join("\n");
    const failed = installing(() => {
      writeFileSync(join(root, "bin/npm"), script, { mode: 0o755 });
      return checkedOut();
    });
    await expect(failed).rejects.toThrow(
      /^The packages of the other commit can't be installed \(npm ci --no-audit --no-fund\): synthesize it yourself, and name its cdktf\.out with --against-output\.\nline 2\nline 3\nline 4\nline 5\nline 6$/,
    );
  });
});

describe("is said in a sentence", () => {
  test("that the commit has no such folder", async () => {
    commit({ "main.ts": "" });
    write({ "infra/main.ts": "" });
    await expect(checkedOut("infra")).rejects.toThrow(
      "HEAD has no folder infra, so the app isn't in that commit: name a later one, or plan without --against, since everything is new.",
    );
    expect(notIn("v1", "cdktf.json")).toBe(
      "v1 has no cdktf.json, so the app isn't in that commit: name a later one, or plan without --against, since everything is new.",
    );
  });

  test("that there is no such commit, also of what looks like an option", async () => {
    commit({ "main.ts": "" });
    for (const ref of ["nowhere", "--all", "--since=2020"]) {
      await expect(checkedOut("", ref)).rejects.toThrow(
        `There is no commit ${ref} in this repository: fetch it first (in GitHub Actions: fetch-depth: 0), or name another.`,
      );
    }
  });

  test("that a folder isn't in a repository", async () => {
    mkdirSync(join(root, "elsewhere"));
    await expect(checkedOut("../elsewhere", "main")).rejects.toThrow(
      `${join(root, "elsewhere")} isn't in a Git repository, so --against main has nothing to compare with: name what was synthesized before with --against-output.`,
    );
  });

  test("that Git can't write", async () => {
    commit({ "a/main.ts": "" });
    mkdirSync(copy, { recursive: true });
    writeFileSync(join(copy, "a"), "a file, and no folder");
    await expect(checkedOut()).rejects.toThrow(`Git can't write the files of HEAD into ${copy}.`);
  });
});
