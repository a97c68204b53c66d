/** A package as dnf is asked for it. */
export interface AskedPackage {
  readonly name: string;
  /** Version, and release where it is given; undefined for the newest of the repository. */
  readonly version?: string;
}

/** What an instance gets with a package. */
export interface PackageContent {
  readonly folders?: readonly string[];
  /** Files with their text. */
  readonly files?: Readonly<Record<string, string>>;
  /** Programs of the sandbox, by their path. */
  readonly programs?: Readonly<Record<string, "amazon-cloudwatch-agent-ctl">>;
  /** Where this machine's Node.js stands for the package's. */
  readonly node?: readonly string[];
}

const AGENT = "/opt/aws/amazon-cloudwatch-agent";

/** What the packages bring that a boot touches, of Amazon Linux 2023's repository. */
const CONTENTS: Readonly<Record<string, PackageContent>> = {
  "amazon-cloudwatch-agent": {
    folders: [`${AGENT}/bin`, `${AGENT}/etc`],
    programs: { [`${AGENT}/bin/amazon-cloudwatch-agent-ctl`]: "amazon-cloudwatch-agent-ctl" },
  },
  logrotate: {
    folders: ["/etc/logrotate.d"],
    files: { "/usr/lib/systemd/system/logrotate.timer": "[Timer]\nOnCalendar=daily\n[Install]\nWantedBy=timers.target\n" },
  },
};

/** Amazon Linux 2023 User Guide, "Node.js": each major version has a package and a program of its own; `node` is the one that alternatives make active. */
const NODE = /^nodejs(20|22|24)$/;

/**
 * Reads what dnf is asked for: `name`, `name-version` or `name-version-release`, where a version begins with a digit. Pure.
 */
export function askedPackage(spec: string): AskedPackage {
  const [, name, version] = /^(.+?)-(\d.*)$/.exec(spec) ?? [];
  return name === undefined ? { name: spec } : { name, version };
}

/** What a package brings; undefined where the repository has none of this name, or none of this version. Pure. */
export function packageContent({ name, version }: AskedPackage): PackageContent | undefined {
  const [, major] = NODE.exec(name) ?? [];
  if (major === undefined) return CONTENTS[name];
  if (version !== undefined && !version.startsWith(`${major}.`)) return undefined;
  return { node: [`/usr/bin/node-${major}`, "/usr/bin/node"] };
}

/** Splits the arguments of `dnf install` into options and packages; undefined for any other command. Pure. */
export function askedOfDnf(
  args: readonly string[],
): { readonly options: readonly string[]; readonly packages: readonly string[] } | undefined {
  const words = args.filter((arg) => !arg.startsWith("-"));
  if (words[0] !== "install") return undefined;
  return { options: args.filter((arg) => arg.startsWith("-")), packages: words.slice(1) };
}
