import { NUMBER, PropTypes, optional } from "../../src/internal/prop-types";

/** How long an instance may take to begin and to end. */
export interface InstanceLifecycle {
  /**
   * The health check grace period after the launch of an instance, 0 to 7200 seconds: booting, installing the `runtime`, downloading the release, and its start until the load balancer's
   * health check passes. An instance that isn't healthy then is replaced; until then it gets no requests. Too long a period replaces an instance late that never starts (EC2 Auto Scaling
   * User Guide, "Set the health check grace period", whose console has 300 seconds).
   *
   * @default - 120; 300 with a `runtime`, whose installation takes half a minute, and minutes where the repository has to be asked again
   */
  readonly healthCheckGraceSeconds?: number;
  /** The default instance warmup, until an instance's metrics count for scaling: 0 to 3600 seconds. @default 120 */
  readonly instanceWarmupSeconds?: number;
  /**
   * The heartbeat timeout of the termination lifecycle hook, 30 to 7200 seconds. The drain agent completes the hook's action as soon as the program has ended:
   * SIGTERM 15 seconds after the instance's deregistration began, SIGKILL when 10 seconds of the timeout are left. Every termination takes the whole timeout
   * where there is no drain agent, because the image or the user data starts the program, or no way to the endpoint `autoscaling`.
   *
   * @default - the deregistration delay and 30 seconds
   */
  readonly heartbeatTimeoutSeconds?: number;
}

/** The types of the props of `InstanceLifecycle`. */
export const INSTANCE_LIFECYCLE: PropTypes<InstanceLifecycle> = {
  healthCheckGraceSeconds: optional(NUMBER),
  instanceWarmupSeconds: optional(NUMBER),
  heartbeatTimeoutSeconds: optional(NUMBER),
};
