import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";
import { IEncryptionKey, IRole, Removal } from "../../src/core";
import { createLogGroup } from "../../src/internal/log-group";
import { pathFromStack } from "../../src/internal/names";

/** What the log group of a service's output is made with. */
interface ServiceLogsSettings {
  readonly logRetentionDays: number;
  readonly encryptionKey: IEncryptionKey;
  readonly removal: Removal;
  /** The role of the instances, which may write to the log group. */
  readonly role: IRole;
}

/** The log group of a service's output. */
export function createServiceLogs(scope: Construct, settings: ServiceLogsSettings): CloudwatchLogGroup {
  const { logRetentionDays, encryptionKey, removal, role } = settings;
  const logGroup = createLogGroup(scope, "LogGroup", {
    name: `/${pathFromStack(scope).join("/")}`,
    retentionDays: logRetentionDays,
    encryptionKey,
    removal,
  });
  role.addToPolicy({
    sid: "ShipLogs",
    actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
    resources: [`${logGroup.arn}:*`],
  });
  return logGroup;
}
