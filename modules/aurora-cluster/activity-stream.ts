import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { RdsClusterActivityStream } from "@cdktf/provider-aws/lib/rds-cluster-activity-stream";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { IEncryptionKey } from "../../src/core";
import { isGiven } from "../../src/internal/validator";

/** The values of `AuroraActivityStreamMode`. */
export const ACTIVITY_STREAM_MODES = ["async", "sync"] as const;
/** How a database activity stream treats the database: `async` favors the database's performance, `sync` the accuracy of the stream. */
export type AuroraActivityStreamMode = "async" | "sync";

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
