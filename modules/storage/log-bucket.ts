import { Construct } from "constructs";
import { IEncryptionKey, ILogBucket, LogDelivery, LogSource } from "../../src/core";
import { ENCRYPTION_KEY } from "../../src/core/encryption-key";
import { PropTypes, optional } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import { BucketAttributes } from "./imported-bucket";
import { ImportedLogBucket } from "./imported-log-bucket";
import { LIFECYCLE_PROPS, LifecycleProps } from "./lifecycle";
import { LogDeliveries } from "./log-deliveries";
import { NO_RETENTION_PROPS } from "./retention";
import { COMMON_BUCKET_PROPS, CommonBucketProps, SecureBucket, SecureBucketSettings } from "./secure-bucket";
import { Transitions, expiryAfter, transitionsBefore } from "./transitions";

/** The choices for a log bucket. */
export interface LogBucketProps extends CommonBucketProps, LifecycleProps {
  /** Encrypts the logs. Logs of load balancers and S3 server access logs can't be delivered to a bucket under a key. @default - S3's own keys */
  readonly encryptionKey?: IEncryptionKey;
  /** Moves logs to cheaper storage classes. @default - STANDARD_IA after 30 days, GLACIER_IR after 90, as far as `expireAfterDays` leaves them there */
  readonly transitionAfterDays?: Transitions;
  /** Deletes logs of this age, in days, 1 to 36500. @default 400, or as long as the last of `transitionAfterDays` needs */
  readonly expireAfterDays?: number;
  /** Deletes versions that have been noncurrent for so many days, 1 to 36500. @default 30, or as long as the last of `transitionNoncurrentAfterDays` needs */
  readonly expireNoncurrentAfterDays?: number;
}

const PROPS: PropTypes<LogBucketProps> = {
  ...COMMON_BUCKET_PROPS,
  ...LIFECYCLE_PROPS,
  ...NO_RETENTION_PROPS,
  encryptionKey: optional(ENCRYPTION_KEY),
};
const TRANSITIONS: Transitions = { STANDARD_IA: 30, GLACIER_IR: 90 };

/**
 * The bucket that AWS services deliver their logs to. It is encrypted by S3's own keys unless it gets one: load balancers and S3 server access
 * logs support no other. Each source is allowed by a statement of its own, limited to this account, to what delivers, and to a prefix.
 *
 * Logs are in the standard class for 30 days, in infrequent access until day 90, and in instant-retrieval archive until they
 * expire after 400.
 */
export class LogBucket extends SecureBucket implements ILogBucket {
  /**
   * A log bucket that exists already. Its policy belongs to its owner: the statements that it needs are in `requiredPolicyJson`.
   *
   * @throws ValidationError for a name that S3 refuses, or a region that AWS doesn't have
   */
  public static fromAttributes(scope: Construct, id: string, attributes: BucketAttributes): ImportedLogBucket {
    return new ImportedLogBucket(scope, id, attributes);
  }

  private readonly deliveries: LogDeliveries;

  /** @throws ValidationError for a name, a lifecycle, or other settings that S3 refuses */
  constructor(scope: Construct, id: string, props: LogBucketProps = {}) {
    super(scope, id, (validator) => logBucketSettings(validator, props));
    this.deliveries = new LogDeliveries(this, this, [this.policy, this.ownershipControls]);
  }

  /**
   * Allows one source to deliver, under a prefix of its own.
   *
   * @param prefix words joined by slashes, none at either end; unique in this bucket
   * @param source what delivers: `s3AccessLogSource`, `loadBalancerLogSource` and others describe the services
   * @throws ValidationError for a prefix that another source has, or a bucket whose name or key the source doesn't support
   */
  public addLogSource(prefix: string, source: LogSource): LogDelivery {
    return this.deliveries.add(prefix, source);
  }
}

function logBucketSettings(validator: Validator, props: LogBucketProps): SecureBucketSettings {
  validator.props(props, PROPS);
  return {
    ...props,
    transitionAfterDays: props.transitionAfterDays ?? transitionsBefore(TRANSITIONS, props.expireAfterDays),
    expireAfterDays: props.expireAfterDays ?? expiryAfter(props.transitionAfterDays, 400),
    expireNoncurrentAfterDays: props.expireNoncurrentAfterDays ?? expiryAfter(props.transitionNoncurrentAfterDays, 30),
    abortMultipartAfterDays: props.abortMultipartAfterDays ?? 7,
  };
}
