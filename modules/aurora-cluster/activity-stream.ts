import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { RdsClusterActivityStream } from "@cdktf/provider-aws/lib/rds-cluster-activity-stream";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { IEncryptionKey, INetwork } from "../../src/core";
import { Validator, isGiven } from "../../src/internal/validator";
import { AuroraEngine } from "./engine";
import { SERVERLESS_CLASS } from "./instance-class";

/** The values of `AuroraActivityStreamMode`. */
export const ACTIVITY_STREAM_MODES = ["async", "sync"] as const;
/** How a database activity stream treats the database: `async` favors the database's performance, `sync` the accuracy of the stream. */
export type AuroraActivityStreamMode = "async" | "sync";

/** What decides whether a cluster can have a stream. */
interface StreamContext {
  readonly engine: AuroraEngine;
  readonly instanceClasses: readonly string[];
  readonly network: INetwork;
}

/** Records a stream that Aurora refuses to start (Aurora User Guide, "Requirements and limitations for database activity streams", "Network prerequisites for Aurora MySQL"). */
export function checkActivityStream(
  validator: Validator,
  mode: AuroraActivityStreamMode | undefined,
  { engine, instanceClasses, network }: StreamContext,
): void {
  if (!isGiven(mode)) return;
  const without = instanceClasses.find((instanceClass) => instanceClass === SERVERLESS_CLASS || /^db\.t/.test(instanceClass));
  validator
    .check(
      "activityStream",
      without,
      without === undefined,
      "must have instances of provisioned, not burstable classes: the others have no database activity stream",
      'Use "db.r7g.large" or larger for all of them.',
    )
    .check(
      "activityStream",
      mode,
      engine !== "aurora-mysql" || mode === "async",
      "must be async for Aurora MySQL, which has no synchronous mode",
      'Use "async".',
    )
    .check(
      "activityStream",
      network.endpointServices,
      engine !== "aurora-mysql" || network.endpointServices?.includes("kms") !== false,
      "must have an endpoint of KMS in the network: Aurora MySQL calls it from its subnets",
      'Add "kms" to interfaceEndpoints of the network (endpointServices of an imported one, once it has it).',
    );
}

/** What a database activity stream is made of. */
interface ActivityStreamSettings {
  readonly cluster: RdsCluster;
  readonly encryptionKey: IEncryptionKey;
  /** RDS starts no stream for a cluster without an instance. */
  readonly instances: readonly ITerraformDependable[];
}

/** The database activity stream of a cluster; undefined without a mode. */
export function createActivityStream(
  scope: Construct,
  mode: AuroraActivityStreamMode | undefined,
  { cluster, encryptionKey, instances }: ActivityStreamSettings,
): RdsClusterActivityStream | undefined {
  if (!isGiven(mode)) return undefined;
  return new RdsClusterActivityStream(scope, "ActivityStream", {
    resourceArn: cluster.arn,
    mode,
    kmsKeyId: encryptionKey.keyArn,
    engineNativeAuditFieldsIncluded: false,
    dependsOn: [...instances],
  });
}
