import { ServiceNeed } from "./need";
import { actingFor, principalOf, withKey } from "./requests";

/** Signing of a hosted zone. */
export const DNSSEC: ServiceNeed = {
  id: "dnssec",
  page: 'Amazon Route 53 Developer Guide, "Working with customer managed keys for DNSSEC", "Route 53 customer managed key permissions required for DNSSEC signing"',
  types: ["aws_route53_key_signing_key"],
  requests: (view, signing) => {
    const zone = view.target(signing, signing.args.hosted_zone_id, "aws_route53_zone");
    const key = view.key(signing, signing.args.key_management_service_arn);
    const { partition } = view.place(signing);
    const arn = zone?.resource ? zone.arn : `arn:${partition}:route53:::hostedzone/${zone?.arn ?? "x"}`;
    const principal = principalOf("dnssec-route53");
    const purpose = `Route 53 signs the zone ${zone?.resource?.name ?? zone?.arn ?? signing.name}`;
    const context = actingFor(view.place(signing), arn);
    return [
      ...withKey(principal, key, ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"], purpose, context),
      ...withKey(principal, key, ["kms:CreateGrant"], purpose, { ...context, "kms:GrantIsForAWSResource": "true" }),
    ];
  },
};
