/** A program beside a service's own that completes a lifecycle action of its instance. */
interface InstanceAgent {
  /** The name of its systemd unit. */
  readonly name: string;
  /** What the unit does, in a line. */
  readonly description: string;
  /** Lines of the unit's section `Service` besides those of every agent. @default - none */
  readonly settings?: readonly string[];
  readonly script: readonly string[];
}

/** The lines of a script that install an agent and its systemd unit, which isn't started yet. Pure. */
export function installAgent({ name, description, settings = [], script }: InstanceAgent): string[] {
  const file = `/usr/local/sbin/${name}`;
  return [
    `install -d -m 0755 /usr/local/sbin`,
    `cat > ${file} <<'END_OF_AGENT'`,
    ...script,
    "END_OF_AGENT",
    `chmod 0755 ${file}`,
    `cat > /etc/systemd/system/${name}.service <<'END_OF_UNIT'`,
    "[Unit]",
    `Description=${description}`,
    "After=network-online.target",
    "Wants=network-online.target",
    "[Service]",
    ...settings,
    `ExecStart=${file}`,
    "NoNewPrivileges=yes",
    "ProtectSystem=strict",
    "ProtectHome=yes",
    "PrivateTmp=yes",
    "Restart=on-failure",
    "RestartSec=2",
    "[Install]",
    "WantedBy=multi-user.target",
    "END_OF_UNIT",
  ];
}

/** The beginning of an agent's script: bash, and `metadata PATH`, which reads the instance's metadata. */
export const AGENT_PROLOGUE: readonly string[] = [
  "#!/bin/bash",
  "set -uo pipefail",
  "imds=${IMDS:-http://169.254.169.254}/latest",
  "metadata() {",
  "  local token",
  '  token=$(curl -sf -m 2 -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 60" "$imds/api/token") &&',
  '    curl -sf -m 2 -H "X-aws-ec2-metadata-token: $token" "$imds/meta-data/$1"',
  "}",
];

/** The commands that complete a hook's lifecycle action of the instance in `$instance`: each is for the one before it to have succeeded. Pure. */
export function completeLifecycleAction(region: string, hook: string): [findGroup: string, complete: string] {
  const autoscaling = `aws autoscaling --region '${region}' --cli-connect-timeout 3 --cli-read-timeout 5`;
  return [
    `group=$(${autoscaling} describe-auto-scaling-instances --instance-ids "$instance" --query 'AutoScalingInstances[0].AutoScalingGroupName' --output text)`,
    `${autoscaling} complete-lifecycle-action --auto-scaling-group-name "$group" --lifecycle-hook-name ${hook} --instance-id "$instance" --lifecycle-action-result CONTINUE`,
  ];
}
