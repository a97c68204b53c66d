import { Annotations, ITerraformDependable, Token } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, IBucketObject } from "../../src/core";
import { BUCKET, BUCKET_OBJECT } from "../../src/core/interfaces";
import { fitName } from "../../src/internal/names";
import { PropTypes, STRING, STRING_RECORD, either, like, list, oneOf, optional, record } from "../../src/internal/prop-types";
import { Validator, isGiven, isKnown } from "../../src/internal/validator";
import { ServiceUnit } from "./boot-script";
import { SERVICE_RUNTIMES, ServiceRuntime, runsFile, runtimeCommand } from "./runtime";
import { SERVICE_LOG_OPTIONS, ServiceLogOptions } from "./service-logs";
import { ServiceUserData } from "./user-data";

/** What a service's instances run, and where its output goes. */
export interface ProgramOptions extends ServiceLogOptions {
  /**
   * The program, or its archive, downloaded at the first boot of each instance; uploaded before the first one is launched, and the role can read it.
   *
   * Another bucket, key or version rolls the service, as does any other change of the launch template. An object that is overwritten without a `versionId`, under
   * the same key, rolls nothing: instances that are launched later have the new content, beside older ones with the old. Give `versionId`, or a key that has the
   * content's version or hash.
   *
   * A pinned version must stay in the bucket as long as it is deployed, or may be gone back to: one that is noncurrent is deleted by the bucket's lifecycle, after 90 days by default.
   * Below a year there is a warning: leave `versionId` out where each release has a key of its own, which nothing makes noncurrent.
   *
   * @default - the image has the program
   */
  readonly release?: IBucketObject;
  /**
   * What is installed at the first boot and runs the program, from Amazon Linux 2023's repository: the image must be one of Amazon Linux 2023, and the network have an S3 endpoint, or a
   * route to the internet. Which patch of it is the image's: the repository stays at the image's release (Amazon Linux 2023 User Guide, "Deterministic upgrades through versioned
   * repositories"). Another image, as another runtime, rolls the service.
   *
   * @default - what the image has
   */
  readonly runtime?: ServiceRuntime;
  /**
   * The command that systemd runs, a single line.
   *
   * @default - `/usr/bin/python3` on a release that is a Python file, or the `runtime`'s own executable, such as `/usr/bin/node-24`, on one that is a JavaScript file; else nothing is started
   */
  readonly command?: string;
  /** Environment variables of the program, `PORT` besides; no secrets, which the program reads by its role. @default - none */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * Runs as root before the program is downloaded and started: a shell script, or cloud-init parts. With the service's own script, and compressed where it is
   * long, up to 16384 bytes.
   *
   * @default - nothing
   */
  readonly userData?: ServiceUserData;
}

/** The types of the props of `ProgramOptions`. */
export const PROGRAM_OPTIONS: PropTypes<ProgramOptions> = {
  ...SERVICE_LOG_OPTIONS,
  release: optional(BUCKET_OBJECT),
  runtime: optional(oneOf(SERVICE_RUNTIMES)),
  command: optional(STRING),
  environment: optional(STRING_RECORD),
  userData: optional(either(STRING, list<Exclude<ServiceUserData, string>>())),
};

/** The port of a service that names none. */
export const DEFAULT_PORT = 8080;
/** Below it, a port is for processes with CAP_NET_BIND_SERVICE alone (capabilities(7)). */
const FIRST_UNPRIVILEGED_PORT = 1024;

const RELEASE: PropTypes<IBucketObject> = {
  bucket: BUCKET,
  key: STRING,
  versionId: optional(STRING),
  resource: optional(like<ITerraformDependable>("a resource", ["fqn"])),
};

/** An object of a class of the user's own may have more members. */
function checkRelease(validator: Validator, release: IBucketObject): void {
  const { bucket, key, versionId, resource } = release;
  validator.props({ release }, { release: record() }).props({ bucket, key, versionId, resource }, RELEASE, "release");
}

/**
 * Records a program that can't be downloaded or started.
 *
 * @param imageId the image, which may have a program; undefined for the default one, which has none
 * @throws ValidationError for a value of another type
 */
