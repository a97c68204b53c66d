/** One part of a cloud-init configuration (cloud-init documentation, "User data formats"). */
export interface CloudInitPart {
  readonly contentType: "text/x-shellscript" | "text/cloud-config" | "text/cloud-boothook";
  readonly content: string;
}

/** What an instance runs, and what it needs to know. */
export interface ServiceUnit {
  /** What systemd calls it; lower-case letters, digits and dashes. */
  readonly name: string;
  /** The object that holds the program, and the file that it is written to. @default - the image has the program */
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
  readonly setup?: string | readonly CloudInitPart[];
  /** Where the output is shipped to. @default - the journal alone has it */
  readonly logGroupName?: string;
}

/** EC2 takes no more user data than this, before it is encoded (EC2 User Guide, "Run commands when you launch an instance"). */
export const USER_DATA_MAX_BYTES = 16_384;

/**
 * What an instance runs at its first boot: it fetches the program, writes a systemd unit and starts it. The unit runs as a user of
 * its own that can write nothing but its own folders, and is started again when it ends.
 *
 * Pure; values of `environment` may hold references that Terraform fills in.
 */
export function serviceUserData(unit: ServiceUnit): string {
  const { setup } = unit;
  const script = serviceScript(unit, typeof setup === "string" ? setup : undefined);
  if (setup === undefined || typeof setup === "string") return script;
  return multipart([...setup, { contentType: "text/x-shellscript", content: script }]);
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

/** Last of all, so that a service serves even where its logs can't be shipped. */
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
    // From Amazon Linux's own repository, which is reached through the S3 endpoint.
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

/** Parts of user data as one MIME message; pure. */
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

/**
 * A text as Terraform's templates hold it. References stay what they are; what only looks like one, such as a shell's `${VARIABLE}`,
 * stays text.
 */
export function templateText(text: string): string {
  return text.replace(/\$\{(?!TfToken\[)/g, "$$${").replace(/%\{/g, "%%{");
}
