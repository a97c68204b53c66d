import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, IBucketObject } from "../../src/core";
import { BUCKET, BUCKET_OBJECT } from "../../src/core/interfaces";
import { fitName } from "../../src/internal/names";
import { PropTypes, STRING, STRING_RECORD, either, like, list, optional, record } from "../../src/internal/prop-types";
import { Validator, isKnown } from "../../src/internal/validator";
import { ServiceUnit } from "./boot-script";
import { SERVICE_LOG_OPTIONS, ServiceLogOptions } from "./service-logs";
import { ServiceUserData } from "./user-data";

/** What a service's instances run, and where its output goes. */
export interface ProgramOptions extends ServiceLogOptions {
  /** The program, or its archive. It is uploaded before the first instance is launched, and the role can read it. @default - the image has the program */
  readonly artifact?: IBucketObject;
  /** The command that systemd runs, a single line. @default - `/usr/bin/python3` on an artifact that is a Python file; else nothing is started */
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
  artifact: optional(BUCKET_OBJECT),
  command: optional(STRING),
  environment: optional(STRING_RECORD),
  userData: optional(either(STRING, list<Exclude<ServiceUserData, string>>())),
};

/** The port of a service that names none. */
export const DEFAULT_PORT = 8080;

const ARTIFACT: PropTypes<IBucketObject> = {
  bucket: BUCKET,
  key: STRING,
  versionId: optional(STRING),
  resource: optional(like<ITerraformDependable>("a resource", ["fqn"])),
};

/** An object of a class of the user's own may have more members. */
function checkArtifact(validator: Validator, artifact: IBucketObject): void {
  const { bucket, key, versionId, resource } = artifact;
  validator.props({ artifact }, { artifact: record() }).props({ bucket, key, versionId, resource }, ARTIFACT, "artifact");
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
  const { artifact, command, environment, userData } = program;
  const port = program.port ?? DEFAULT_PORT;
  if (artifact) checkArtifact(validator, artifact);
  const startsSomething = Boolean(command ?? imageId ?? userData);
  validator
    .check(
      "artifact",
      artifact,
      Boolean(artifact) || startsSomething,
      "must be given: the default image has no program",
      "Give artifact, or an imageId that has the program.",
    )
    .matches(
      "artifact.key",
      artifact?.key,
      /^[A-Za-z0-9_.+=@-]+(\/[A-Za-z0-9_.+=@-]+)*$/,
      "must have letters, digits and _.+=@- between its slashes, which need no quotes in a shell",
      'Write it as "service/app-1.2.3.tar.gz".',
    )
    .check(
      "command",
      command,
      !artifact || startsSomething || artifact.key.endsWith(".py"),
      "must be given unless the artifact is a Python file",
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
      .check(prop, value, !/[\r\n]/.test(value), "must be a single line", "Put longer values into a file of the artifact.");
  }
}

/** Whether systemd runs the program, rather than the image or the user data by themselves. */
export function isRunBySystemd({ artifact, command }: ProgramOptions): boolean {
  return Boolean(command ?? artifact?.key.endsWith(".py"));
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
  const { artifact, command, environment } = program;
  const { port, logGroupName, stopTimeoutSeconds, certificate, readyPath } = settings;
  const { region } = AwsEnvironment.of(scope);
  const name = fitName([scope.node.id], { maxLength: 32, capitals: false });
  const file = artifact && `/opt/${name}/${artifact.key.split("/").pop()}`;
  return {
    name,
    artifact: artifact && {
      bucketName: artifact.bucket.bucketName,
      key: artifact.key,
      versionId: artifact.versionId ?? undefined,
      region,
      file: file!,
    },
    command: command ?? (file?.endsWith(".py") ? `/usr/bin/python3 ${file}` : undefined),
    environment: { PORT: `${port}`, ...environment },
    certificate,
    drainAgent: { region, stopTimeoutSeconds },
    readyAgent: readyPath === undefined ? undefined : { region, port, healthCheckPath: readyPath, https: certificate },
    logGroupName,
  };
}
