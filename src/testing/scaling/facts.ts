/** The numbers of AWS that the model counts with, in seconds where nothing else is said. The guide "Testing your own stacks" has their pages. */

/** The step of the model. */
export const TICK_SECONDS = 10;
/** Elastic Load Balancing measures and sends its metrics once in this time (Application Load Balancers guide, "CloudWatch metrics"). */
export const METRIC_PERIOD_SECONDS = 60;
/** The latest that a minute's data point comes after its end: what is sent once a minute is up to a minute old. */
export const METRIC_DELAY_SECONDS = 60;
/** Data points above the target value, one after another, until a group scales out: `AlarmHigh` of a target tracking policy, 3 of 3. */
export const SCALE_OUT_DATAPOINTS = 3;
/** Data points below the low threshold, one after another, until it scales in: `AlarmLow`, 15 of 15. */
export const SCALE_IN_DATAPOINTS = 15;
/**
 * The low threshold, as a part of the target value. AWS chooses it for each alarm, from 70 to 90 percent: the highest is taken, with which a group scales in
 * first.
 */
export const SCALE_IN_THRESHOLD = 0.9;
/** By how much AZ rebalancing may exceed the maximum size, as a part of it, or by one instance ("Example: Distribute instances across AZs"). */
export const REBALANCING_MARGIN = 0.1;
/** What an instance refresh keeps where neither the group nor the refresh says: it terminates first (API reference, `RefreshPreferences`). */
export const DEFAULT_REPLACEMENT = { minHealthyPercentage: 90, maxHealthyPercentage: 100 };
/** A checkpoint of an instance refresh waits so long where nothing else is said (API reference, `RefreshPreferences`). */
export const DEFAULT_CHECKPOINT_SECONDS = 3600;
/** The default cooldown of a group, which holds where there is no default instance warmup. */
export const DEFAULT_COOLDOWN_SECONDS = 300;
/** The health checks of a target group where nothing else is said (API reference, `CreateTargetGroup`). */
export const DEFAULT_HEALTH_CHECK = { intervalSeconds: 30, timeoutSeconds: 5, unhealthyThreshold: 2 };
