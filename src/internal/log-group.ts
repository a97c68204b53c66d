import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IResolveContext, Lazy, TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, IAwsEnvironment } from "../core/aws-environment";
import { IEncryptionKey, KeyPolicyStatement } from "../core/encryption-key";
import { DatabaseRemoval } from "../core/removal";
import { SERVICE_ENCRYPT_DECRYPT_ACTIONS } from "./key-actions";
import { removalLifecycle } from "./removal";
import { isKnown } from "./validator";

/** What every log group of the library is made with. */
interface LogGroupSettings {
  readonly name: string;
  readonly retentionDays: number;
  /** @default - CloudWatch's own keys */
  readonly encryptionKey?: IEncryptionKey;
  readonly removal: DatabaseRemoval;
  /** @default - the stack's default provider */
  readonly provider?: TerraformProvider;
}

/** A log group with a retention, under a key whose policy lets CloudWatch Logs use it. */
export function createLogGroup(scope: Construct, id: string, settings: LogGroupSettings): CloudwatchLogGroup {
  const { name, retentionDays, encryptionKey, removal, provider } = settings;
  encryptionKey?.addToPolicy(logsKeyStatement(AwsEnvironment.of(scope), encryptionKey.region));
  return new CloudwatchLogGroup(scope, id, {
    name,
    retentionInDays: retentionDays,
    kmsKeyId: encryptionKey?.keyArn,
    provider,
    // Also where the construct leaves the code, and `prevent_destroy` with it: Terraform forgets the log group, and AWS keeps it.
    skipDestroy: removal === "destroy" ? undefined : true,
    lifecycle: removalLifecycle(removal),
  });
}

/**
 * Log groups of the account, in the key's region: the encryption context that CloudWatch Logs sends names the log group
 * (CloudWatch Logs User Guide, "Encrypt log data"). Pure.
 */
function logsKeyStatement(environment: IAwsEnvironment, region: string): KeyPolicyStatement {
  return {
    sid: "CloudWatchLogs",
    principals: { services: [`logs.${region}.${principalSuffix(environment.dnsSuffix)}`] },
    actions: SERVICE_ENCRYPT_DECRYPT_ACTIONS,
    conditions: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": environment.arn("logs", "log-group:*", { region }) } },
  };
}

/**
 * What the principal of CloudWatch Logs ends with: unlike those of other services, as the partition's hosts do (the AWS provider's aws_service_principal). In
 * the European Sovereign Cloud it doesn't: IAM there refuses principals that end in `amazonaws.eu`.
 */
function principalSuffix(dnsSuffix: string): string {
  const suffixOf = (known: string): string => (known === "amazonaws.eu" ? "amazonaws.com" : known);
  if (isKnown(dnsSuffix)) return suffixOf(dnsSuffix);
  return Lazy.stringValue({ produce: (context: IResolveContext) => suffixOf(String(context.resolve(dnsSuffix))) });
}
