import { AuroraCluster } from "../../modules/aurora-cluster";
import { EncryptionKey, PlatformDashboard, useRemoval } from "../../src/core";
import { network, service } from "../support/network";
import { synth, testStack } from "../support/synth";
import { CLUSTER, INSTANCE, database, synthesized } from "./fixture";

describe("a cluster by default", () => {
  const { stack, cluster } = database();
  const made = synth(stack);

  test("says its defaults in members of the props' names", () => {
    expect(cluster).toMatchObject({
      engine: "aurora-postgresql",
      engineVersion: "16",
      autoMinorVersionUpgrade: true,
      databaseName: "app",
      masterUsername: "platform_admin",
      instanceClass: "db.r7g.large",
      readers: { a: {} },
      storageType: "standard",
      backupRetentionDays: 14,
      backupWindow: "02:00-03:00",
      maintenanceWindow: "sun:03:30-sun:04:30",
      logExports: ["postgresql"],
      logRetentionDays: 365,
      databaseInsights: "standard",
      monitoringIntervalSeconds: 60,
      caCertificateIdentifier: "rds-ca-rsa2048-g1",
      applyImmediately: true,
      removal: "protect",
      port: 5432,
    });
  });

  test("has nothing that is optional", () => {
    expect(cluster).toMatchObject({ serverless: undefined, readerAutoScalingResources: undefined, activityStreamResource: undefined });
    expect(cluster.customEndpointResources).toEqual({});
    expect(made.resources("aws_appautoscaling_target")).toEqual({});
  });

  test("needs no data source", () => {
    expect(made.json.data).toBeUndefined();
  });

  test("has its main resource as default child", () => {
    expect(cluster.node.defaultChild).toBe(cluster.resource);
  });
});

test("a cluster takes its removal from the stack, where it has none of its own", () => {
  const stack = testStack();
  useRemoval(stack, "destroy");
  const cluster = new AuroraCluster(stack, "Database", { network, encryptionKey: new EncryptionKey(stack, "Key") });
  expect(cluster.removal).toBe("destroy");
  expect(synth(stack).resource(CLUSTER).deletion_protection).toBe(false);
});

test("every choice reaches the cluster and its instances", () => {
  const made = synthesized({ clusterIdentifier: "orders", databaseName: "book", masterUsername: "owner", applyImmediately: false });
  expect(made.resource(CLUSTER)).toMatchObject({
    cluster_identifier: "orders",
    database_name: "book",
    master_username: "owner",
    apply_immediately: false,
  });
  expect(made.resource(INSTANCE, "Database_Instances_main").apply_immediately).toBe(false);
});

test("an optional choice of null is as good as none", () => {
  const none = { readers: null, serverless: null, readerAutoScaling: null, customEndpoints: null, restoreFrom: null, logExports: null };
  const more = { engine: null, parameters: null, backupRetentionDays: null, activityStream: null, storageType: null, removal: null };
  expect(synthesized({ ...none, ...more } as never).json).toEqual(synthesized().json);
});

describe("what a service needs of a database", () => {
  test("is one security-group rule at either end, on the database's port", () => {
    const { stack, cluster } = database();
    cluster.connections.allowDefaultPortFrom(service(stack));
    const made = synth(stack);
    expect(made.resource("aws_vpc_security_group_ingress_rule")).toMatchObject({ from_port: 5432, description: "Api to Database" });
    expect(made.resource("aws_vpc_security_group_egress_rule")).toMatchObject({ to_port: 5432, description: "Api to Database" });
  });
});

test("a dashboard shows the database by its identifier", () => {
  const { stack, cluster } = database();
  new PlatformDashboard(stack, "Dashboard", { sources: [cluster] });
  const { widgets } = JSON.parse(synth(stack).resource("aws_cloudwatch_dashboard").dashboard_body);
  expect(widgets[0].properties.markdown).toBe("## Database Database");
  expect(widgets[1].properties).toMatchObject({ title: "CPU in percent: writer, readers", region: "eu-central-1" });
  expect(widgets).toHaveLength(7);
});

test("every resource created is reachable for an override", () => {
  const { cluster } = database({ readerAutoScaling: { max: 2 }, activityStream: "sync", customEndpoints: { reports: { members: ["a"] } } });
  const reachable = [
    cluster.resource,
    ...cluster.instances,
    ...Object.values(cluster.customEndpointResources),
    ...Object.values(cluster.logGroups),
    cluster.clusterParameterGroup,
    cluster.instanceParameterGroup,
    cluster.securityGroup.resource,
    cluster.monitoringRole!.resource,
    cluster.monitoringRole!.policy,
    cluster.readerAutoScalingResources!.target,
    cluster.readerAutoScalingResources!.policy,
    cluster.activityStreamResource,
  ];
  const created = cluster.node.findAll().filter((node) => "terraformResourceType" in node);
  expect(new Set(created)).toEqual(new Set(reachable));
});
