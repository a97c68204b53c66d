import { Failure } from "../support/failure";

/** A service as its unit file has it. */
export interface SystemdUnit {
  readonly name: string;
  readonly execStart: string;
  readonly type: "simple" | "exec";
  readonly environmentFiles: readonly string[];
  /** Assignments of the unit itself. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where its output goes. @default - the journal */
  readonly outputFile?: string;
  readonly isDynamicUser: boolean;
  /** Below /var/lib. */
  readonly stateDirectory?: string;
  readonly ambientCapabilities: readonly string[];
  readonly noNewPrivileges: boolean;
  /** Whether all of the file system but the state directory is read-only. */
  readonly isSystemReadOnly: boolean;
  readonly hidesHome: boolean;
  readonly hasPrivateTmp: boolean;
  readonly restart: "no" | "always" | "on-failure";
  readonly restartSeconds: number;
  readonly stopSeconds: number;
  readonly openFiles?: number;
  readonly wantedBy: readonly string[];
}

/** What a sandbox does as systemd would; a unit with anything else is refused, rather than started as something that it isn't. */
const KNOWN: Readonly<Record<string, RegExp>> = {
  "Unit.Description": /./,
  "Unit.After": /^network-online\.target$/,
  "Unit.Wants": /^network-online\.target$/,
  "Service.Type": /^(simple|exec)$/,
  "Service.EnvironmentFile": /^\//,
  "Service.Environment": /=/,
  "Service.ExecStart": /^\//,
  "Service.StandardOutput": /^append:\//,
  "Service.StandardError": /^inherit$/,
  "Service.DynamicUser": /^yes$/,
  "Service.StateDirectory": /^[\w-]+$/,
  "Service.AmbientCapabilities": /^CAP_[A-Z_]+$/,
  "Service.NoNewPrivileges": /^yes$/,
  "Service.ProtectSystem": /^strict$/,
  "Service.ProtectHome": /^yes$/,
  "Service.PrivateTmp": /^yes$/,
  "Service.Restart": /^(no|always|on-failure)$/,
  "Service.RestartSec": /^[\d.]+$/,
  "Service.TimeoutStopSec": /^\d+$/,
  "Service.LimitNOFILE": /^\d+$/,
  "Install.WantedBy": /./,
};

/** systemd.service(5), TimeoutStopSec and RestartSec, where a unit says nothing. */
const DEFAULT_STOP_SECONDS = "90";
const DEFAULT_RESTART_SECONDS = "0.1";

/**
 * Reads a unit file of a service. Pure.
 *
 * @throws Failure for a setting that a sandbox doesn't know
 */
export function readUnit(name: string, text: string): SystemdUnit {
  const settings = readSettings(name, text);
  const all = (setting: string): readonly string[] => settings.filter(([key]) => key === setting).map(([, value]) => value);
  const last = (setting: string): string | undefined => all(setting).at(-1);
  const has = (setting: string): boolean => last(setting) !== undefined;
  const execStart = last("Service.ExecStart");
  if (execStart === undefined) throw new Failure(`${name} has no ExecStart.`);
  const openFiles = last("Service.LimitNOFILE");
  return {
    name,
    execStart,
    type: (last("Service.Type") ?? "simple") as SystemdUnit["type"],
    environmentFiles: all("Service.EnvironmentFile"),
    environment: Object.fromEntries(all("Service.Environment").flatMap((line) => line.split(" ").map(assignment))),
    outputFile: last("Service.StandardOutput")?.slice("append:".length),
    isDynamicUser: has("Service.DynamicUser"),
    stateDirectory: last("Service.StateDirectory"),
    ambientCapabilities: all("Service.AmbientCapabilities"),
    noNewPrivileges: has("Service.NoNewPrivileges"),
    isSystemReadOnly: has("Service.ProtectSystem"),
    hidesHome: has("Service.ProtectHome"),
    hasPrivateTmp: has("Service.PrivateTmp"),
    restart: (last("Service.Restart") ?? "no") as SystemdUnit["restart"],
    restartSeconds: Number(last("Service.RestartSec") ?? DEFAULT_RESTART_SECONDS),
    stopSeconds: Number(last("Service.TimeoutStopSec") ?? DEFAULT_STOP_SECONDS),
    openFiles: openFiles === undefined ? undefined : Number(openFiles),
    wantedBy: all("Install.WantedBy"),
  };
}

function readSettings(name: string, text: string): [string, string][] {
  const settings: [string, string][] = [];
  let section = "";
  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const [, heading] = /^\[(\w+)\]$/.exec(line) ?? [];
    if (heading !== undefined) {
      section = heading;
      continue;
    }
    const [key, value] = assignment(line);
    const setting = `${section}.${key}`;
    if (!KNOWN[setting]?.test(value)) throw new Failure(`${name} has a setting that the sandbox doesn't know: [${section}] ${line}`);
    settings.push([setting, value]);
  }
  return settings;
}

function assignment(line: string): [string, string] {
  const equals = line.indexOf("=");
  return [line.slice(0, equals), line.slice(equals + 1)];
}

const VARIABLE = /^([A-Za-z_][A-Za-z0-9_]*)=(?:"((?:[^"\\]|\\.)*)"|([^"'\\]*))$/;

/**
 * Reads an environment file as systemd does: within double quotes a backslash stands before what is meant literally (systemd.exec(5), EnvironmentFile). Pure.
 *
 * @throws Failure for a line that systemd would leave out with a warning
 */
export function readEnvironmentFile(file: string, text: string): Readonly<Record<string, string>> {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, quoted, bare] = VARIABLE.exec(line) ?? [];
      // The line may hold a value that nobody should read.
      if (name === undefined) throw new Failure(`Line ${text.split("\n").indexOf(line) + 1} of ${file} is no variable.`);
      return [name, quoted?.replace(/\\([\s\S])/g, "$1") ?? bare!];
    }),
  );
}
