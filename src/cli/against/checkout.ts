import { existsSync, mkdirSync, readFileSync, realpathSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { Failure } from "../failure";
import { lastLines, run } from "../process";

/** The files of another commit, in a folder of their own. */
export interface Checkout {
  /** Where the repository's root is. */
  readonly root: string;
  /** Where the project is, as it is in the repository. */
  readonly project: string;
  /** The commit, abbreviated. */
  readonly commit: string;
}

/** Where Git can't say what there was. */
const SYNTHESIZED = "name what was synthesized before with --against-output";

/** What is said of a commit that is older than the app. */
export function notIn(commit: string, file: string): string {
  return `${commit} has no ${file}, so the app isn't in that commit: name a later one, or plan without --against, since everything is new.`;
}

/** How each package manager installs exactly what its lock file says. */
const INSTALLERS: readonly (readonly [lockFile: string, command: string])[] = [
  ["package-lock.json", "npm ci --no-audit --no-fund"],
  ["npm-shrinkwrap.json", "npm ci --no-audit --no-fund"],
  ["pnpm-lock.yaml", "pnpm install --frozen-lockfile"],
  ["yarn.lock", "yarn install --immutable"],
];

/**
 * Writes the files of a commit into a folder, without touching the working copy, its index or its branches. Packages are those of the working copy where
 * the lock file is the same; otherwise they are installed.
 *
 * @throws Failure for a folder that isn't in a Git repository, or a commit that isn't in it
 */
export async function checkout(project: string, ref: string, folder: string, progress: (message: string) => void): Promise<Checkout> {
  const git = async (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string | undefined> => {
    const { status, stdout } = await run({ program: "git", args, cwd: project, env: { ...process.env, ...env } });
    if (status === 127) throw new Failure(`Git is needed for --against, and there is no git on PATH: install it, or ${SYNTHESIZED}.`);
    return status === 0 ? stdout.trim() : undefined;
  };
  const root = await git(["rev-parse", "--show-toplevel"]);
  if (root === undefined) {
    throw new Failure(`${project} isn't in a Git repository, so --against ${ref} has nothing to compare with: ${SYNTHESIZED}.`);
  }
  const commit = await git(["rev-parse", "--verify", "--end-of-options", `${ref}^{commit}`]);
  if (commit === undefined) {
    throw new Failure(`There is no commit ${ref} in this repository: fetch it first (in GitHub Actions: fetch-depth: 0), or name another.`);
  }
  mkdirSync(folder, { recursive: true });
  // An index of its own: that of the working copy stays as it is.
  const index = { GIT_INDEX_FILE: `${folder}.index` };
  const written =
    (await git(["read-tree", commit], index)) !== undefined &&
    // From the root: below it Git would write the files of that folder alone.
    (await git(["-C", root, "checkout-index", "--all", `--prefix=${folder}/`], index)) !== undefined;
  if (!written) throw new Failure(`Git can't write the files of ${ref} into ${folder}.`);

  const place = relative(realpathSync(root), realpathSync(project));
  const other = join(folder, place);
  if (!existsSync(other)) throw new Failure(notIn(ref, `folder ${place}`));
  await providePackages(realpathSync(root), folder, place, progress);
  return { root: folder, project: other, commit: commit.slice(0, 12) };
}

/** Node.js looks for packages in the project and in the folders above it. */
async function providePackages(root: string, copy: string, place: string, progress: (message: string) => void): Promise<void> {
  for (const folder of foldersUpTo(place)) {
    const [here, there] = [join(root, folder), join(copy, folder)];
    const installer = INSTALLERS.find(([lockFile]) => existsSync(join(there, lockFile)));
    if (installer && !isSame(join(here, installer[0]), join(there, installer[0]))) {
      progress(`installing the packages of the other commit: its ${installer[0]} differs`);
      await install(installer[1], there);
    } else if (existsSync(join(here, "node_modules")) && !existsSync(join(there, "node_modules"))) {
      symlinkSync(join(here, "node_modules"), join(there, "node_modules"), "junction");
    }
  }
}

async function install(command: string, cwd: string): Promise<void> {
  const { status, stdout, stderr } = await run({ program: command, args: [], cwd, env: process.env, shell: true });
  if (status === 0) return;
  throw new Failure(
    `The packages of the other commit can't be installed (${command}): synthesize it yourself, and name its cdktf.out with --against-output.\n${lastLines(stderr || stdout)}`,
  );
}

/** A folder and all that it is in, from the top: `a/b` → `""`, `a`, `a/b`. */
function foldersUpTo(place: string): string[] {
  return place === "" || place === "." ? [""] : [...foldersUpTo(dirname(place)), place];
}

function isSame(file: string, other: string): boolean {
  return existsSync(file) && readFileSync(file, "utf8") === readFileSync(other, "utf8");
}
