import { IGrantable } from "../../src/core";
import { ImportedBucket } from "./imported-bucket";
import { LogDeliveries } from "./log-deliveries";

/** A log bucket that exists: what its policy needs for each source is handed back for its owner to attach, before the source delivers. */
export class ImportedLogBucket extends LogDeliveries {
  constructor(private readonly imported: ImportedBucket) {
    super(imported, []);
  }

  /** The statements that the bucket's owner adds to its policy, as JSON. */
  public get requiredPolicyJson(): string {
    return this.imported.requiredPolicyJson;
  }

  /** Lets a role list the bucket, and read and decrypt its logs. */
  public grantRead(grantee: IGrantable, keyPattern = "*"): void {
    this.imported.grantRead(grantee, keyPattern);
  }
}
