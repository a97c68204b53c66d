import { Construct } from "constructs";
import { ILogBucket, LogDelivery, LogSource } from "../../src/core";
import { BucketAttributes, ImportedBucket } from "./imported-bucket";
import { LogDeliveries } from "./log-deliveries";

/** A log bucket that exists: `LogBucket.fromAttributes`. The statements that its policy needs for each source are in `requiredPolicyJson`, for its owner to add before the source delivers. */
export class ImportedLogBucket extends ImportedBucket implements ILogBucket {
  private readonly deliveries: LogDeliveries;

  /** @throws ValidationError for a name that S3 refuses, or a region that AWS doesn't have */
  constructor(scope: Construct, id: string, attributes: BucketAttributes) {
    super(scope, id, attributes);
    this.deliveries = new LogDeliveries(this, this, []);
  }

  /**
   * Adds what the bucket's policy needs for a source to `requiredPolicyJson`, under a prefix of its own.
   *
   * @param prefix words joined by slashes, none at either end; unique in this bucket
   * @param source what delivers: `s3AccessLogSource`, `loadBalancerLogSource` and others describe the services
   * @throws ValidationError for a prefix that another source has, or a bucket whose name or key the source doesn't support
   */
  public addLogSource(prefix: string, source: LogSource): LogDelivery {
    return this.deliveries.add(prefix, source);
  }
}
