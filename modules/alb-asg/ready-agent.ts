/** The name of the launch lifecycle hook, which the ready agent completes. */
export const READY_HOOK = "get-ready";

const POLL_SECONDS = 5;
const ATTEMPTS = 120;

/** What the ready agent of an instance needs to know. */
export interface ReadyAgent {
  /** The region of the Auto Scaling group. */
  readonly region: string;
  /** The port that the program listens on. */
  readonly port: number;
  readonly healthCheckPath: string;
  /** Whether the program answers HTTPS, by a certificate that nobody has signed. @default false */
  readonly https?: boolean;
  /** @default 5 */
  readonly pollSeconds?: number;
  /** How often it tries to complete the lifecycle action. @default 120 */
  readonly attempts?: number;
}

/**
 * The lines of a script that install and start the ready agent of a service with a warm pool. Pure.
 *
 * User data runs at the first boot alone, so the agent is a unit: at each boot it waits until the program answers its health check, then completes the launch lifecycle
 * action. That lets the instance be stopped in the pool and, started again, be put in service (EC2 Auto Scaling User Guide, "Use lifecycle hooks with a warm pool").
 */
export function installReadyAgent(name: string, agent: ReadyAgent): string[] {
  const file = `/usr/local/sbin/${name}-ready`;
  return [
    `install -d -m 0755 /usr/local/sbin`,
    `cat > ${file} <<'END_OF_AGENT'`,
    ...readyAgentScript(agent),
    "END_OF_AGENT",
    `chmod 0755 ${file}`,
    `cat > /etc/systemd/system/${name}-ready.service <<'END_OF_UNIT'`,
    "[Unit]",
    `Description=Lets the instance of ${name} be put in service`,
    "After=network-online.target",
    "Wants=network-online.target",
    "[Service]",
    "Type=exec",
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
    "systemctl daemon-reload",
    `systemctl enable --now ${name}-ready.service`,
  ];
}

/** The agent itself, on what Amazon Linux 2023 has: bash, curl and the AWS CLI. Pure. */
export function readyAgentScript(agent: ReadyAgent): string[] {
  const { region, port, healthCheckPath, https, pollSeconds = POLL_SECONDS, attempts = ATTEMPTS } = agent;
  const autoscaling = `aws autoscaling --region '${region}' --cli-connect-timeout 3 --cli-read-timeout 5`;
  return [
    "#!/bin/bash",
    "set -uo pipefail",
    "imds=${IMDS:-http://169.254.169.254}/latest",
    "metadata() {",
    "  local token",
    '  token=$(curl -sf -m 2 -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 60" "$imds/api/token") &&',
    '    curl -sf -m 2 -H "X-aws-ec2-metadata-token: $token" "$imds/meta-data/$1"',
    "}",
    `until curl -sf${https ? "k" : ""} -m 2 -o /dev/null '${https ? "https" : "http"}://127.0.0.1:${port}${healthCheckPath}'; do sleep ${pollSeconds}; done`,
    // As long as the hook waits, at most; after a reboot in service there is no action to complete.
    `for attempt in $(seq ${attempts}); do`,
    "  instance=$(metadata instance-id) &&",
    `    group=$(${autoscaling} describe-auto-scaling-instances --instance-ids "$instance" --query 'AutoScalingInstances[0].AutoScalingGroupName' --output text) &&`,
    `    ${autoscaling} complete-lifecycle-action --auto-scaling-group-name "$group" --lifecycle-hook-name ${READY_HOOK} --instance-id "$instance" --lifecycle-action-result CONTINUE &&`,
    "    exit 0",
    `  sleep ${pollSeconds}`,
    "done",
  ];
}
