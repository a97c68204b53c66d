import { AGENT_PROLOGUE, completeLifecycleAction, installAgent } from "./instance-agent";

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
 * action. That lets the instance be stopped in the pool and, started again, be put in service. An instance that enters the pool is stopped though its user data still runs,
 * and a script that was cut off isn't run again: so the agent waits for the end of the boot first (EC2 Auto Scaling User Guide, "Use lifecycle hooks with a warm pool").
 */
export function installReadyAgent(name: string, agent: ReadyAgent): string[] {
  const description = `Lets the instance of ${name} be put in service`;
  return [
    ...installAgent({ name: `${name}-ready`, description, settings: ["Type=exec"], script: readyAgentScript(agent) }),
    "systemctl daemon-reload",
    `systemctl enable --now ${name}-ready.service`,
  ];
}

/** The agent itself, on what Amazon Linux 2023 has: bash, curl and the AWS CLI. Pure. */
export function readyAgentScript(agent: ReadyAgent): string[] {
  const { region, port, healthCheckPath, https, pollSeconds = POLL_SECONDS, attempts = ATTEMPTS } = agent;
  const [findGroup, complete] = completeLifecycleAction(region, READY_HOOK);
  return [
    ...AGENT_PROLOGUE,
    // Cloud-init writes it last, whether or not user data has succeeded, and leaves it there for later boots (cloud-init's documentation, "Final message").
    `until [ -e "\${BOOT_FINISHED:-/var/lib/cloud/instance/boot-finished}" ]; do sleep ${pollSeconds}; done`,
    `until curl -sf${https ? "k" : ""} -m 2 -o /dev/null '${https ? "https" : "http"}://127.0.0.1:${port}${healthCheckPath}'; do sleep ${pollSeconds}; done`,
    // As long as the hook waits, at most; after a reboot in service there is no action to complete.
    `for attempt in $(seq ${attempts}); do`,
    "  instance=$(metadata instance-id) &&",
    `    ${findGroup} &&`,
    `    ${complete} &&`,
    "    exit 0",
    `  sleep ${pollSeconds}`,
    "done",
  ];
}
