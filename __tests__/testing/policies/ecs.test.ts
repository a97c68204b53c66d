/** Rules for ECS: a control such as ECS.2 is one of the page "Security Hub CSPM controls for Amazon ECS". */
import { PolicyRow, everyRuleHasARow, findings, flipped, proves, row, rows } from "../../support/policy-rows";

const CONTAINER = {
  ...{ name: "api", image: "api:1", readonlyRootFilesystem: true, user: "1000:1000", environment: [{ name: "STAGE", value: "prod" }] },
  logConfiguration: { logDriver: "awslogs" },
};
const containers = (other: object) => JSON.stringify([{ ...CONTAINER, ...other }]);
const DEFINITION = "aws_ecs_task_definition.D";
const TASK = {
  aws_ecs_task_definition: {
    D: {
      ...{ container_definitions: containers({}), network_mode: "awsvpc" },
      volume: [{ name: "data", efs_volume_configuration: { file_system_id: "fs-1", transit_encryption: "ENABLED" } }],
    },
  },
};
const SERVICE = { aws_ecs_service: { S: { network_configuration: { assign_public_ip: false, subnets: ["subnet-1"] } } } };
const CLUSTER = { aws_ecs_cluster: { C: { setting: [{ name: "containerInsights", value: "enabled" }] } } };

const definition = (rule: string, page: string, other: object, detail: string) =>
  row(rule, page, TASK, `${DEFINITION}.container_definitions`, containers(other), detail);

const ROWS: readonly PolicyRow[] = [
  ...rows(SERVICE, "aws_ecs_service.S", [
    ["ecs-public-addresses", "ECS.2", "network_configuration.assign_public_ip", true, "network_configuration.assign_public_ip is true"],
    ["ecs-platform-version", "ECS.10", "platform_version", "1.3.0", 'platform_version is "1.3.0"'],
  ]),
  ...rows(CLUSTER, "aws_ecs_cluster.C", [
    ["ecs-container-insights", "ECS.12", "setting.0.value", "disabled", 'containerInsights is "disabled"'],
  ]),
  row("ecs-host-processes", "ECS.3", TASK, `${DEFINITION}.pid_mode`, "host", 'pid_mode is "host"'),
  definition("ecs-privileged", "ECS.4", { privileged: true }, "privileged of the container api is true"),
  definition(
    "ecs-read-only-root",
    "ECS.5",
    { readonlyRootFilesystem: undefined },
    "readonlyRootFilesystem is not set for the container api",
  ),
  definition(
    "ecs-environment-secrets",
    "ECS.8",
    { environment: [{ name: "AWS_SECRET_ACCESS_KEY" }] },
    "environment has AWS_SECRET_ACCESS_KEY",
  ),
  definition("ecs-logging", "ECS.9", { logConfiguration: undefined }, "logConfiguration of the container api is not set"),
  row("ecs-host-network", "ECS.17", TASK, `${DEFINITION}.network_mode`, "host", 'network_mode is "host"'),
  row(
    "ecs-efs-encryption",
    "ECS.18",
    TASK,
    `${DEFINITION}.volume.0.efs_volume_configuration.transit_encryption`,
    undefined,
    "efs_volume_configuration.transit_encryption is not set",
  ),
  definition("ecs-non-root-user", "ECS.20", { user: "0:0" }, 'user is "0:0" for the container api'),
];
proves(ROWS);
everyRuleHasARow("ecs", ROWS);

test.each([
  [
    "containers of Windows have no read-only root file system",
    { runtime_platform: { operating_system_family: "WINDOWS_SERVER_2022_CORE" } },
    {},
  ],
  ["container definitions that only Terraform knows pass", {}, '${file("containers.json")}'],
])("%s", (_, others, container) => {
  const given = typeof container === "string" ? container : containers({ readonlyRootFilesystem: undefined, user: undefined });
  expect(findings(flipped(TASK, [DEFINITION, { ...others, container_definitions: given }]))).toEqual([]);
});
