import { checkLogRetention } from "../../src/internal/log-retention";
import { Validator } from "../../src/internal/validator";
import type { AutoScalingService } from "./auto-scaling-service";
import { AutoScalingServiceProps } from "./auto-scaling-service-props";
import { checkRoute } from "./route";
import { USER_DATA_MAX_BYTES } from "./user-data";

/** Condition values that a load balancer's secret header may come to need while it is being changed. */
const SECRET_HEADER_VALUES = 2;
const ARCHITECTURES = ["arm64", "x86_64"] as const;

/** @throws ValidationError with everything that is wrong with a service's props */
export function validateService(service: AutoScalingService, props: AutoScalingServiceProps): void {
  const validator = new Validator(service);
  checkRoute(validator, props.route, props.loadBalancer.ruleConditions.length > 0 ? SECRET_HEADER_VALUES : 0);
  checkCapacity(validator, props);
  checkMachine(validator, service, props);
  checkTraffic(validator, service, props);
  checkProgram(validator, props);
  checkEnvironment(validator, props.environment ?? {});
  checkSchedules(validator, props);
  checkLogRetention(validator, "logRetentionDays", props.logRetentionDays);
  validator.throwIfInvalid();
}

function checkCapacity(validator: Validator, { capacity, network }: AutoScalingServiceProps): void {
  const { minCapacity, maxCapacity, targetRequestsPerMinute, availabilityZoneCount = 1 } = capacity;
  const zones = network.subnets("private").length;
  validator
    .integerBetween("capacity.minCapacity", minCapacity, 0, 10_000, "instances")
    .integerBetween("capacity.maxCapacity", maxCapacity, 1, 10_000, "instances")
    .check(
      "capacity",
      { minCapacity, maxCapacity },
      minCapacity <= maxCapacity,
      "must have a minimum that is not above its maximum",
      "Plan it with planCapacity, or swap the two.",
    )
    .check(
      "capacity.targetRequestsPerMinute",
      targetRequestsPerMinute,
      targetRequestsPerMinute > 0,
      "must be more than 0",
      "Plan it with planCapacity.",
    )
    .check(
      "capacity.availabilityZoneCount",
      availabilityZoneCount,
      availabilityZoneCount <= zones,
      `must not be above the network's ${zones} AZs, or the loss of one takes more than was planned`,
      `Plan with availabilityZoneCount: ${zones}.`,
    );
}

function checkMachine(validator: Validator, service: AutoScalingService, props: AutoScalingServiceProps): void {
  const other = ARCHITECTURES.find((architecture) => architecture !== service.architecture)!;
  validator
    .matches("instanceType", service.instanceType, /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/, "must be an instance type", 'Write it as "c7g.large".')
    .matches(
      "imageId",
      props.imageId,
      /^(ami-[0-9a-f]{8,}|resolve:ssm:\S+)$/,
      "must be an AMI's id or a parameter that EC2 resolves",
      'Write it as "ami-0123456789abcdef0" or "resolve:ssm:/aws/service/…".',
    )
    .check(
      "imageId",
      props.imageId,
      !props.imageId?.includes(other),
      `must be an image for ${service.architecture}, which ${service.instanceType} runs`,
      `Take the ${service.architecture} image, or an instance type for ${other}.`,
    )
    .integerBetween("rootVolumeGib", service.rootVolumeGib, 8, 16_384, "GiB")
    .matches("rootDeviceName", service.rootDeviceName, /^\/dev\/\w+$/, "must be a device", 'Write it as "/dev/xvda".')
    .integerBetween("maxInstanceLifetimeDays", props.maxInstanceLifetimeDays, 1, 365, "days");
}

