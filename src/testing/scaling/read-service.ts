import { STRING } from "../../internal/prop-types";
import { Validator } from "../../internal/validator";
import { Configuration, Resource } from "../configuration";
import { block } from "../requests/arguments";
import { Arguments, SynthesizedStack, synthesizedStacks } from "../synthesized-stack";
import { DEFAULT_CHECKPOINT_SECONDS, DEFAULT_COOLDOWN_SECONDS, DEFAULT_HEALTH_CHECK, DEFAULT_REPLACEMENT } from "./facts";
import { assumptionOfCpu, assumptionsOf, checkIsComputed, launchesBalancedOnly, suspends, targetGroupOf, zoneCountOf } from "./read-group";
import { runbookPreferences } from "./read-runbook";
import {
  InstanceMeasurements,
  MEASUREMENTS,
  ReplacementSettings,
  ScalingService,
  ScheduledAction,
  TargetTrackingPolicy,
  WarmPoolSettings,
} from "./service";

const GROUP = "aws_autoscaling_group";

/**
 * Reads a service from its stack: the group, its policies, scheduled actions, warm-up, refresh and warm pool, and the health checks of its target group.
 *
 * @param stack the stack, synthesized
 * @param name the construct's path below the stack, such as `TradingApi`
 * @param measurements what the stack doesn't say
 * @throws Error for a name that the stack doesn't have, for sizes that only Terraform knows, and for a group that the model can't compute; ValidationError for measurements that are none; TypeError for a stack
 * that isn't synthesized
 */
export function scalingService(stack: SynthesizedStack, name: string, measurements: InstanceMeasurements): ScalingService {
  const configuration = new Configuration(synthesizedStacks([stack], "scalingService(synthesize(stack), …)"));
  checkMeasurements(name, measurements);
  const groups = configuration.all(GROUP);
  const group = groups.find((one) => one.name === name);
  if (!group) {
    const names = groups.map((one) => one.name).sort();
    throw new Error(`the stack has no Auto Scaling group "${name}"; it has ${names.join(", ") || "none"}`);
  }
  checkIsComputed(group);
  const schedules = suspends(group, "ScheduledActions") ? [] : schedulesOf(configuration, group);
  const { policies, assumptions } = policiesOf(configuration, group, measurements);
  const target = targetGroupOf(configuration, group);
  const instanceWarmupSeconds = Number(group.args.default_instance_warmup ?? group.args.default_cooldown ?? DEFAULT_COOLDOWN_SECONDS);
  return {
    ...measurements,
    name,
    minCapacity: sizeOf(group, "min_size"),
    maxCapacity: sizeOf(group, "max_size"),
    availabilityZoneCount: zoneCountOf(configuration, group),
    ...(launchesBalancedOnly(group) && { launchesBalancedOnly: true }),
    policies,
    schedules,
    instanceWarmupSeconds,
    failureDetectionSeconds: failureDetection(target?.args),
    slowStartSeconds: Number(target?.args.slow_start ?? 0),
    replacement: replacementOf(group.args, runbookPreferences(configuration, group), instanceWarmupSeconds),
    warmPool: warmPoolOf(group.args),
    assumptions: [
      ...assumptions,
      ...timelessOf(schedules),
      ...(suspends(group, "ScheduledActions") ? [`no scheduled action is due: ${name} has suspended them`] : []),
      ...assumptionsOf(configuration, group, measurements.startupSeconds),
    ],
  };
}

function checkMeasurements(name: string, measurements: InstanceMeasurements): void {
  const validator = new Validator("scalingService").props({ name }, { name: STRING }).props(measurements, MEASUREMENTS, "measurements");
  const { requestsPerSecondPerInstance: requests, startupSeconds, warmStartSeconds = 0, cpuPercentAtCapacity = 100 } = measurements;
  validator
    .check(
      "measurements.requestsPerSecondPerInstance",
      requests,
      Number.isFinite(requests) && requests > 0,
      "must be more than 0",
      "Measure one instance under load.",
    )
    .check(
      "measurements.startupSeconds",
      startupSeconds,
      Number.isFinite(startupSeconds) && startupSeconds >= 0,
      "must be 0 seconds or more",
      "Measure from the launch of an instance to its first request.",
    )
    .check(
      "measurements.warmStartSeconds",
      warmStartSeconds,
      Number.isFinite(warmStartSeconds) && warmStartSeconds >= 0,
      "must be 0 seconds or more",
      "Measure from an instance's leaving the warm pool to its first request.",
    )
    .check(
      "measurements.cpuPercentAtCapacity",
      cpuPercentAtCapacity,
      cpuPercentAtCapacity > 0 && cpuPercentAtCapacity <= 100,
      "must be more than 0 and up to 100 percent",
      "Measure one instance that serves all it can, or leave it out.",
    )
    .throwIfInvalid();
}

function sizeOf({ name, args }: Resource, argument: string): number {
  const value: unknown = args[argument];
  if (typeof value === "number") return value;
  throw new Error(`${name} has ${JSON.stringify(value)} as its ${argument}, which only Terraform knows: give it as a number`);
}

