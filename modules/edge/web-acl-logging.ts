import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import {
  Wafv2WebAclLoggingConfiguration,
  Wafv2WebAclLoggingConfigurationLoggingFilter,
  Wafv2WebAclLoggingConfigurationRedactedFields,
} from "@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration";
import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { IEncryptionKey, Removal } from "../../src/core";
import { createLogGroup } from "../../src/internal/log-group";
import { checkLogRetention } from "../../src/internal/log-retention";
import { Validator } from "../../src/internal/validator";
import { checkHeaderName } from "./web-acl-names";

/** The values of `LoggedRequests`. */
export const LOGGED_REQUESTS = ["blockedAndCounted", "all"] as const;
/** Which requests are logged: those that a rule blocks or counts, or all. */
export type LoggedRequests = "blockedAndCounted" | "all";

/** The values of `RedactedField`. */
const REDACTED_FIELDS = ["uriPath", "queryString", "method"] as const;
/** What besides headers logs can leave out. */
export type RedactedField = "uriPath" | "queryString" | "method";

/** AWS WAF API Reference, LoggingConfiguration. */
const MOST_REDACTED = 100;

/** What a web ACL's logs hold. */
interface LogChoices {
  readonly redactedHeaders?: readonly string[];
  readonly redactedFields?: readonly RedactedField[];
  readonly loggedRequests?: LoggedRequests;
  readonly logRetentionDays?: number;
}

/** Records what AWS WAF can't leave out of logs, and retention periods that there aren't. */
export function checkWebAclLogging(validator: Validator, prefix: string, choices: LogChoices): void {
  const { redactedHeaders, redactedFields } = choices;
  validator
    .known(`${prefix}redactedHeaders`, redactedHeaders)
    .known(`${prefix}redactedFields`, redactedFields)
    .known(`${prefix}loggedRequests`, choices.loggedRequests);
  if (Array.isArray(redactedHeaders)) {
    redactedHeaders.forEach((header: string, index) => checkHeaderName(validator, `${prefix}redactedHeaders[${index}]`, header));
    const count = redactedHeaders.length;
    validator.check(
      `${prefix}redactedHeaders`,
      count,
      count <= MOST_REDACTED - REDACTED_FIELDS.length,
      `must be at most ${MOST_REDACTED - REDACTED_FIELDS.length} headers`,
      "Leave out those that hold no secret.",
    );
  }
  if (Array.isArray(redactedFields)) {
    redactedFields.forEach((field: RedactedField, index) => validator.oneOf(`${prefix}redactedFields[${index}]`, field, REDACTED_FIELDS));
  }
  checkLogRetention(validator, `${prefix}logRetentionDays`, choices.logRetentionDays);
}

/** What a web ACL's logs are made from. */
interface LoggingInputs {
  readonly choices: Required<LogChoices>;
  readonly webAclArn: string;
  /** The log group's name. */
  readonly name: string;
  /** A key of the web ACL's region. @default - CloudWatch's own keys */
  readonly encryptionKey?: IEncryptionKey;
  readonly provider: TerraformProvider | undefined;
  readonly removal: Removal;
}

/** The log group of a web ACL, and what sends the logs to it. */
export function createWebAclLogging(
  scope: Construct,
  inputs: LoggingInputs,
): { readonly logGroup: CloudwatchLogGroup; readonly logging: Wafv2WebAclLoggingConfiguration } {
  const { choices, webAclArn, name, encryptionKey, provider, removal } = inputs;
  const logGroup = createLogGroup(scope, "LogGroup", { name, retentionDays: choices.logRetentionDays, encryptionKey, provider, removal });
  const logging = new Wafv2WebAclLoggingConfiguration(scope, "Logging", {
    resourceArn: webAclArn,
    logDestinationConfigs: [logGroup.arn],
    redactedFields: redacted(choices),
    loggingFilter: choices.loggedRequests === "all" ? undefined : BLOCKED_AND_COUNTED,
    provider,
  });
  return { logGroup, logging };
}

/**
 * Keeps what a rule blocks or counts: `COUNT` is a rule that counts, `EXCLUDED_AS_COUNT` a rule of a group that is set to count (AWS WAF API Reference,
 * ActionCondition).
 */
const BLOCKED_AND_COUNTED: Wafv2WebAclLoggingConfigurationLoggingFilter = {
  defaultBehavior: "DROP",
  filter: [
    {
      behavior: "KEEP",
      requirement: "MEETS_ANY",
      condition: ["BLOCK", "COUNT", "EXCLUDED_AS_COUNT"].map((action) => ({ actionCondition: { action } })),
    },
  ],
};

function redacted({ redactedHeaders, redactedFields }: Required<LogChoices>): Wafv2WebAclLoggingConfigurationRedactedFields[] {
  return [
    ...redactedHeaders.map((name) => ({ singleHeader: { name } })),
    ...REDACTED_FIELDS.filter((field) => redactedFields.includes(field)).map((field) => ({ [field]: {} })),
  ];
}
