import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";
import { AwsEnvironment, IEncryptionKey, IRole, Removal } from "../../src/core";
import { createLogGroup } from "../../src/internal/log-group";
import { DEFAULT_LOG_RETENTION_DAYS, checkLogRetention } from "../../src/internal/log-retention";
import { pathFromStack } from "../../src/internal/names";
import { NUMBER, PropTypes, either, oneOf, optional } from "../../src/internal/prop-types";
import { checkKeyRegion } from "../../src/internal/region";
import { Validator } from "../../src/internal/validator";

/** Where the output of a service goes. */
export interface ServiceLogOptions {
  /**
   * Days that CloudWatch Logs keeps the service's output, which the CloudWatch agent sends: one of the retention periods that it knows. The instances need a way to
   * the endpoint `logs`. With `false` the output stays in the instance's journal, and is lost with the instance.
   *
   * @default - 365; where systemd doesn't run the program, nothing is sent
   */
  readonly logRetentionDays?: number | false;
}

/** The types of the props of `ServiceLogOptions`. */
export const SERVICE_LOG_OPTIONS: PropTypes<ServiceLogOptions> = { logRetentionDays: optional(either(NUMBER, oneOf([false]))) };

/** Records a retention period that CloudWatch Logs refuses, and a key that serves neither logs nor volumes here. */
export function checkServiceLogs(
  scope: Construct,
  validator: Validator,
  { logRetentionDays, encryptionKey }: ServiceLogOptions & { readonly encryptionKey: IEncryptionKey },
): void {
  checkKeyRegion(validator, encryptionKey, AwsEnvironment.of(scope).region);
  if (logRetentionDays !== false) checkLogRetention(validator, "logRetentionDays", logRetentionDays);
}

/** The retention of a service that names none: the output is where the agent expects it only if our unit writes it. Pure. */
export function defaultLogRetention(isRunBySystemd: boolean): number | false {
  return isRunBySystemd && DEFAULT_LOG_RETENTION_DAYS;
}

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
    name: logGroupName(pathFromStack(scope)),
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

/** A name of what CloudWatch Logs allows, whatever the constructs' ids hold (CloudWatch Logs API Reference, CreateLogGroup). Pure. */
function logGroupName(ids: readonly string[]): string {
  return `/${ids.map((id) => id.replace(/[^A-Za-z0-9._#-]+/g, "-")).join("/")}`;
}
