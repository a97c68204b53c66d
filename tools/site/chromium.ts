import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../support/failure";
import { madeOnce } from "../support/made-once";
import { CACHE } from "../support/paths";
import { run } from "../support/process";

/** A Chromium without a window, and where its libraries are that the machine hasn't. */
export interface Chromium {
  readonly program: string;
  readonly libraries: readonly string[];
}

const PROGRAMS = ["chromium-headless-shell", "chromium", "google-chrome", "chromium-browser"];
const PACKAGE = "chromium-headless-shell";

/**
 * The Chromium of this machine, or Debian's, unpacked into the cache with what it needs and without being installed.
 *
 * @throws Failure where there is none
 */
export async function chromium(): Promise<Chromium> {
  const { stdout } = await run({ program: "sh", args: ["-c", PROGRAMS.map((name) => `command -v ${name}`).join(" || ")] });
  if (stdout !== "") return { program: stdout.trim().split("\n")[0]!, libraries: [] };
  const usr = join(await madeOnce(join(CACHE, "site/chromium"), download), "usr");
  const multiarch = readdirSync(join(usr, "lib")).filter((name) => name.endsWith("-linux-gnu"));
  const folders = multiarch.flatMap((name) => [join(usr, "lib", name), join(usr, "lib", name, "pulseaudio"), join(usr, "../lib", name)]);
  return { program: join(usr, "lib/chromium", PACKAGE), libraries: folders.filter((folder) => existsSync(folder)) };
}

async function download(folder: string): Promise<void> {
  const names = await missingPackages();
  const { status } = names.length > 0 ? await apt(["download", ...names], folder) : { status: 1 };
  if (status !== 0) {
    throw new Failure(
      `Chromium can't be had: ${PACKAGE} isn't in this machine's package lists.\nRun apt-get update as root, or install Chromium so that it is on PATH.`,
    );
  }
  for (const archive of readdirSync(folder).filter((name) => name.endsWith(".deb"))) {
    const unpack = await run({ program: "dpkg-deb", args: ["-x", archive, "."], cwd: folder });
    if (unpack.status !== 0) throw new Failure(`${archive} can't be unpacked: ${unpack.stderr.trim()}`);
    rmSync(join(folder, archive));
  }
}

/** What an installation would bring that the machine hasn't; a machine whose lists were never read, or long ago, reads them first. */
async function missingPackages(): Promise<readonly string[]> {
  await apt(["update"]);
  const { stdout } = await apt(["install", "--simulate", "--no-install-recommends", PACKAGE]);
  return [...stdout.matchAll(/^Inst (\S+)/gm)].map(([, name]) => name!);
}

function apt(args: readonly string[], cwd?: string): ReturnType<typeof run> {
  return run({ program: "apt-get", args: [...args], cwd });
}
