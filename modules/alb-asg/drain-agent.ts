import { AGENT_PROLOGUE, completeLifecycleAction, installAgent } from "./instance-agent";

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
  return installAgent({
    name: `${name}-drain`,
    description: `Stops ${name} before its instance is terminated`,
    script: drainAgentScript(name, agent),
  });
}

/** The agent itself, on what Amazon Linux 2023 has: bash, curl and the AWS CLI. Pure. */
export function drainAgentScript(name: string, agent: DrainAgent): string[] {
  const { region, settleSeconds = SETTLE_SECONDS, pollSeconds = POLL_SECONDS } = agent;
  const [findGroup, complete] = completeLifecycleAction(region, TERMINATION_HOOK);
  return [
    ...AGENT_PROLOGUE,
    "while true; do",
    '  case "$(metadata autoscaling/target-lifecycle-state)" in',
    `    Terminated) sleep ${settleSeconds}; break ;;`,
    "    Warmed:Terminated) break ;;",
    "  esac",
    `  sleep ${pollSeconds}`,
    "done",
    `systemctl stop ${name}.service`,
    "until instance=$(metadata instance-id) &&",
    `  ${findGroup} &&`,
    `  ${complete}; do`,
    `  sleep ${pollSeconds}`,
    "done",
  ];
}
