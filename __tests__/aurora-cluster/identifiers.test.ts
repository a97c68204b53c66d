import { TerraformVariable } from "cdktf";
import { AuroraCluster } from "../../modules/aurora-cluster";
import { EncryptionKey } from "../../src/core";
import { network } from "../support/network";
import { synth, testStack } from "../support/synth";
import { CLUSTER, INSTANCE, synthesized } from "./fixture";

describe("identifiers", () => {
  test("begin with the path of the construct", () => {
    const made = synthesized();
    expect(made.resource(CLUSTER).cluster_identifier).toBe("trading-test-database");
    expect(made.resource(INSTANCE, "Database_Instances_main").identifier).toBe("trading-test-database-main");
    expect(made.resource(INSTANCE, "Database_Instances_a").identifier).toBe("trading-test-database-a");
  });

  test("begin with the caller's where there is one", () => {
    const made = synthesized({ clusterIdentifier: "orders" });
    expect(made.resource(CLUSTER).cluster_identifier).toBe("orders");
    expect(made.resource(INSTANCE, "Database_Instances_main").identifier).toBe("orders-main");
  });

  test("are within RDS' 63 characters however long the path is", () => {
    const stack = testStack();
    const id = "DatabaseOfTheAccountsAndOrdersAndTransactionsOfTheTradingPlatform";
    const reader = "reader-for-the-reports-of-the-regulator";
    new AuroraCluster(stack, id, { network, encryptionKey: new EncryptionKey(stack, "Key"), readers: { [reader]: {} } });
    const made = synth(stack);
    const identifiers = [
      made.resource(CLUSTER).cluster_identifier,
      ...Object.values(made.resources(INSTANCE)).map(({ identifier }) => identifier),
    ];
    expect(new Set(identifiers).size).toBe(3);
    identifiers.forEach((identifier) => expect(identifier).toMatch(/^(?!.*--)[a-z][a-z0-9-]{0,62}$/));
  });

  test("may be known to Terraform alone", () => {
    const stack = testStack();
    const clusterIdentifier = new TerraformVariable(stack, "Name", { type: "string" }).stringValue;
    const encryptionKey = new EncryptionKey(stack, "Key");
    new AuroraCluster(stack, "Database", {
      network,
      encryptionKey,
      clusterIdentifier,
      customEndpoints: { reports: { members: ["a"] } },
    });
    const made = synth(stack);
    expect(made.resource(CLUSTER)).toMatchObject({
      cluster_identifier: "${var.Name}",
      final_snapshot_identifier: expect.stringMatching(/^\$\{var\.Name\}-final-\$\{substr\(aws_security_group\.\w+\.id, 3, -1\)\}$/),
    });
    expect(made.resource(INSTANCE, "Database_Instances_a").identifier).toBe("${var.Name}-a");
    expect(made.resource("aws_rds_cluster_endpoint").cluster_endpoint_identifier).toBe("${var.Name}-reports");
    expect(made.resource("aws_cloudwatch_log_group").name).toBe("/aws/rds/cluster/${var.Name}/postgresql");
  });
});
