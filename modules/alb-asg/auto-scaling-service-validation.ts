import { Validator } from "../../src/core";
import type { AutoScalingService, AutoScalingServiceProps } from "./auto-scaling-service";
import { checkRoute } from "./route";

/** @throws ValidationError with everything that is wrong with a service's props */
export function validateService(service: AutoScalingService, props: AutoScalingServiceProps): void {
  const validator = new Validator(service);
  checkRoute(validator, props.route, props.loadBalancer.ruleConditions.length * 2);
  const { minCapacity, maxCapacity } = props.capacity;
  validator
    .integerBetween("capacity.minCapacity", minCapacity, 0, 10_000, "instances")
    .integerBetween("capacity.maxCapacity", maxCapacity, 1, 10_000, "instances")
    .check(
      "capacity",
      props.capacity,
      minCapacity <= maxCapacity,
      "must have a minimum that is not above its maximum",
      "Plan it with planCapacity, or swap the two.",
    )
    .matches("instanceType", service.instanceType, /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/, "must be an instance type", 'Write it as "c7g.large".')
    .matches(
      "imageId",
      props.imageId,
      /^(ami-[0-9a-f]{8,}|resolve:ssm:\S+)$/,
      "must be an AMI's id or a parameter that EC2 resolves",
      'Write it as "ami-0123456789abcdef0" or "resolve:ssm:/aws/service/…".',
    )
    .integerBetween("port", service.port, 1, 65_535)
    .matches("healthCheckPath", service.healthCheckPath, /^\/\S{0,1023}$/, "must be a path", 'Write it as "/health".')
    .integerBetween("healthCheckGraceSeconds", service.healthCheckGraceSeconds, 0, 7200, "seconds")
    .integerBetween("warmupSeconds", service.warmupSeconds, 0, 3600, "seconds")
    .integerBetween("deregistrationDelaySeconds", service.deregistrationDelaySeconds, 0, 3600, "seconds")
    .integerBetween("terminationDelaySeconds", service.terminationDelaySeconds, 30, 7200, "seconds")
    .integerBetween("targetCpuPercent", service.targetCpuPercent, 1, 100, "percent")
    .integerBetween("rootVolumeGib", service.rootVolumeGib, 8, 16_384, "GiB")
    .check(
      "command",
      props.command,
      props.command !== undefined || props.artifact?.key.endsWith(".py") === true,
      "must be given unless the artifact is a Python file",
      'Write it as "/opt/app/bin/server".',
    );
  checkEnvironment(validator, props.environment ?? {});
  checkSchedules(validator, props);
  validator.throwIfInvalid();
}

function checkEnvironment(validator: Validator, environment: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(environment)) {
    validator
      .matches(`environment.${name}`, name, /^[A-Za-z_][A-Za-z0-9_]*$/, "must have a name of letters, digits and underscores", "Rename it.")
      .check(
        `environment.${name}`,
        value,
        !/[\r\n]/.test(value),
        "must be a single line",
        "Put longer values into a file of the artifact.",
      );
  }
}

function checkSchedules(validator: Validator, props: AutoScalingServiceProps): void {
  for (const [name, schedule] of Object.entries(props.scheduledScaling ?? {})) {
    const prop = `scheduledScaling.${name}`;
    const max = schedule.maxCapacity ?? props.capacity.maxCapacity;
    validator
      .matches(
        `${prop}.recurrence`,
        schedule.recurrence,
        /^\S+ \S+ \S+ \S+ \S+$/,
        "must be the five fields of a cron expression",
        'Write it as "0 7 * * MON-FRI".',
      )
      .integerBetween(`${prop}.minCapacity`, schedule.minCapacity, 0, 10_000, "instances")
      .check(
        `${prop}.minCapacity`,
        schedule.minCapacity,
        schedule.minCapacity <= max,
        `must not be above the maximum of ${max}`,
        "Raise maxCapacity as well.",
      );
  }
}
