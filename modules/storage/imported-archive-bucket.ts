import { IGrantable } from "../../src/core";
import { ImportedBucket } from "./imported-bucket";
import { LEGAL_HOLD_ACTIONS } from "./retention";

/** An archive that exists: `ArchiveBucket.fromAttributes`. */
export class ImportedArchiveBucket extends ImportedBucket {
  /**
   * Lets a role put objects on legal hold, beyond their retention, and end the hold.
   *
   * @param keyPattern which objects, such as `trades/*`
   * @throws ValidationError for something that has no role
   */
  public grantLegalHold(grantee: IGrantable, keyPattern = "*"): void {
    this.grantObjects(grantee, "LegalHold", LEGAL_HOLD_ACTIONS, keyPattern);
  }
}