function checkTraffic(validator: Validator, service: AutoScalingService, props: AutoScalingServiceProps): void {
  validator
    .integerBetween("port", service.port, 1, 65_535)
    .matches("healthCheckPath", service.healthCheckPath, /^\/\S{0,1023}$/, "must be a path", 'Write it as "/health".')
    .integerBetween("healthCheckGraceSeconds", service.healthCheckGraceSeconds, 0, 7200, "seconds")
    .integerBetween("warmupSeconds", service.warmupSeconds, 0, 3600, "seconds")
    .integerBetween("deregistrationDelaySeconds", service.deregistrationDelaySeconds, 0, 3600, "seconds")
    .integerBetween("terminationDelaySeconds", service.terminationDelaySeconds, 30, 7200, "seconds")
    .integerBetween("targetCpuPercent", service.targetCpuPercent, 1, 100, "percent")
    .oneOf("balancing", service.balancing, ["round_robin", "least_outstanding_requests"])
    .integerBetween("slowStartSeconds", props.slowStartSeconds, 30, 900, "seconds")
    .check(
      "slowStartSeconds",
      props.slowStartSeconds,
      props.slowStartSeconds === undefined || service.balancing === "round_robin",
      "must be left out where requests go to the instance with the fewest of them",
      'Use balancing: "round_robin", or no slow start.',
    )
    .integerBetween("stickinessSeconds", props.stickinessSeconds, 1, 604_800, "seconds");
}

function checkProgram(validator: Validator, props: AutoScalingServiceProps): void {
  const { artifact, command, imageId, setup } = props;
  const startsSomething = command !== undefined || imageId !== undefined || setup !== undefined;
  const setupText = typeof setup === "string" ? setup : (setup ?? []).map(({ content }) => content).join("");
  validator
    .check(
      "artifact",
      artifact,
      artifact !== undefined || startsSomething,
      "must be given: the default image has no program of yours",
      "Give artifact, or an imageId that has the program.",
    )
    .check(
      "command",
      command,
      artifact === undefined || startsSomething || artifact.key.endsWith(".py"),
      "must be given unless the artifact is a Python file",
      'Write it as "/opt/app/bin/server".',
    )
    .check("command", command, !/[\r\n]/.test(command ?? ""), "must be a single line", "Put a script into setup, and name it here.")
    .matches(
      "artifact.key",
      artifact?.key,
      /^[A-Za-z0-9_.+=@-]+(\/[A-Za-z0-9_.+=@-]+)*$/,
      "must hold letters, digits and _.+=@- between its slashes, which a shell takes as they are",
      'Write it as "service/app-1.2.3.tar.gz".',
    )
    .check(
      "setup",
      `${setupText.length} characters`,
      Buffer.byteLength(setupText) <= USER_DATA_MAX_BYTES,
      `must fit into the ${USER_DATA_MAX_BYTES} bytes that EC2 takes as user data`,
      "Put what is long into the artifact or the image.",
    );
}

function checkEnvironment(validator: Validator, environment: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(environment)) {
    const prop = `environment.${name}`;
    validator
      .matches(prop, name, /^[A-Za-z_][A-Za-z0-9_]*$/, "must have a name of letters, digits and underscores", "Rename it.")
      .check(prop, value, !/[\r\n]/.test(value), "must be a single line", "Put longer values into a file of the artifact.");
  }
}

function checkSchedules(validator: Validator, { capacity, scheduledScaling = {} }: AutoScalingServiceProps): void {
  const { minCapacity, maxCapacity } = capacity;
  for (const [name, { recurrence, desiredCapacity }] of Object.entries(scheduledScaling)) {
    validator
      .matches(
        `scheduledScaling.${name}.recurrence`,
        recurrence,
        /^\S+ \S+ \S+ \S+ \S+$/,
        "must be the five fields of a cron expression",
        'Write it as "50 8 * * MON-FRI".',
      )
      .check(
        `scheduledScaling.${name}.desiredCapacity`,
        desiredCapacity,
        Number.isInteger(desiredCapacity) && desiredCapacity >= minCapacity && desiredCapacity <= maxCapacity,
        `must be a whole number within the plan's ${minCapacity} to ${maxCapacity} instances`,
        "Choose one of these, or plan a higher maximum by burstFactor.",
      );
  }
}
