import { SynthesizedStack } from "../../src/testing";
import { Configuration, Resource } from "../../src/testing/configuration";
import { block } from "../../src/testing/requests/arguments";
import { Failure } from "../support/failure";

/** How a load balancer asks whether a target is well, as a target group has it. */
export interface HealthCheck {
  readonly path: string;
  /** Status codes such as `200` or `200-299,301`. */
  readonly matcher: string;
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  readonly healthyThreshold: number;
  readonly unhealthyThreshold: number;
}

/** What the boot script of a launch template says of its service. */
export interface BootedService {
  /** The systemd unit's name. */
  readonly unit: string;
  /** The environment file, where values may hold references that only Terraform follows. */
  readonly environment: Readonly<Record<string, string>>;
  /** How long systemd waits before it starts a program that has ended once more. */
  readonly restartSeconds: number;
}

/** A service of the stack: an Auto Scaling group behind a target group. */
export interface StackService extends BootedService {
  /** The Auto Scaling group, by its construct's path. */
  readonly group: string;
  /** The target group, by its construct's path. */
  readonly targetGroup: string;
  readonly healthCheck: HealthCheck;
}

/** The services of a stack, by what its Auto Scaling groups launch and are registered in. */
export function stackServices(stack: SynthesizedStack): readonly StackService[] {
  const configuration = new Configuration([stack]);
  return configuration.all("aws_autoscaling_group").flatMap((group) => {
    const [key] = configuration.keys(group, group.args.target_group_arns);
    const targetGroup = configuration.find(key);
    const template = configuration.find(configuration.key(group, block(group.args, "launch_template")?.id));
    if (!targetGroup || !template) return [];
    const { name } = group;
    return [
      { group: name, targetGroup: targetGroup.name, healthCheck: healthCheckOf(targetGroup), ...readBootScript(userData(template), name) },
    ];
  });
}

/** Elastic Load Balancing API reference, `CreateTargetGroup`, where the stack doesn't say. */
function healthCheckOf({ args }: Resource): HealthCheck {
  const check = block(args, "health_check") ?? {};
  return {
    path: String(check.path ?? "/"),
    matcher: String(check.matcher ?? "200"),
    intervalSeconds: Number(check.interval ?? 30),
    timeoutSeconds: Number(check.timeout ?? 5),
    healthyThreshold: Number(check.healthy_threshold ?? 5),
    unhealthyThreshold: Number(check.unhealthy_threshold ?? 2),
  };
}

/** User data is written out as a local value of the stack, which Terraform encodes. */
function userData({ args, stack, name }: Resource): string {
  const [, local] = /local\.([\w-]+)/.exec(String(args.user_data)) ?? [];
  const text: unknown = local === undefined ? undefined : stack.json.locals?.[local];
  if (typeof text !== "string") {
    throw new Failure(`The user data of ${name} isn't a local value of the stack: its environment can't be read.`);
  }
  return text;
}

const ENVIRONMENT_FILE = /^cat > \/etc\/([\w-]+)\.env <<'END_OF_ENVIRONMENT'\n([\s\S]*?)^END_OF_ENVIRONMENT$/m;
const VARIABLE = /^([A-Z_][A-Z0-9_]*)="((?:[^"\\]|\\.)*)"$/;
/** What systemd waits where a unit says nothing (systemd.service, RestartSec). */
const RESTART_SECONDS = 0.1;

/**
 * Reads the environment file in a boot script. Pure.
 *
 * @param owner whose script it is, for the message
 * @throws Failure for a script without such a file
 */
export function readBootScript(script: string, owner: string): BootedService {
  const [, unit, lines] = ENVIRONMENT_FILE.exec(script) ?? [];
  if (unit === undefined || lines === undefined) throw new Failure(`The boot script of ${owner} writes no environment file.`);
  const environment = Object.fromEntries(
    lines
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => {
        const [, name, value] = VARIABLE.exec(line) ?? [];
        if (name === undefined) throw new Failure(`The environment file of ${owner} has a line that is no variable: ${line}`);
        return [name, unquoted(value!)];
      }),
  );
  const [, restart] = /^RestartSec=([\d.]+)$/m.exec(script) ?? [];
  return { unit, environment, restartSeconds: Number(restart ?? RESTART_SECONDS) };
}

/** What systemd reads within quotation marks. */
function unquoted(value: string): string {
  return value.replace(/\\([\s\S])/g, "$1");
}

/** Whether Terraform would put something in a value's place; two dollars are one that it leaves alone. */
export function hasReference(value: string): boolean {
  return /(^|[^$])(\$\$)*\$\{/.test(value);
}
