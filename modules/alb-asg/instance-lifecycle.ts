import { NUMBER, PropTypes, optional } from "../../src/internal/prop-types";

/** How long an instance may take to begin and to end. */
export interface InstanceLifecycle {
  /** The health check grace period after the launch of an instance, 0 to 7200 seconds. @default 120 */
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
