import { ITerraformDependable } from "cdktf";
import { like } from "../internal/prop-types";
import { KeyPolicyStatement } from "./encryption-key";

/** Something that delivers logs to a bucket, as the documentation of its service describes it. */
export interface LogSource {
  /** Names the statement in the bucket's policy: letters and digits. */
  readonly sid: string;
  /** The source in words, for messages: "load balancers". */
  readonly description: string;
  /** The service principal that writes, such as `delivery.logs.amazonaws.com`. */
  readonly service: string;
  /** The account of AWS that writes in the service's stead, as in China's regions; it says for no request whom it writes for. @default - the service writes */
  readonly deliveryAccountId?: string;
  /** The account that it writes for, twelve digits. */
  readonly accountId: string;
  /** What it writes for: an ARN, or a pattern of ARNs. */
  readonly sourceArn: string;
  /** What the service puts behind the prefix, as a pattern of keys. @default "*" */
  readonly keyPattern?: string;
  /** Whether the service reads the bucket's ACL and lists the bucket before it delivers. @default false */
  readonly checksBucketAcl?: boolean;
  /** Whether the service gives each object the ACL `bucket-owner-full-control`. @default false */
  readonly setsOwnerFullControl?: boolean;
  /** What the policy of the bucket's key must hold for it. @default - none: it delivers to no bucket under a customer-managed key */
  readonly keyStatement?: KeyPolicyStatement;
  /** What the name of a bucket must begin with for it. @default - nothing */
  readonly bucketNamePrefix?: string;
}

/** Where a source delivers its logs to, and what must be created before it can. */
export interface LogDelivery {
  /** The bucket's name. */
  readonly bucketName: string;
  /** The bucket's ARN. */
  readonly bucketArn: string;
  /** The source's own prefix, without a slash at either end. */
  readonly prefix: string;
  /** The bucket policy that allows the delivery: the source depends on it. */
  readonly dependencies: readonly ITerraformDependable[];
}

/** A bucket that AWS services can deliver logs to. */
export interface ILogBucket {
  /** The bucket's ARN. */
  readonly bucketArn: string;
  /** The bucket's region. @default - known to the provider alone */
  readonly region?: string;
  /**
   * Allows one source to deliver, under a prefix of its own.
   *
   * @param prefix words joined by slashes, none at either end; unique in this bucket
   * @param source what delivers: `loadBalancerLogSource`, `flowLogSource` and others describe the services
   * @throws ValidationError for a prefix that another source has, or a bucket whose name or key the source doesn't support
   */
  addLogSource(prefix: string, source: LogSource): LogDelivery;
}

/** The prop type of log buckets. */
export const LOG_BUCKET = like<ILogBucket>("a LogBucket", ["bucketArn", "addLogSource"], "LogBucket.fromAttributes");