export function checkProgram(
  validator: Validator,
  program: ProgramOptions & { readonly port?: number },
  imageId: string | undefined,
): void {
  const { release, runtime, command, environment, userData } = program;
  const port = program.port ?? DEFAULT_PORT;
  if (release) checkRelease(validator, release);
  const startsSomething = Boolean(command ?? imageId ?? userData);
  validator
    .check(
      "release",
      release,
      Boolean(release) || startsSomething,
      "must be given: the default image has no program",
      "Give release, or an imageId that has the program.",
    )
    .matches(
      "release.key",
      release?.key,
      /^[A-Za-z0-9_.+=@-]+(\/[A-Za-z0-9_.+=@-]+)*$/,
      "must have letters, digits and _.+=@- between its slashes, which need no quotes in a shell",
      'Write it as "service/app-1.2.3.tar.gz".',
    )
    .check(
      "command",
      command,
      !release || startsSomething || isPython(release.key) || runsFile(runtime, release.key),
      "must be given unless the release is a Python file, or a JavaScript file with a runtime",
      'Write it as "/opt/app/bin/server".',
    )
    .check("command", command, !/[\r\n]/.test(command ?? ""), "must be a single line", "Put a script into userData, and name it here.");
  validator.check(
    'environment["PORT"]',
    environment?.PORT,
    environment?.PORT === undefined || !isKnown(port) || environment.PORT === `${port}`,
    `must be the port that the target group connects to, ${port}`,
    "Leave it out: PORT is set by the prop port.",
  );
  for (const [name, value] of Object.entries(environment ?? {})) {
    const prop = `environment["${name}"]`;
    validator
      .matches(prop, name, /^[A-Za-z_][A-Za-z0-9_]*$/, "must have a name of letters, digits and underscores", "Rename it.")
      .check(prop, value, !/[\r\n]/.test(value), "must be a single line", "Put longer values into a file of the release.");
  }
}

/** How long a release is taken to stay deployed at most, in days. */
const LONGEST_DEPLOYED_DAYS = 365;

/**
 * Warns of a version that may be deleted while it is deployed: once another one is uploaded to its key it is noncurrent, and new instances still download it (S3 User Guide,
 * "Lifecycle configuration elements": NoncurrentVersionExpiration). A version that the stack uploads itself is deployed as soon as it is current.
 */
function warnOfExpiringRelease(service: Construct, { bucket, key, versionId, resource }: IBucketObject): void {
  const days = bucket.expireNoncurrentAfterDays;
  if (!isGiven(versionId) || isGiven(resource) || days === undefined || days >= LONGEST_DEPLOYED_DAYS) return;
  Annotations.of(service).addWarning(
    `The release's version of ${key} is deleted ${days} days after another one is uploaded to the same key, and instances that are launched later can't boot. ` +
      `Give each release a key of its own and leave versionId out, or raise expireNoncurrentAfterDays of its bucket to ${LONGEST_DEPLOYED_DAYS} or more.`,
  );
}

/** Whether systemd runs the program, rather than the image or the user data by themselves. */
export function isRunBySystemd({ release, runtime, command }: ProgramOptions): boolean {
  return Boolean(command ?? (release && (isPython(release.key) || runsFile(runtime, release.key))));
}

/** Whether a release is a Python file by the end of its key, which a reference doesn't tell. */
function isPython(key: string): boolean {
  return typeof key === "string" && key.endsWith(".py");
}

function defaultCommand(file: string, runtime: ServiceRuntime | undefined): string | undefined {
  if (isPython(file)) return `/usr/bin/python3 ${file}`;
  return runtime && runsFile(runtime, file) ? runtimeCommand(runtime, file) : undefined;
}

/** What the unit of a service is made with besides its program. */
interface UnitSettings {
  /** The port that it listens on. */
  readonly port: number;
  readonly logGroupName?: string;
  /** From SIGTERM to SIGKILL, in seconds. */
  readonly stopTimeoutSeconds: number;
  /** Whether the program answers HTTPS. @default false */
  readonly certificate?: boolean;
  /** The path that answers once the program is ready, where a warm pool waits for it. */
  readonly readyPath?: string;
}

/** The systemd unit of a service, named by its construct's id. */
export function programUnit(scope: Construct, program: ProgramOptions, settings: UnitSettings): ServiceUnit {
  const { release, runtime, environment } = program;
  if (release) warnOfExpiringRelease(scope, release);
  const { port, logGroupName, stopTimeoutSeconds, certificate, readyPath } = settings;
  const { region } = AwsEnvironment.of(scope);
  const name = fitName([scope.node.id], { maxLength: 32, capitals: false });
  // A reference may be of another type.
  const key = release && Token.asString(release.key);
  const file = key && `/opt/${name}/${key.split("/").pop()}`;
  return {
    name,
    release: release && {
      bucketName: release.bucket.bucketName,
      key: key!,
      versionId: release.versionId ?? undefined,
      region,
      file: file!,
    },
    packages: runtime ? [runtime] : [],
    command: program.command ?? (file && defaultCommand(file, runtime ?? undefined)),
    bindsPrivilegedPort: port < FIRST_UNPRIVILEGED_PORT,
    environment: { PORT: `${port}`, ...environment },
    certificate,
    drainAgent: { region, stopTimeoutSeconds },
    readyAgent: readyPath === undefined ? undefined : { region, port, healthCheckPath: readyPath, https: certificate },
    logGroupName,
  };
}
