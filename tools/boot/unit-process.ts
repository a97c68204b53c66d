import { ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdirSync, closeSync, openSync, readFileSync } from "node:fs";
import { Failure } from "../support/failure";
import { ProcessReport, SandboxMode } from "./machine-options";
import { SystemdUnit, readEnvironmentFile } from "./systemd-unit";

/** Where and how units run. */
export interface UnitPlace {
  readonly mode: SandboxMode;
  /** Where the instance's paths begin. */
  readonly root: string;
  /** What the sandbox has to tell each process. */
  readonly environment: Readonly<Record<string, string>>;
  /** What stands in the place of a unit's own variables, by the sandbox's lack of a network of its own. */
  readonly replaced: (variables: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
}

/** systemd.exec(5), DynamicUser: users are of this range. */
const DYNAMIC_USERS = { first: 61_184, count: 4_336 };

/** capabilities(7). */
const CAP_SYS_RESOURCE = 24n;

/** The user that systemd makes for a unit with DynamicUser; the same one for a name each time. Pure. */
export function dynamicUser(name: string): number {
  const hash = [...name].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % DYNAMIC_USERS.count, 7);
  return DYNAMIC_USERS.first + hash;
}

/** The command that confines a unit's program and becomes it. Pure. */
export function confinedCommand(unit: SystemdUnit, { mode, isRoot, stateFolder, hardLimit }: Confinement): readonly string[] {
  const uid = dynamicUser(unit.name);
  const openFiles = Math.min(unit.openFiles ?? Infinity, hardLimit);
  const capabilities = unit.ambientCapabilities.map((name) => `+${name.replace(/^CAP_/, "").toLowerCase()}`).join(",");
  return [
    ...(mode === "namespaces" ? ["unshare", "--mount", "--", "bash", "-c", MOUNTS, unit.name, ...mountOptions(unit, stateFolder)] : []),
    ...(Number.isFinite(openFiles) ? ["prlimit", `--nofile=${openFiles}:${openFiles}`] : []),
    "setpriv",
    ...(unit.isDynamicUser && isRoot ? [`--reuid=${uid}`, `--regid=${uid}`, "--clear-groups"] : []),
    ...(capabilities && isRoot ? [`--inh-caps=-all,${capabilities}`, `--ambient-caps=${capabilities}`] : []),
    ...(unit.noNewPrivileges ? ["--no-new-privs"] : []),
    "--",
    ...unit.execStart.split(" "),
  ];
}

interface Confinement {
  readonly mode: SandboxMode;
  readonly isRoot: boolean;
  readonly stateFolder: string;
  /** How many files this process may allow another to open. */
  readonly hardLimit: number;
}

/** What ProtectHome, PrivateTmp and ProtectSystem=strict do (systemd.exec(5)). Arguments: what to do, separated by commas; the state directory. */
const MOUNTS = `set -euo pipefail
if [[ ,$1, == *,home,* ]]; then
  for folder in /home /root /run/user; do if [ -d "$folder" ]; then mount -t tmpfs -o ro,mode=000 tmpfs "$folder"; fi; done
fi
if [[ ,$1, == *,tmp,* ]]; then
  for folder in /tmp /var/tmp; do mkdir -p "$folder"; mount -t tmpfs -o mode=1777 tmpfs "$folder"; done
fi
if [ -n "$2" ]; then mount --bind "$2" "$2"; fi
if [[ ,$1, == *,system,* ]]; then
  while read -r _ point _; do
    case "$point" in
      /proc | /proc/* | /dev | /dev/* | /sys | /sys/* | /tmp | /var/tmp | "$2") ;;
      *) if [ -e "$point" ]; then mount -o remount,bind,ro "$point"; fi ;;
    esac
  done < /proc/self/mounts
fi
shift 2
exec "$@"
`;

function mountOptions(unit: SystemdUnit, stateFolder: string): [string, string] {
  const what = [unit.hidesHome && "home", unit.hasPrivateTmp && "tmp", unit.isSystemReadOnly && "system"].filter(Boolean);
  return [what.join(","), stateFolder];
}

