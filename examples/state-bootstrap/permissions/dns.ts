import { PolicyStatement } from "../../../src";
import { DeployedStack, global, owned } from "./deployed-stack";

/** Signing of a zone, and the keys that it is signed with. */
const DNSSEC = [
  "route53:ActivateKeySigningKey",
  "route53:CreateKeySigningKey",
  "route53:DeactivateKeySigningKey",
  "route53:DeleteKeySigningKey",
  "route53:DisableHostedZoneDNSSEC",
  "route53:EnableHostedZoneDNSSEC",
];

/**
 * Records, health checks, query logs and signing. Route 53 knows no condition on tags: the zone is named where it exists already, health checks and
 * query logs never are.
 */
export function dnsStatements(stack: DeployedStack): PolicyStatement[] {
  const { partition, hostedZoneId } = stack;
  // A key-signing key is based on a key of us-east-1, which Route 53 tries out for whoever makes, activates or deletes it.
  const signingKeys = [global(stack, "kms", "key/*")];
  const route53 = (resource: string): string => `arn:${partition}:route53:::${resource}`;
  const zone = route53(`hostedzone/${hostedZoneId ?? "*"}`);
  return [
    {
      sid: "DnsRecords",
      actions: ["route53:ChangeResourceRecordSets", "route53:CreateQueryLoggingConfig", ...DNSSEC],
      resources: [zone],
    },
    { sid: "DnsQueryLogs", actions: ["route53:DeleteQueryLoggingConfig"], resources: [route53("queryloggingconfig/*")] },
    {
      sid: "DnsSigningKeys",
      actions: ["kms:GetPublicKey", "kms:Sign"],
      resources: signingKeys,
      conditions: owned(stack),
    },
    {
      sid: "DnsSigningKeysGrants",
      actions: ["kms:CreateGrant"],
      resources: signingKeys,
      conditions: { ...owned(stack), Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
    { sid: "DnsHealthChecksCreate", actions: ["route53:CreateHealthCheck"], resources: ["*"] },
    {
      sid: "DnsHealthChecksChange",
      actions: ["route53:ChangeTagsForResource", "route53:DeleteHealthCheck", "route53:UpdateHealthCheck"],
      resources: [route53("healthcheck/*")],
    },
    ...(hostedZoneId === undefined
      ? [
          { sid: "DnsZoneCreate", actions: ["route53:CreateHostedZone"], resources: ["*"] },
          {
            sid: "DnsZoneChange",
            actions: ["route53:ChangeTagsForResource", "route53:DeleteHostedZone", "route53:UpdateHostedZoneComment"],
            resources: [zone],
          },
        ]
      : []),
  ];
}
