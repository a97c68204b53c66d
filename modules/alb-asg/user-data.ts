import { PropTypes, STRING, oneOf } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";

const CONTENT_TYPES = ["text/x-shellscript", "text/cloud-config", "text/cloud-boothook"] as const;

/** One part of a MIME multi-part user data (cloud-init documentation, "User data formats"). */
export interface CloudInitPart {
  /** How cloud-init reads the content. */
  readonly contentType: "text/x-shellscript" | "text/cloud-config" | "text/cloud-boothook";
  /** The script, or the configuration, as text. */
  readonly content: string;
}

const PART: PropTypes<CloudInitPart> = { contentType: oneOf(CONTENT_TYPES), content: STRING };

/** EC2's limit for user data, before it is encoded (EC2 User Guide, "Run commands when you launch an instance"). */
const MAX_BYTES = 16_384;

/**
 * Records user data that can't be used.
 *
 * @throws ValidationError for a part of another type
 */
export function checkUserData(validator: Validator, userData: string | readonly CloudInitPart[] | undefined): void {
  const parts = typeof userData === "string" ? [] : (userData ?? []);
  validator.known("userData", parts);
  parts.forEach((part, index) => validator.props(part, PART, `userData[${index}]`));
  const text = typeof userData === "string" ? userData : parts.map(({ content }) => content).join("");
  validator.check(
    "userData",
    `${text.length} characters`,
    Buffer.byteLength(text) <= MAX_BYTES,
    `must fit into the ${MAX_BYTES} bytes that EC2 allows for user data`,
    "Put long parts into the artifact or the image.",
  );
}

/** What an instance runs, and what it needs to know. */
export interface ServiceUnit {
  /** The name of the systemd unit; lower-case letters, digits and dashes. */
  readonly name: string;
  /** The object that holds the program, and the file that it is downloaded to. @default - the image has the program */
  readonly artifact?: {
    readonly bucketName: string;
    readonly key: string;
    readonly versionId?: string;
    readonly region: string;
    readonly file: string;
  };
  /** The command that systemd runs. @default - the image starts the program itself */
  readonly command?: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Runs as root before anything else. @default - nothing */
  readonly userData?: string | readonly CloudInitPart[];
  /** The log group that the output is sent to. @default - the output stays in the journal */
  readonly logGroupName?: string;
}

/**
 * What an instance runs at its first boot: it downloads the program, writes a systemd unit and starts it. The unit runs as a dynamic user that can write
 * to its state directory alone, and is restarted when it exits.
 *
 * Pure; values of `environment` may hold references that Terraform fills in.
 */
export function serviceUserData(unit: ServiceUnit): string {
  const { userData } = unit;
  const script = serviceScript(unit, typeof userData === "string" ? userData : undefined);
  if (userData === undefined || typeof userData === "string") return script;
  return multipart([...userData, { contentType: "text/x-shellscript", content: script }]);
}

function serviceScript(unit: ServiceUnit, setup?: string): string {
  const { name, artifact, environment } = unit;
  const lines = [
    "#!/bin/bash",
    "set -euo pipefail",
    ...(setup ? [setup.trimEnd()] : []),
    ...(artifact ? download(artifact) : []),
    `install -m 0600 /dev/null /etc/${name}.env`,
    `cat > /etc/${name}.env <<'END_OF_ENVIRONMENT'`,
    ...Object.entries(environment).map(([key, value]) => `${key}="${quoted(value)}"`),
    "END_OF_ENVIRONMENT",
    ...(unit.command === undefined ? [] : startUnit(name, unit.command, unit.logGroupName !== undefined)),
    ...(unit.logGroupName === undefined ? [] : shipLogs(name, unit.logGroupName)),
  ];
  return `${lines.join("\n")}\n`;
}

