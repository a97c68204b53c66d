import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";
import { FORMATS } from "../../src/internal/formats";
import { Validator } from "../../src/internal/validator";

/** Amazon's names, one of which a CAA record must have for ACM to issue a certificate (ACM User Guide, "Configure a CAA record"). */
const AMAZON = ["amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com"];

/** Records names of certificate authorities that are invalid or repeated; a list that is left out passes. */
export function checkIssuers(validator: Validator, issuers: readonly string[] | undefined): void {
  validator.known("issuers", issuers);
  issuers?.forEach((issuer, index) => {
    const prop = `issuers[${index}]`;
    validator
      .format(prop, issuer, FORMATS.zoneName)
      .check(prop, issuer, issuers.indexOf(issuer) === index, "must be given once", "Remove the duplicate.")
      .check(
        prop,
        issuer,
        !AMAZON.includes(issuer),
        "must be another authority than Amazon",
        "Leave it out: Amazon may issue in any case.",
      );
  });
}

/** Says who may issue certificates for a zone's names, wildcards included (RFC 8659): Amazon, and the issuers given. */
export function createCaaRecord(
  scope: Construct,
  { zoneId, zoneName, issuers }: { readonly zoneId: string; readonly zoneName: string; readonly issuers: readonly string[] },
): Route53Record {
  return new Route53Record(scope, "CaaRecord", {
    zoneId,
    name: zoneName,
    type: "CAA",
    ttl: 3600,
    records: [...AMAZON, ...issuers].map((issuer) => `0 issue "${issuer}"`),
  });
}
