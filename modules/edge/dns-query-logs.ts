import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy";
import { Route53QueryLog } from "@cdktf/provider-aws/lib/route53-query-log";
import { TerraformProvider, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, EncryptionKey, IEncryptionKey, Removal } from "../../src/core";
import { ENCRYPTION_KEY } from "../../src/core/encryption-key";
import { createLogGroup } from "../../src/internal/log-group";
import { DEFAULT_LOG_RETENTION_DAYS, checkLogRetention } from "../../src/internal/log-retention";
import { accountWideName } from "../../src/internal/names";
import { PolicyDocument } from "../../src/internal/policy-document";
import { BOOLEAN, NUMBER, PropTypes, optional } from "../../src/internal/prop-types";
import { checkKeyRegion } from "../../src/internal/region";
import { Validator } from "../../src/internal/validator";
import { GLOBAL_REGION } from "./global-region";

/** The logs of the queries that Route 53 answers for a zone. */
export interface QueryLogSettings {
  /** Days that they are kept, one of the periods that CloudWatch Logs has. @default 365 */
  readonly retentionDays?: number;
  /** The key of us-east-1 that they are encrypted under, such as `edge.encryptionKey`. @default - one is created */
  readonly encryptionKey?: IEncryptionKey;
  /**
   * Whether a resource policy of CloudWatch Logs exists already that lets Route 53 write to log groups of `/aws/route53/`: an account has ten of them in a
   * region. @default false: one is made for all zones of the stack
   */
  readonly resourcePolicyExists?: boolean;
}

const QUERY_LOGS: PropTypes<QueryLogSettings> = {
  retentionDays: optional(NUMBER),
  encryptionKey: optional(ENCRYPTION_KEY),
  resourcePolicyExists: optional(BOOLEAN),
};

/** What query logs are made from. */
interface QueryLogInputs {
  readonly zoneId: string;
  readonly zoneName: string;
  readonly settings: QueryLogSettings;
  readonly globalProvider: TerraformProvider;
  readonly removal: Removal;
}

/** The query logs of a zone. */
export interface QueryLogs {
  /** The log group, in us-east-1. */
  readonly logGroup: CloudwatchLogGroup;
  /** What has Route 53 log the queries. */
  readonly resource: Route53QueryLog;
  /** The key that was created; undefined where one was given. */
  readonly encryptionKey?: EncryptionKey;
}

/** Where log groups of query logs are, so that one resource policy opens all of them. */
const PREFIX = "/aws/route53/";

/** Records settings that CloudWatch Logs refuses; those that are left out pass. */
export function checkQueryLogs(validator: Validator, queryLogs: QueryLogSettings | undefined): void {
  if (!queryLogs) return;
  validator.known("queryLogs", queryLogs).props(queryLogs, QUERY_LOGS, "queryLogs");
  validator.known("queryLogs.resourcePolicyExists", queryLogs.resourcePolicyExists);
  checkLogRetention(validator, "queryLogs.retentionDays", queryLogs.retentionDays);
  checkKeyRegion(validator, queryLogs.encryptionKey, GLOBAL_REGION, "queryLogs.encryptionKey");
}

/** Has Route 53 log the queries for a zone, to us-east-1 as it must (Route 53 API Reference, CreateQueryLoggingConfig). */
export function createQueryLogs(scope: Construct, inputs: QueryLogInputs): QueryLogs {
  const { zoneId, zoneName, settings, globalProvider: provider, removal } = inputs;
  const created = settings.encryptionKey
    ? undefined
    : new EncryptionKey(scope, "QueryLogKey", { provider, region: GLOBAL_REGION, removal });
  const logGroup = createLogGroup(scope, "QueryLogGroup", {
    name: `${PREFIX}${zoneName}`,
    retentionDays: settings.retentionDays ?? DEFAULT_LOG_RETENTION_DAYS,
    encryptionKey: settings.encryptionKey ?? created,
    provider,
    removal,
  });
  const policy = settings.resourcePolicyExists ? undefined : QueryLogPolicy.of(scope, provider);
  const resource = new Route53QueryLog(scope, "QueryLog", {
    zoneId,
    cloudwatchLogGroupArn: logGroup.arn,
    dependsOn: policy && [policy.resource],
  });
  return { logGroup, resource, encryptionKey: created };
}

const POLICY_ID = "Route53QueryLogPolicy";

/** What lets Route 53 write query logs, for all zones of a stack: its child `Route53QueryLogPolicy`, which is found by that id. */
class QueryLogPolicy extends Construct {
  public static of(scope: Construct, provider: TerraformProvider): QueryLogPolicy {
    const stack = TerraformStack.of(scope);
    return (stack.node.tryFindChild(POLICY_ID) as QueryLogPolicy | undefined) ?? new QueryLogPolicy(stack, provider);
  }

  public readonly resource: CloudwatchLogResourcePolicy;

  private constructor(stack: TerraformStack, provider: TerraformProvider) {
    super(stack, POLICY_ID);
    const { accountId, partition } = AwsEnvironment.of(this);
    this.resource = new CloudwatchLogResourcePolicy(this, "Resource", {
      policyName: accountWideName(this, { maxLength: 256, punctuation: "-_" }),
      policyDocument: new PolicyDocument([
        {
          sid: "Route53QueryLogs",
          principals: { services: ["route53.amazonaws.com"] },
          actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
          resources: [`arn:${partition}:logs:${GLOBAL_REGION}:${accountId}:log-group:${PREFIX}*`],
          conditions: {
            StringEquals: { "aws:SourceAccount": accountId },
            ArnLike: { "aws:SourceArn": `arn:${partition}:route53:::hostedzone/*` },
          },
        },
      ]).toLazyJson(),
      provider,
    });
  }
}
