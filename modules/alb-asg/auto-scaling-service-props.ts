import { IBucketObject, IEncryptionKey, INetwork, Removal } from "../../src/core";
import { IApplicationLoadBalancer } from "./application-load-balancer-interface";
import { CapacityPlan } from "./capacity-plan";
import { Route } from "./route";
import { CloudInitPart } from "./user-data";

/**
 * More instances at a time that is known before, such as the opening of a market. Only the number of instances changes, not the group's bounds, which stay
 * what the configuration says; scaling on load goes on from there, and takes instances away again after about 15 minutes without load.
 */
export interface ScheduledScaling {
  /** Five fields as cron has them: `50 8 * * MON-FRI`. */
  readonly recurrence: string;
  /** An IANA time zone such as `Europe/Berlin`, whose daylight saving is followed. @default "UTC" */
  readonly timeZone?: string;
  /** Instances to have from then on; within the plan's bounds. */
  readonly desiredCapacity: number;
}

/** How a target group chooses among its instances. */
export type Balancing = "round_robin" | "least_outstanding_requests";

export interface AutoScalingServiceProps {
  readonly network: INetwork;
  readonly loadBalancer: IApplicationLoadBalancer;
  /** Encrypts the instances' volumes, and the logs where they are shipped. */
  readonly encryptionKey: IEncryptionKey;
  /** Which requests the service gets. */
  readonly route: Route;
  /** Its size, by `planCapacity`. */
  readonly capacity: CapacityPlan;
  /** Graviton types get the arm64 image, all others x86_64. @default "c7g.large" */
  readonly instanceType?: string;
  /**
   * `ami-…`, or `resolve:ssm:<parameter>` that EC2 resolves whenever it starts an instance. Only a fixed id can be rolled back to.
   *
   * @default - the newest Amazon Linux 2023 of the instance type's architecture
   */
  readonly imageId?: string;
  /** The program, at least its file. It is there before the first instance boots, and the role can read it. @default - the image has it */
  readonly artifact?: IBucketObject;
  /** What systemd runs. @default - `/usr/bin/python3` on the artifact, where that is a Python file; else the image starts the program itself */
  readonly command?: string;
  /** The service's environment; no secrets, which are fetched by the role. `PORT` is there already. @default - none */
  readonly environment?: Readonly<Record<string, string>>;
  /** Runs as root before the program is fetched and started: a shell script, or cloud-init parts. @default - nothing */
  readonly setup?: string | readonly CloudInitPart[];
  /** Where the service listens, 1 to 65535. A change replaces the target group, the new one first. @default 8080 */
  readonly port?: number;
  /**
   * Answers 200 as long as the process itself is well. It should not look at the database: the group replaces whatever is unhealthy, and a
   * database that is down would have it replace every instance.
   *
   * @default "/health"
   */
  readonly healthCheckPath?: string;
  /** Seconds from the start of an instance until its health counts, 0 to 7200. @default 120 */
  readonly healthCheckGraceSeconds?: number;
  /** Seconds from the start of an instance until its load counts, 0 to 3600. @default 120 */
  readonly warmupSeconds?: number;
  /** Seconds that requests in flight get when an instance goes, 0 to 3600. @default 60 */
  readonly deregistrationDelaySeconds?: number;
  /** Seconds between the end of the last request and the end of the instance, 30 to 7200, for what the service still has to write. @default 30 */
  readonly terminationDelaySeconds?: number;
  /** Seconds over which a new instance's share of the requests grows, 30 to 900; with `round_robin` alone. @default - it gets its full share at once */
  readonly slowStartSeconds?: number;
  /** Seconds that a client stays with an instance by the load balancer's cookie, 1 to 604800. @default - each request goes anywhere */
  readonly stickinessSeconds?: number;
  /** @default "round_robin" */
  readonly balancing?: Balancing;
  /** Average CPU to hold, 1 to 100 percent, besides the plan's requests. @default 60 */
  readonly targetCpuPercent?: number;
  /** Instances to have at known times, by a name of yours. @default - none */
  readonly scheduledScaling?: Readonly<Record<string, ScheduledScaling>>;
  /** Days after which an instance is replaced, 1 to 365: with a resolved image, by one that is patched. @default - it stays */
  readonly maxInstanceLifetimeDays?: number;
  /** Size of the root volume, 8 to 16384 GiB. @default 16 */
  readonly rootVolumeGib?: number;
  /** What the image calls its root volume. @default "/dev/xvda", as Amazon Linux does */
  readonly rootDeviceName?: string;
  /**
   * Days that the service's output is kept in CloudWatch Logs, where the agent ships it to: one of the periods that CloudWatch knows. The network needs the
   * endpoint `logs`.
   *
   * @default - the output stays in the instance's journal
   */
  readonly logRetentionDays?: number;
  /** What happens to the shipped logs. @default "protect" */
  readonly removal?: Removal;
  /** Lets instances reach everybody on 443; the reason lands in the rule's description. @default - endpoints and peers alone */
  readonly internetEgressReason?: string;
}
