import { texts } from "../requests/arguments";
import { Arguments } from "../synthesized-stack";

/** Keys that say whose requests are meant, or which one's (Amazon S3 User Guide, "The meaning of \"public\""; AWS KMS has one of its own). */
const NARROWING =
  /^(?:aws:(?:SourceAccount|SourceArn|SourceOrgID|SourceOrgPaths|SourceOwner|SourceVpc|SourceVpce|SourceIp|PrincipalOrgID|PrincipalOrgPaths|PrincipalAccount|PrincipalArn|userid|VpcSourceIp)|kms:CallerAccount|s3:DataAccessPoint(?:Account|Arn)|s3:x-amz-server-side-encryption-aws-kms-key-id)$/i;
/** Operators that aren't met where the request lacks the key, nor by every other value. */
const REQUIRING = /^(?:ForAnyValue:)?(?:String(?:Equals|EqualsIgnoreCase|Like)|Arn(?:Equals|Like)|IpAddress)$/i;
const ANYTHING = /^(?:\*|0\.0\.0\.0\/0|::\/0)$/;

/** Whether a condition keeps out who isn't known by a fixed value. Pure. */
export function narrows(condition: Arguments): boolean {
  return Object.entries<Arguments>(condition).some(
    ([operator, keys]) =>
      REQUIRING.test(operator) &&
      Object.entries<unknown>(keys).some(
        ([key, expected]) => NARROWING.test(key) && !texts(expected).some((value) => ANYTHING.test(value)),
      ),
  );
}
