/**
 * A runtime of Amazon Linux 2023's repository, by the name of its package (Amazon Linux 2023 User Guide, "Node.js in AL2023"). Which versions are still maintained changes with time: the
 * user guide's "Package support status" says it.
 */
export type ServiceRuntime = "nodejs20" | "nodejs22" | "nodejs24";

export const SERVICE_RUNTIMES: readonly ServiceRuntime[] = ["nodejs20", "nodejs22", "nodejs24"];

const JAVASCRIPT = /\.[cm]?js$/;

/** The file that runs programs of a runtime: of this very version, whichever else is installed (the same page). */
function executableOf(runtime: ServiceRuntime): string {
  return `/usr/bin/${runtime.replace("nodejs", "node-")}`;
}

/** Whether a runtime's programs are told by the end of the release's key, which a reference doesn't tell. */
export function runsFile(runtime: ServiceRuntime | undefined, key: string): boolean {
  return runtime !== undefined && typeof key === "string" && JAVASCRIPT.test(key);
}

/** The command that starts a file. Pure. */
export function runtimeCommand(runtime: ServiceRuntime, file: string): string {
  return `${executableOf(runtime)} ${file}`;
}
