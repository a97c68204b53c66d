import { Identity } from "./metadata";

/**
 * How an instance is stood for.
 *
 * - `namespaces`: a root file system of its own over this machine's, which stays as it is; processes, network and mounts of its own, users by their real ids. Needs root with
 *   CAP_SYS_ADMIN.
 * - `folder`: paths of the instance's are moved below a folder. Needs nothing, and holds no program in.
 */
export type SandboxMode = "namespaces" | "folder";

/** What the machine's process is told. */
export interface MachineOptions {
  readonly mode: SandboxMode;
  /** Where the instance's paths begin: empty where the file system is its own. */
  readonly root: string;
  /** A folder that the machine and who starts it both see: `aws.sock` in it leads to AWS's API. */
  readonly shared: string;
  /** The AWS CLI. */
  readonly awsCli: string;
  readonly identity: Identity;
  readonly corruptsObjects?: boolean;
}

/** A program of the sandbox, and how it was called. */
export interface Call {
  readonly program: string;
  readonly args: readonly string[];
  readonly status: number;
}

/** A unit as systemd would tell of it, and its process as the kernel does. */
export interface UnitReport {
  readonly isEnabled: boolean;
  readonly state: "active" | "inactive" | "failed" | "activating";
  /** How often it was started by itself after its end. */
  readonly restarts: number;
  /** What ended its process last: an exit status or a signal. */
  readonly ended?: string;
  /** From the signal to the end of its process, where it was stopped. */
  readonly stoppedAfterSeconds?: number;
  readonly process?: ProcessReport;
}

/** From /proc. */
export interface ProcessReport {
  readonly pid: number;
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  /** Effective capabilities, as a number. */
  readonly capabilities: string;
  readonly noNewPrivileges: boolean;
  readonly openFiles: number;
  readonly commandLine: readonly string[];
}

/** A request to the machine's process, a line of JSON. */
export type MachineRequest =
  | { readonly command: "boot" }
  | { readonly command: "run"; readonly script: string }
  | { readonly command: "get"; readonly unit: string; readonly path: string }
  | { readonly command: "unit"; readonly name: string }
  | { readonly command: "calls" }
  | { readonly command: "aws-requests" }
  | { readonly command: "terminate" };
