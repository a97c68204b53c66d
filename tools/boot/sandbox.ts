import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PROJECT } from "../support/paths";
import { SandboxMode } from "./machine-options";

/**
 * Makes an instance's file system and network, and runs a program in it. Arguments: a folder for the file system, the folder that is seen from both sides, the project, the program.
 *
 * The root is this machine's with a layer above it that takes every change and is gone with the mount. Loopback has the address of the instance's metadata too.
 */
const ENTER = `set -euo pipefail
folder=$1 shared=$2 project=$3
shift 3
mount --make-rprivate /
mount -t tmpfs -o mode=755 tmpfs "$folder"
mkdir "$folder/upper" "$folder/work" "$folder/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$folder/upper,workdir=$folder/work" "$folder/root"
root=$folder/root
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
for temporary in tmp run; do mount -t tmpfs -o mode=1777 tmpfs "$root/$temporary"; done
chmod 755 "$root/run"
mkdir "$root/run/instance"
mount --bind "$shared" "$root/run/instance"
mkdir -p "$root$project"
mount --bind "$project" "$root$project"
mount -o remount,bind,ro "$root$project"
ip link set lo up
ip address add 169.254.169.254/32 dev lo
# Not the last command: the first process of the table is a shell, which takes in what others leave.
status=0
chroot "$root" "$@" || status=$?
exit "$status"
`;

/** The command that runs a program in a file system, a network and a process table of its own, which all end with it. Pure but for the folder. */
export function enterCommand(folder: string, shared: string, program: readonly string[]): readonly string[] {
  const system = join(folder, "system");
  mkdirSync(system, { recursive: true });
  const namespaces = ["--mount", "--pid", "--net", "--ipc", "--uts", "--fork", "--kill-child=SIGKILL"];
  return ["unshare", ...namespaces, "--", "bash", "-c", ENTER, "enter", system, shared, PROJECT, ...program];
}

/** What this machine allows: tried, not guessed, since a container may have root and no namespaces. */
export function sandboxMode(): SandboxMode {
  const folder = mkdtempSync(join(tmpdir(), "namespaces-"));
  try {
    // Node.js may lie where the new root doesn't show it.
    const [program, ...args] = enterCommand(folder, folder, ["unshare", "--mount", "--", process.execPath, "--version"]);
    const { status } = spawnSync(program!, args, { stdio: "ignore" });
    return status === 0 ? "namespaces" : "folder";
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
