import { Construct } from "constructs";
import { ILogBucket, LogDelivery, LogSource } from "../../src/core";
import { BucketAttributes, ImportedBucket } from "./imported-bucket";
import { LogAdmission } from "./log-admission";

/** A log bucket that exists: `LogBucket.fromAttributes`. What its policy needs for each source is handed back for its owner to add, before the source delivers. */
export class ImportedLogBucket extends ImportedBucket implements ILogBucket {
  private readonly admission: LogAdmission;

  constructor(scope: Construct, id: string, attributes: BucketAttributes) {
    super(scope, id, attributes);
    this.admission = new LogAdmission(this, []);
  }

  /** Hands back what the bucket's policy needs for a source, under a prefix of its own. */
  public addLogSource(prefix: string, source: LogSource): LogDelivery {
    return this.admission.add(prefix, source);
  }
}
