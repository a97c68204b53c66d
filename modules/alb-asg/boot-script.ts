import { DrainAgent, installDrainAgent } from "./drain-agent";
import { loadCertificate, makeCertificate } from "./instance-certificate";
import { ReadyAgent, installReadyAgent } from "./ready-agent";

/** What an instance runs, and what it needs to know. */
export interface ServiceUnit {
  /** The name of the systemd unit; lower-case letters, digits and dashes. */
  readonly name: string;
  /** Packages of Amazon Linux's repository that are installed before the program is downloaded. @default - none */
  readonly packages?: readonly string[];
  /** The object that holds the program, and the file that it is downloaded to. @default - the image has the program */
  readonly release?: {
    readonly bucketName: string;
    readonly key: string;
    readonly versionId?: string;
    readonly region: string;
    readonly file: string;
  };
  /** The command that systemd runs. @default - the image starts the program itself */
  readonly command?: string;
  /** Whether it listens on a port below 1024, which takes a capability. @default false */
  readonly bindsPrivilegedPort?: boolean;
  readonly environment: Readonly<Record<string, string>>;
  /** Whether the instance makes a certificate that the program answers HTTPS with. @default false */
  readonly certificate?: boolean;
  /** What stops the command before the instance is terminated. @default - nothing */
  readonly drainAgent?: DrainAgent;
  /** What says that the instance may be put in service. @default - nothing: it is as soon as EC2 has started it */
  readonly readyAgent?: ReadyAgent;
  /** The log group that the output is sent to. @default - the output stays in the journal */
  readonly logGroupName?: string;
}

/**
 * The script of an instance's first boot: it downloads the program, writes a systemd unit and starts it. The unit runs as a dynamic user that can write
 * to its state directory alone, and is restarted when it exits.
 *
 * Pure; values of `environment` may hold references that Terraform fills in.
 *
 * @param setup what runs before anything else
 */
export function bootScript(unit: ServiceUnit, setup?: string): string {
  const { name, packages = [], release, environment } = unit;
  const lines = [
    "#!/bin/bash",
    "set -euo pipefail",
    ...(setup ? [setup.trimEnd()] : []),
    // The gateway endpoint of S3, which the repository is behind, may be seconds behind the first boot.
    ...(packages.length > 0 ? untilItSucceeds(installPackages(packages)) : []),
    ...(release ? download(release) : []),
    ...(unit.certificate ? makeCertificate(name) : []),
    `install -m 0600 /dev/null /etc/${name}.env`,
    `cat > /etc/${name}.env <<'END_OF_ENVIRONMENT'`,
    ...Object.entries(environment).map(([key, value]) => `${key}="${quoted(value)}"`),
    "END_OF_ENVIRONMENT",
    ...(unit.command === undefined ? [] : startUnit(unit, unit.command)),
    ...(unit.readyAgent ? installReadyAgent(name, unit.readyAgent) : []),
    ...(unit.logGroupName === undefined ? [] : shipLogs(name, unit.logGroupName)),
  ];
  return `${lines.join("\n")}\n`;
}

function download(release: NonNullable<ServiceUnit["release"]>): string[] {
  const { bucketName, key, versionId, region, file } = release;
  const folder = file.slice(0, file.lastIndexOf("/"));
  const version = versionId === undefined ? "" : ` --version-id '${versionId}'`;
  return [
    `install -d -m 0755 '${folder}'`,
    // The role's permissions and the endpoint may be seconds behind the first boot.
    ...untilItSucceeds(`aws s3api get-object --region '${region}' --bucket '${bucketName}' --key '${key}'${version} '${file}'`),
    `chmod 0755 '${file}'`,
  ];
}

/**
 * A repository that doesn't answer takes 10 retries of 30 seconds each by default, and an attempt minutes (dnf.conf(5), "retries" and "timeout"): six attempts
 * of these are over within the health check grace period.
 */
function installPackages(packages: readonly string[]): string {
  return `dnf install -y ${packages.join(" ")} --setopt=timeout=10 --setopt=retries=2`;
}

/** Six attempts, 5 seconds apart, which cloud-init's log tells of; then the instance is as good as none, and the group launches another one. */
function untilItSucceeds(command: string): string[] {
  return [
    "for attempt in 1 2 3 4 5 6; do",
    `  ${command} && break`,
    '  echo "attempt $attempt of 6 has failed" >&2',
    '  if [ "$attempt" = 6 ]; then exit 1; fi',
    "  sleep 5",
    "done",
  ];
}

function startUnit({ name, certificate, drainAgent, logGroupName, bindsPrivilegedPort }: ServiceUnit, command: string): string[] {
  const toFile = logGroupName !== undefined;
  const units = [`${name}.service`, ...(drainAgent ? [`${name}-drain.service`] : [])];
  return [
    `cat > /etc/systemd/system/${name}.service <<'END_OF_UNIT'`,
    "[Unit]",
    `Description=${name}`,
    "After=network-online.target",
    "Wants=network-online.target",
    "[Service]",
    `EnvironmentFile=/etc/${name}.env`,
    ...(certificate ? loadCertificate(name) : []),
    `ExecStart=${command}`,
    ...(toFile ? [`StandardOutput=append:${logFile(name)}`, "StandardError=inherit"] : []),
    "DynamicUser=yes",
    `StateDirectory=${name}`,
    ...(bindsPrivilegedPort ? ["AmbientCapabilities=CAP_NET_BIND_SERVICE"] : []),
    "NoNewPrivileges=yes",
    "ProtectSystem=strict",
    "ProtectHome=yes",
    "PrivateTmp=yes",
    "Restart=always",
    "RestartSec=2",
    ...(drainAgent ? [`TimeoutStopSec=${drainAgent.stopTimeoutSeconds}`] : []),
    "LimitNOFILE=65536",
    "[Install]",
    "WantedBy=multi-user.target",
    "END_OF_UNIT",
    ...(drainAgent ? installDrainAgent(name, drainAgent) : []),
    "systemctl daemon-reload",
    `systemctl enable --now ${units.join(" ")}`,
  ];
}

/** Last of all, so that a service runs even where its logs can't be sent. */
function shipLogs(name: string, logGroupName: string): string[] {
  const collected = { file_path: logFile(name), log_group_name: logGroupName, log_stream_name: "{instance_id}" };
  const file = `/opt/aws/amazon-cloudwatch-agent/etc/${name}.json`;
  return [
    // From Amazon Linux's repository, which the gateway endpoint of S3 reaches.
    ...untilItSucceeds(installPackages(["amazon-cloudwatch-agent", "logrotate"])),
    `cat > /etc/logrotate.d/${name} <<'END_OF_ROTATION'`,
    `${logFile(name)} {`,
    "  size 50M",
    "  rotate 2",
    "  copytruncate",
    "  missingok",
    "}",
    "END_OF_ROTATION",
    // The timer runs once a day, up to an hour late: a disk is full before that.
    "install -d -m 0755 /etc/systemd/system/logrotate.timer.d",
    "cat > /etc/systemd/system/logrotate.timer.d/often.conf <<'END_OF_TIMER'",
    "[Timer]",
    "OnCalendar=",
    "OnCalendar=*:0/5",
    "AccuracySec=1min",
    "RandomizedDelaySec=0",
    "END_OF_TIMER",
    "systemctl daemon-reload",
    "systemctl enable logrotate.timer",
    "systemctl restart logrotate.timer",
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