/** Starts a unit's program as its unit says. */
export function startUnit(unit: SystemdUnit, place: UnitPlace): ChildProcess {
  const { mode, root } = place;
  const isRoot = process.getuid?.() === 0;
  const stateFolder = unit.stateDirectory === undefined ? "" : `${root}/var/lib/${unit.stateDirectory}`;
  if (stateFolder) {
    mkdirSync(stateFolder, { recursive: true, mode: 0o755 });
    if (isRoot) chownSync(stateFolder, dynamicUser(unit.name), dynamicUser(unit.name));
  }
  const hardLimit = highestLimit();
  const [program, ...args] = confinedCommand({ ...unit, execStart: below(root, unit.execStart) }, { mode, isRoot, stateFolder, hardLimit });
  const output = openSync(unit.outputFile ?? `${root}/var/log/journal-${unit.name}`, "a");
  try {
    return spawn(program!, args, {
      env: environmentOf(unit, place, stateFolder),
      cwd: "/",
      stdio: ["ignore", output, output],
      detached: true,
    });
  } finally {
    closeSync(output);
  }
}

/** A package's program is below the root where paths are moved. */
function below(root: string, execStart: string): string {
  const [program = "", ...args] = execStart.split(" ");
  const moved = `${root}${program}`;
  return [existsSync(moved) ? moved : program, ...args].join(" ");
}

function environmentOf(unit: SystemdUnit, place: UnitPlace, stateFolder: string): Record<string, string> {
  const own = Object.assign(
    { ...unit.environment },
    ...unit.environmentFiles.map((file) => readEnvironmentFile(file, readFileSync(file, "utf8"))),
  ) as Record<string, string>;
  return {
    // systemd.exec(5), "Environment variables in spawned processes".
    ...{ PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin", LANG: "C.UTF-8" },
    ...(unit.isDynamicUser && { USER: unit.name, LOGNAME: unit.name, HOME: "/", SHELL: "/sbin/nologin" }),
    ...(stateFolder && { STATE_DIRECTORY: stateFolder }),
    ...place.environment,
    ...place.replaced(own),
  };
}

/** Signals all processes of a unit. */
export function signalUnit({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid!, signal);
  } catch {
    // They have ended.
  }
}

/** Waits for the end of a unit's process, at most so long; whether it has ended. */
export async function endsWithin(child: ChildProcess, seconds: number): Promise<boolean> {
  if (child.exitCode !== null || child.signalCode !== null) return true;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), seconds * 1000)));
  const ended = await Promise.race([once(child, "exit").then(() => true), late]);
  clearTimeout(timer);
  return ended;
}

/** What the kernel says of a process; undefined where it has ended. */
export function reportProcess(pid: number): ProcessReport | undefined {
  try {
    const [status, limits, commandLine] = ["status", "limits", "cmdline"].map((name) => readFileSync(`/proc/${pid}/${name}`, "utf8"));
    return readProcess(status!, limits!, commandLine!);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Reads files of /proc/<pid> (proc(5)). Pure. */
export function readProcess(status: string, limits: string, commandLine: string): ProcessReport {
  const field = (name: string): string[] => (new RegExp(`^${name}:[ \\t]*(.*)$`, "m").exec(status)?.[1] ?? "").split(/\s+/).filter(Boolean);
  return {
    pid: Number(field("Pid")[0]),
    // Real, effective, saved and of the file system: the second is the one that counts.
    uid: Number(field("Uid")[1]),
    gid: Number(field("Gid")[1]),
    groups: field("Groups").map(Number),
    capabilities: field("CapEff")[0]!,
    noNewPrivileges: field("NoNewPrivs")[0] === "1",
    openFiles: readLimit(limits, "soft"),
    commandLine: commandLine.split("\0").slice(0, -1),
  };
}

/** A container may hold root's processes to the limit that it has itself. */
function highestLimit(): number {
  const [status, limits] = ["status", "limits"].map((name) => readFileSync(`/proc/self/${name}`, "utf8"));
  const capabilities = BigInt(`0x${/^CapEff:\s*(\w+)$/m.exec(status!)?.[1] ?? "0"}`);
  const mayRaise = (capabilities / 2n ** CAP_SYS_RESOURCE) % 2n === 1n;
  return mayRaise ? Infinity : readLimit(limits!, "hard");
}

function readLimit(limits: string, which: "soft" | "hard"): number {
  const [, soft, hard] = /^Max open files\s+(\d+|unlimited)\s+(\d+|unlimited)/m.exec(limits) ?? [];
  const value = which === "soft" ? soft : hard;
  if (value === undefined) throw new Failure("The kernel tells no limit of open files.");
  return value === "unlimited" ? Infinity : Number(value);
}
