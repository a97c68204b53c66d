import { TerraformStack } from "cdktf";
import { AuroraCluster, AuroraClusterProps } from "../../modules/aurora-cluster";
import { EncryptionKey } from "../../src/core";
import { network } from "../support/network";
import { SynthesizedStack, synth, testStack } from "../support/synth";

export const CLUSTER = "aws_rds_cluster";
export const INSTANCE = "aws_rds_cluster_instance";

export type DatabaseProps = Partial<AuroraClusterProps>;

/** `Database` in a stack of its own, with a key. */
export function database(props: DatabaseProps = {}): { stack: TerraformStack; key: EncryptionKey; cluster: AuroraCluster } {
  const stack = testStack();
  const key = new EncryptionKey(stack, "Key");
  const cluster = new AuroraCluster(stack, "Database", { network, encryptionKey: key, ...props });
  return { stack, key, cluster };
}

/** The same, synthesized. */
export function synthesized(props: DatabaseProps = {}): SynthesizedStack {
  return synth(database(props).stack);
}

/** Of a restore drill's runbook, as its drill would give them. */
export const DRILL_SETTINGS = {
  sourceIdentifier: "trading",
  drillIdentifier: "drill",
  runbookPrefix: "trading-drill-",
  drillClusterArn: "arn:aws:rds:eu-central-1:111122223333:cluster:drill",
  engine: "aurora-postgresql" as const,
  restoreType: "full-copy",
  databaseSubnetGroupName: "subnets",
  securityGroupId: "sg-1",
  clusterParameterGroupName: "parameters",
  keyArn: "arn:aws:kms:eu-central-1:111122223333:key/1",
  maxCapacityAcu: 4,
  restoreHours: 4,
  databaseName: "app",
  check: "true",
  metric: { namespace: "Drills", metricName: "Failed", dimensions: { DBClusterIdentifier: "trading" } },
};
