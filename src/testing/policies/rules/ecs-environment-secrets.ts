import { blocks } from "../blocks";
import { containersOf, eachOf } from "../each";
import { PolicyRule } from "../rule";

const SECRETS = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "ECS_ENGINE_AUTH_DATA"];

export const ECS_ENVIRONMENT_SECRETS: PolicyRule = {
  id: "ecs-environment-secrets",
  sentence: "Containers get no credentials in their environment.",
  severity: "high",
  fix: "Give the task a role, or name a secret in secrets.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon ECS", ECS.8',
  fsbp: ["ECS.8"],
  scanners: ["AVD-AWS-0036"],
  types: ["aws_ecs_task_definition"],
  check: eachOf(["aws_ecs_task_definition"], (definition) => {
    const found = containersOf(definition)
      .flatMap(({ environment }) => blocks(environment))
      .find(({ name }) => SECRETS.includes(name));
    return found && `environment has ${found.name}`;
  }),
};
