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
  /** The command that systemd runs. */
  readonly command: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Shell commands that run as root before the service starts. @default - none */
  readonly setup?: string;
}

/**
 * The script that an instance runs at its first boot: it fetches the program, writes a systemd unit and starts it. The unit
 * runs as a user of its own that can write nothing but its own folders, and is started again when it ends.
 *
 * Pure; values of `environment` may hold references that Terraform fills in.
 */
export function serviceUserData(unit: ServiceUnit): string {
  const { name, artifact, command, environment, setup } = unit;
  const lines = [
    "#!/bin/bash",
    "set -euo pipefail",
    ...(setup ? [setup.trimEnd()] : []),
    ...(artifact ? download(artifact) : []),
    `install -m 0600 /dev/null /etc/${name}.env`,
    `cat > /etc/${name}.env <<'END_OF_ENVIRONMENT'`,
    ...Object.entries(environment).map(([key, value]) => `${key}="${escape(value)}"`),
    "END_OF_ENVIRONMENT",
    `cat > /etc/systemd/system/${name}.service <<'END_OF_UNIT'`,
    "[Unit]",
    `Description=${name}`,
    "After=network-online.target",
    "Wants=network-online.target",
    "[Service]",
    `EnvironmentFile=/etc/${name}.env`,
    `ExecStart=${command}`,
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
  return `${lines.join("\n")}\n`;
}

function download(artifact: NonNullable<ServiceUnit["artifact"]>): string[] {
  const { bucketName, key, versionId, region, file } = artifact;
  const folder = file.slice(0, file.lastIndexOf("/"));
  const version = versionId === undefined ? "" : ` --version-id '${versionId}'`;
  return [
    `install -d -m 0755 ${folder}`,
    // The role's permissions and the endpoint may be seconds behind the first boot.
    `for attempt in 1 2 3 4 5 6; do`,
    `  aws s3api get-object --region '${region}' --bucket '${bucketName}' --key '${key}'${version} ${file} && break`,
    `  if [ "$attempt" = 6 ]; then exit 1; fi`,
    `  sleep 5`,
    `done`,
    `chmod 0644 ${file}`,
  ];
}

/** For a double-quoted value of a systemd environment file. */
function escape(value: string): string {
  return value.replace(/[\\"]/g, (character) => `\\${character}`);
}

/**
 * A text as it stands between the quotes of a Terraform expression. References stay what they are; what only looks like one, such as a shell's
 * `${VARIABLE}`, stays text.
 */
export function terraformString(text: string): string {
  return text
    .replace(/[\\"]/g, (character) => `\\${character}`)
    .replace(/\n/g, "\\n")
    .replace(/\$\{(?!TfToken\[)/g, "$$${")
    .replace(/%\{/g, "%%{");
}