/** What belongs to a group by its name. */
function ofGroup(configuration: Configuration, group: Resource, type: string): readonly Resource[] {
  return configuration.all(type).filter((one) => configuration.named(one, GROUP, one.args.autoscaling_group_name)?.key === group.key);
}

const METRICS: Readonly<Record<string, TargetTrackingPolicy["metric"]>> = {
  ALBRequestCountPerTarget: "requests",
  ASGAverageCPUUtilization: "cpu",
};

/** The policies that the model follows, and what it leaves out. */
function policiesOf(
  configuration: Configuration,
  group: Resource,
  { cpuPercentAtCapacity }: InstanceMeasurements,
): Pick<ScalingService, "policies" | "assumptions"> {
  const policies: TargetTrackingPolicy[] = [];
  const assumptions: string[] = [];
  for (const { name, args } of ofGroup(configuration, group, "aws_autoscaling_policy")) {
    const tracking = block(args, "target_tracking_configuration");
    const metric = METRICS[block(tracking, "predefined_metric_specification")?.predefined_metric_type];
    const targetValue: unknown = tracking?.target_value;
    if (args.enabled === false) {
      assumptions.push(`${name} does nothing: it is disabled`);
    } else if (suspends(group, "AlarmNotification")) {
      assumptions.push(`${name} does nothing: ${group.name} has suspended AlarmNotification`);
    } else if (metric === undefined || typeof targetValue !== "number") {
      assumptions.push(`${name} does nothing: its metric isn't computed`);
    } else if (metric === "cpu" && cpuPercentAtCapacity === undefined) {
      assumptions.push(`${name} does nothing: cpuPercentAtCapacity isn't given`);
    } else {
      if (metric === "cpu") assumptions.push(...assumptionOfCpu(configuration, group, name));
      policies.push({ metric, targetValue, scaleInDisabled: tracking?.disable_scale_in === true });
    }
  }
  return { policies, assumptions };
}

/** Actions whose time isn't written out. */
function timelessOf(schedules: readonly ScheduledAction[]): readonly string[] {
  return schedules
    .filter(({ recurrence, startTime, endTime }) =>
      [recurrence === undefined ? (startTime ?? "") : startTime, endTime].some(
        (time) => time !== undefined && Number.isNaN(Date.parse(time)),
      ),
    )
    .map(({ name }) => `scheduled action ${name} does nothing: Terraform alone knows when it is due`);
}

function schedulesOf(configuration: Configuration, group: Resource): readonly ScheduledAction[] {
  // The provider sends 0 for a size that isn't given, and leaves out -1.
  const set = (value: unknown = 0): number | undefined => (typeof value === "number" && value >= 0 ? value : undefined);
  const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
  return ofGroup(configuration, group, "aws_autoscaling_schedule").map(({ name, args }) => ({
    name: text(args.scheduled_action_name) ?? name,
    recurrence: text(args.recurrence),
    startTime: text(args.start_time),
    endTime: text(args.end_time),
    timeZone: text(args.time_zone) ?? "UTC",
    minCapacity: set(args.min_size),
    maxCapacity: set(args.max_size),
    desiredCapacity: set(args.desired_capacity),
  }));
}

/** The checks that a target has to fail, each of which may take its whole timeout at the end. */
function failureDetection(target: Arguments | undefined): number {
  const check = block(target, "health_check");
  const interval = Number(check?.interval ?? DEFAULT_HEALTH_CHECK.intervalSeconds);
  const threshold = Number(check?.unhealthy_threshold ?? DEFAULT_HEALTH_CHECK.unhealthyThreshold);
  return interval * threshold + Number(check?.timeout ?? DEFAULT_HEALTH_CHECK.timeoutSeconds);
}

/** The refresh's own settings, whoever starts it, then the group's. */
function replacementOf(args: Arguments, ofRunbook: Arguments | undefined, instanceWarmupSeconds: number): ReplacementSettings {
  const preferences = ofRunbook ?? block(block(args, "instance_refresh"), "preferences");
  const policy = block(args, "instance_maintenance_policy");
  return {
    minHealthyPercentage: Number(
      preferences?.min_healthy_percentage ?? policy?.min_healthy_percentage ?? DEFAULT_REPLACEMENT.minHealthyPercentage,
    ),
    maxHealthyPercentage: Number(
      preferences?.max_healthy_percentage ?? policy?.max_healthy_percentage ?? DEFAULT_REPLACEMENT.maxHealthyPercentage,
    ),
    instanceWarmupSeconds: Number(preferences?.instance_warmup ?? instanceWarmupSeconds),
    checkpointPercentages: [preferences?.checkpoint_percentages ?? []].flat().map(Number),
    checkpointSeconds: Number(preferences?.checkpoint_delay ?? DEFAULT_CHECKPOINT_SECONDS),
  };
}

function warmPoolOf(args: Arguments): WarmPoolSettings | undefined {
  const pool = block(args, "warm_pool");
  const prepared: unknown = pool?.max_group_prepared_capacity;
  if (!pool) return undefined;
  return { minSize: Number(pool.min_size ?? 0), maxPreparedCapacity: typeof prepared === "number" && prepared >= 0 ? prepared : undefined };
}
