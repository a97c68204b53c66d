import { Resource } from "../../configuration";
import { ServiceNeed, ServiceRequest } from "./need";
import { actingFor, asRole, assumes } from "./requests";
import { ServiceView, Target } from "./view";

/** What is read of a container's definition. */
interface Container {
  readonly name?: string;
  readonly logConfiguration?: { readonly logDriver?: string; readonly options?: Readonly<Record<string, string>> };
  readonly secrets?: readonly { readonly valueFrom?: string }[];
}

/** Tasks of Amazon ECS: their roles, and what the agent does before a container starts. */
export const ECS_TASKS: ServiceNeed = {
  id: "ecs-tasks",
  page: 'Amazon ECS Developer Guide, "Amazon ECS task IAM role", "Amazon ECS task execution IAM role", "Pass Secrets Manager secrets through Amazon ECS environment variables" and "Send Amazon ECS logs to CloudWatch"',
  types: ["aws_ecs_task_definition"],
  requests: (view, task) => {
    const { partition, region, accountId } = view.place(task);
    const context = actingFor(view.place(task), `arn:${partition}:ecs:${region}:${accountId}:task/x`);
    const execution = view.role(task, task.args.execution_role_arn);
    return [
      ...assumes(
        view.role(task, task.args.task_role_arn),
        "ecs-tasks",
        `Amazon ECS gives the containers of ${task.name} their role`,
        context,
      ),
      ...assumes(execution, "ecs-tasks", `Amazon ECS starts ${task.name}`, context),
      ...(execution ? containers(view, task).flatMap((container) => starts(view, task, execution, container)) : []),
    ];
  },
};

function containers(view: ServiceView, task: Resource): readonly Container[] {
  try {
    const parsed: unknown = JSON.parse(view.text(task, task.args.container_definitions) ?? "[]");
    return Array.isArray(parsed) ? (parsed as Container[]) : [];
  } catch {
    // An expression that only Terraform can evaluate.
    return [];
  }
}

function starts(view: ServiceView, task: Resource, role: Target, { logConfiguration, secrets = [] }: Container): ServiceRequest[] {
  const { partition, region, accountId } = view.place(task);
  const group = logConfiguration?.logDriver === "awslogs" ? logConfiguration.options?.["awslogs-group"] : undefined;
  const arn = `arn:${partition}:logs:${region}:${accountId}:log-group:${group}`;
  return [
    ...(group === undefined
      ? []
      : asRole(role, ["logs:CreateLogStream", "logs:PutLogEvents"], arn, `Amazon ECS writes the logs of ${task.name}`, {
          resourcePath: ":log-stream:x",
        })),
    ...secrets.flatMap(({ valueFrom = "" }) => {
      const purpose = `Amazon ECS reads the secrets of ${task.name}`;
      if (valueFrom.includes(":secretsmanager:")) {
        return asRole(role, ["secretsmanager:GetSecretValue"], valueFrom.split(":").slice(0, 7).join(":"), purpose);
      }
      return valueFrom === ""
        ? []
        : asRole(role, ["ssm:GetParameters"], parameterArn(valueFrom, { partition, region, accountId }), purpose);
    }),
  ];
}

function parameterArn(
  name: string,
  { partition, region, accountId }: { readonly partition: string; readonly region: string; readonly accountId: string },
): string {
  return name.startsWith("arn:") ? name : `arn:${partition}:ssm:${region}:${accountId}:parameter${name.replace(/^(?!\/)/, "/")}`;
}