function download(artifact: NonNullable<ServiceUnit["artifact"]>): string[] {
  const { bucketName, key, versionId, region, file } = artifact;
  const folder = file.slice(0, file.lastIndexOf("/"));
  const version = versionId === undefined ? "" : ` --version-id '${versionId}'`;
  return [
    `install -d -m 0755 '${folder}'`,
    // The role's permissions and the endpoint may be seconds behind the first boot.
    `for attempt in 1 2 3 4 5 6; do`,
    `  aws s3api get-object --region '${region}' --bucket '${bucketName}' --key '${key}'${version} '${file}' && break`,
    `  if [ "$attempt" = 6 ]; then exit 1; fi`,
    `  sleep 5`,
    `done`,
    `chmod 0755 '${file}'`,
  ];
}

function startUnit(name: string, command: string, toFile: boolean): string[] {
  return [
    `cat > /etc/systemd/system/${name}.service <<'END_OF_UNIT'`,
    "[Unit]",
    `Description=${name}`,
    "After=network-online.target",
    "Wants=network-online.target",
    "[Service]",
    `EnvironmentFile=/etc/${name}.env`,
    `ExecStart=${command}`,
    ...(toFile ? [`StandardOutput=append:${logFile(name)}`, "StandardError=inherit"] : []),
    "DynamicUser=yes",
    `StateDirectory=${name}`,
    "NoNewPrivileges=yes",
    "ProtectSystem=strict",
    "ProtectHome=yes",
    "PrivateTmp=yes",
    "Restart=always",
    "RestartSec=2",
    "LimitNOFILE=65536",
    "[Install]",
    "WantedBy=multi-user.target",
    "END_OF_UNIT",
    "systemctl daemon-reload",
    `systemctl enable --now ${name}.service`,
  ];
}

/** Last of all, so that a service runs even where its logs can't be sent. */
function shipLogs(name: string, logGroupName: string): string[] {
  const collected = { file_path: logFile(name), log_group_name: logGroupName, log_stream_name: "{instance_id}" };
  const file = `/opt/aws/amazon-cloudwatch-agent/etc/${name}.json`;
  return [
    `cat > /etc/logrotate.d/${name} <<'END_OF_ROTATION'`,
    `${logFile(name)} {`,
    "  size 50M",
    "  rotate 2",
    "  copytruncate",
    "  missingok",
    "}",
    "END_OF_ROTATION",
    // From Amazon Linux's repository, which the gateway endpoint of S3 reaches.
    "dnf install -y amazon-cloudwatch-agent",
    `cat > ${file} <<'END_OF_AGENT'`,
    JSON.stringify({ logs: { logs_collected: { files: { collect_list: [collected] } } } }),
    "END_OF_AGENT",
    `/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c file:${file}`,
  ];
}

function logFile(name: string): string {
  return `/var/log/${name}.log`;
}

/** For a double-quoted value of a systemd environment file, where nothing is expanded. */
function quoted(value: string): string {
  return value.replace(/[\\"]/g, (character) => `\\${character}`);
}

/** Parts of user data as one MIME message. Pure. */
function multipart(parts: readonly CloudInitPart[]): string {
  let boundary = "==part==";
  while (parts.some(({ content }) => content.includes(boundary))) boundary = `=${boundary}=`;
  const rendered = parts.flatMap(({ contentType, content }) => [
    `--${boundary}`,
    `Content-Type: ${contentType}; charset="utf-8"`,
    "MIME-Version: 1.0",
    "",
    content.trimEnd(),
  ]);
  return [`Content-Type: multipart/mixed; boundary="${boundary}"`, "MIME-Version: 1.0", "", ...rendered, `--${boundary}--`, ""].join("\n");
}

/** A text as a template of Terraform: its references stay references, and what only looks like one, such as a shell's `${VARIABLE}`, is escaped. Pure. */
export function templateText(text: string): string {
  return text.replace(/\$\{(?!TfToken\[)/g, "$$${").replace(/%\{/g, "%%{");
}
