import { Construct } from "constructs";
import { IEncryptionKey, ILogBucket, LogDelivery, LogSource } from "../../src/core";
import { BucketAttributes } from "./imported-bucket";
import { ImportedLogBucket } from "./imported-log-bucket";
import { LifecycleProps, Transitions } from "./lifecycle";
import { LogAdmission } from "./log-admission";
import { checkNoRetention } from "./retention";
import { CommonBucketProps, SecureBucket } from "./secure-bucket";

export interface LogBucketProps extends CommonBucketProps, LifecycleProps {
  /** Encrypts the logs. Load balancers and S3's access logs can't be delivered to a bucket with a key. @default - S3's own keys */
  readonly encryptionKey?: IEncryptionKey;
  /** Moves logs to cheaper classes. @default - STANDARD_IA after 30 days, GLACIER_IR after 90 */
  readonly transitionAfterDays?: Transitions;
  /** Deletes logs of this age. @default 400 */
  readonly expireAfterDays?: number;
  /** Deletes versions that have not been the newest for so many days. @default 30 */
  readonly expireNoncurrentAfterDays?: number;
}

const LOG_TRANSITIONS: Transitions = { STANDARD_IA: 30, GLACIER_IR: 90 };

/**
 * The bucket that AWS services deliver their logs to, encrypted by S3's own keys unless it gets one: load balancers and S3's access
 * logs take no other. Each source is admitted by a statement of its own, limited to this account and to what delivers.
 *
 * Logs lie in the standard class for 30 days, in infrequent access until day 90, in instant-retrieval archive until they
 * expire after 400.
 */
export class LogBucket extends SecureBucket implements ILogBucket {
  /** A log bucket that exists already. Its policy is its owner's: what would be added is handed back by `requiredPolicyJson`. */
  public static fromAttributes(scope: Construct, id: string, attributes: BucketAttributes): ImportedLogBucket {
    return new ImportedLogBucket(scope, id, attributes);
  }

  private readonly admission: LogAdmission;

  constructor(scope: Construct, id: string, props: LogBucketProps = {}) {
    super(
      scope,
      id,
      {
        ...props,
        lifecycle: {
          transitionAfterDays: props.transitionAfterDays ?? LOG_TRANSITIONS,
          expireAfterDays: props.expireAfterDays ?? 400,
          expireNoncurrentAfterDays: props.expireNoncurrentAfterDays ?? 30,
          abortMultipartAfterDays: props.abortMultipartAfterDays ?? 7,
        },
      },
      (validator) => checkNoRetention(validator, props),
    );
    this.admission = new LogAdmission(this, [this.policy, this.ownershipControls]);
  }

  /** Allows one source to deliver, under a prefix of its own. */
  public addLogSource(prefix: string, source: LogSource): LogDelivery {
    return this.admission.add(prefix, source);
  }
}
