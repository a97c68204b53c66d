import { IAwsEnvironment } from "../core/aws-environment";
import { LogSource } from "../core/log-bucket";
import { SERVICE_ENCRYPT_DECRYPT_ACTIONS } from "./key-actions";
import { PropType, like } from "./prop-types";
import { Validator } from "./validator";

/** Its other members may be data sources, which asking for them would make. */
const ENVIRONMENT: PropType<IAwsEnvironment> = like<IAwsEnvironment>("an AwsEnvironment", ["arn"]);

/** @throws ValidationError for a function that is called without its environment, as plain JavaScript may */
export function checkEnvironment(functionName: string, environment: IAwsEnvironment): void {
  new Validator(functionName).props({ environment }, { environment: ENVIRONMENT }).throwIfInvalid();
}

/**
 * Logs that CloudWatch's delivery service brings to a bucket for another service
 * (CloudWatch Logs User Guide, "Enabling logging from AWS services"). Pure.
 */
export function vendedLogSource(
  environment: IAwsEnvironment,
  source: Pick<LogSource, "sid" | "description" | "sourceArn" | "keyPattern" | "bucketNamePrefix">,
): LogSource {
  const { accountId, partition } = environment;
  const service = "delivery.logs.amazonaws.com";
  return {
    ...source,
    service,
    accountId,
    checksBucketAcl: true,
    setsOwnerFullControl: true,
    keyStatement: {
      sid: "LogDelivery",
      principals: { services: [service] },
      actions: SERVICE_ENCRYPT_DECRYPT_ACTIONS,
      conditions: {
        StringEquals: { "aws:SourceAccount": accountId },
        ArnLike: { "aws:SourceArn": `arn:${partition}:logs:*:${accountId}:*` },
      },
    },
  };
}

/** Where services of AWS put what is an account's. Pure. */
export function accountFolder(accountId: string): string {
  return `AWSLogs/${accountId}/*`;
}
