/** The name of the termination lifecycle hook, which the drain agent completes. */
export const TERMINATION_HOOK = "finish-work";

/** Until the load balancer's nodes have stopped sending requests to an instance whose deregistration has begun. */
const SETTLE_SECONDS = 15;
/** Polling, and completing the lifecycle action. */
const COMPLETION_SECONDS = 10;
const POLL_SECONDS = 2;

/** What the heartbeat timeout must be longer than the time from SIGTERM to SIGKILL by, in seconds. */
export const DRAIN_OVERHEAD_SECONDS = SETTLE_SECONDS + COMPLETION_SECONDS;

/** What an instance's drain agent needs to know. */
export interface DrainAgent {
  /** The region of the Auto Scaling group. */
  readonly region: string;
  /** From SIGTERM to SIGKILL. */
  readonly stopTimeoutSeconds: number;
  /** @default 15 */
  readonly settleSeconds?: number;
  /** @default 2 */
  readonly pollSeconds?: number;
}

/**
 * The lines of a script that install and start the drain agent of a systemd unit. Pure.
 *
 * The agent polls the target lifecycle state, which is `Terminated` from the beginning of the instance's deregistration on (EC2 Auto Scaling User Guide, "Retrieve
 * the target lifecycle state through instance metadata"). Once the load balancer has stopped sending requests it stops the unit, then completes the lifecycle
 * action. That is refused until the hook's wait state, which begins after the deregistration (ibid., "How lifecycle hooks work"): so it is tried again. An instance
 * that leaves a warm pool for good has no requests. All other states, `Warmed:Stopped` among them, are no termination.
 */
export function installDrainAgent(name: string, agent: DrainAgent): string[] {
  const file = `/usr/local/sbin/${name}-drain`;
  return [
    `install -d -m 0755 /usr/local/sbin`,
    `cat > ${file} <<'END_OF_AGENT'`,
    ...drainAgentScript(name, agent),
    "END_OF_AGENT",
    `chmod 0755 ${file}`,
    `cat > /etc/systemd/system/${name}-drain.service <<'END_OF_UNIT'`,
    "[Unit]",
    `Description=Stops ${name} before its instance is terminated`,
    "After=network-online.target",
    "Wants=network-online.target",
    "[Service]",
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

/** The agent itself, on what Amazon Linux 2023 has: bash, curl and the AWS CLI. Pure. */
export function drainAgentScript(name: string, agent: DrainAgent): string[] {
  const { region, settleSeconds = SETTLE_SECONDS, pollSeconds = POLL_SECONDS } = agent;
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
    "while true; do",
    '  case "$(metadata autoscaling/target-lifecycle-state)" in',
    `    Terminated) sleep ${settleSeconds}; break ;;`,
    "    Warmed:Terminated) break ;;",
    "  esac",
    `  sleep ${pollSeconds}`,
    "done",
    `systemctl stop ${name}.service`,
    "until instance=$(metadata instance-id) &&",
    `  group=$(${autoscaling} describe-auto-scaling-instances --instance-ids "$instance" --query 'AutoScalingInstances[0].AutoScalingGroupName' --output text) &&`,
    `  ${autoscaling} complete-lifecycle-action --auto-scaling-group-name "$group" --lifecycle-hook-name ${TERMINATION_HOOK} --instance-id "$instance" --lifecycle-action-result CONTINUE; do`,
    `  sleep ${pollSeconds}`,
    "done",
  ];
}
