import { Annotations } from "cdktf";
import { Construct } from "constructs";
import { fitName, pathFromStack } from "../../src/internal/names";
import { isKnown } from "../../src/internal/validator";

/** What is left for a readable name beside `-<account>-<region>`: the longest region code has 14 characters. */
const READABLE_NAME_LENGTH = 63 - "-111122223333".length - "-ap-southeast-1".length;

/** A name that no other account and region has: bucket names are unique over all of them. */
export function uniqueBucketName(scope: Construct, accountId: string, region: string): string {
  const readable = fitName(pathFromStack(scope), { maxLength: READABLE_NAME_LENGTH, capitals: false });
  return `${readable}-${accountId}-${region}`;
}

/** Warns of a name with dots (S3 User Guide, "General purpose bucket naming rules"). */
export function warnOfDots(scope: Construct, bucketName: string): void {
  if (!isKnown(bucketName) || !bucketName.includes(".")) return;
  Annotations.of(scope).addWarning(
    `The bucket name ${bucketName} has dots, which S3's certificates don't cover: CloudFront and requests by the bucket's own host name fail over TLS. Use dashes.`,
  );
}
