import { HealthCheck, StackService, hasReference, stackServices } from "../../../tools/serve/launch-templates";
import { LocalValues, localEnvironment } from "../../../tools/serve/local-environment";
import { synthesizeEnvironment } from "../../../tools/serve/synthesis";
import { messageOf } from "../../support/synth";

const VALUES: LocalValues = {
  port: 40001,
  database: { host: "127.0.0.1", port: 5433, name: "app", user: "trading_api", tls: false },
  cache: { host: "127.0.0.1", port: 6380, user: "trading-local-cache-trading-api", password: "local", tls: false, clusterMode: true },
  logLevel: "warn",
};

function service(unit: string, environment: Readonly<Record<string, string>>): StackService {
  return { group: "Group", targetGroup: "Group/TargetGroup", healthCheck: {} as HealthCheck, unit, environment, restartSeconds: 2 };
}

test("hosts and ports are this machine's, and a login by token is left out", () => {
  const template = {
    ...{ PORT: "8080", DATABASE_HOST: "${aws_rds_cluster.Database.endpoint}", DATABASE_PORT: "5432", DATABASE_REGION: "eu-central-1" },
    ...{
      CACHE_HOST: "${aws_elasticache_replication_group.Cache.configuration_endpoint_address}",
      CACHE_TLS: "true",
      CACHE_NAME: "${x.y.z}",
    },
  };
  expect(localEnvironment(service("other", template), VALUES)).toEqual({
    variables: {
      ...{ PORT: "40001", HOST: "127.0.0.1", LOG_LEVEL: "warn" },
      ...{
        DATABASE_HOST: "127.0.0.1",
        DATABASE_PORT: "5433",
        DATABASE_TLS: "off",
        CACHE_HOST: "127.0.0.1",
        CACHE_TLS: "false",
        CACHE_PASSWORD: "local",
      },
    },
    replaced: ["PORT", "DATABASE_HOST", "DATABASE_PORT", "CACHE_HOST", "CACHE_TLS"],
    leftOut: ["DATABASE_REGION", "CACHE_NAME"],
    added: ["HOST", "LOG_LEVEL", "DATABASE_TLS", "CACHE_PASSWORD"],
  });
});

test("a service that uses neither database nor cache hears of none", () => {
  expect(localEnvironment(service("page", { SERVICE_NAME: "page" }), VALUES).variables).toEqual({
    ...{ SERVICE_NAME: "page", HOST: "127.0.0.1", LOG_LEVEL: "warn" },
  });
});

test("the launch templates say all that the services need: nothing but this machine's is added, and no value is the account's", () => {
  const environments = stackServices(synthesizeEnvironment("local")).map((each) => localEnvironment(each, VALUES));
  expect(environments.map(({ added }) => added)).toEqual([
    ["HOST", "LOG_LEVEL", "DATABASE_TLS", "CACHE_PASSWORD"],
    ["HOST", "LOG_LEVEL", "DEMO_ACCOUNT"],
  ]);
  expect(environments.map(({ variables }) => Object.values(variables).filter(hasReference))).toEqual([[], []]);
});

test("a user's name is the stack's, and what a template says wins", () => {
  const given = localEnvironment(service("trading-api", { LOG_LEVEL: "debug" }), VALUES);
  expect([given.variables.LOG_LEVEL, given.added.includes("LOG_LEVEL")]).toEqual(["debug", false]);
});

test("a reference that nothing stands in for is named", () => {
  expect(messageOf(() => localEnvironment(service("trading-api", { QUEUE: "${aws_sqs_queue.Orders.url}" }), VALUES))).toBe(
    "Only Terraform knows QUEUE of trading-api, and nothing stands in for it here: give it a local value in tools/serve/local-environment.ts.",
  );
});

test("two dollars are Terraform's one", () => {
  expect(localEnvironment(service("web-frontend", { PATTERN: "$${a}" }), VALUES).variables.PATTERN).toBe("${a}");
});
